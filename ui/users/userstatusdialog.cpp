#include "ui/users/userstatusdialog.h"

#include "ui/format.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/exactdelegate.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/instantedit.h"
#include "ui/widgets/notice.h"
#include "ui/zone.h"

#include <QEvent>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kWidth = 520;
constexpr std::size_t kMostLines = 5;

enum Column { Chain, Before, After, Difference };

} // namespace

UserStatusDialog::UserStatusDialog(OperatorDesk& desk, ActionKind kind, const std::string& address,
                                   UnixTime suggested, QWidget* parent)
    : QDialog(parent), m_desk(desk), m_kind(kind), m_address(address), m_intro(new QLabel),
      m_dateName(new QLabel), m_date(new InstantEdit), m_reasonName(new QLabel), m_reason(new QLineEdit),
      m_notice(new Notice), m_changes(new CellsTable(u"statusChanges"_s)), m_go(new QPushButton),
      m_cancel(new QPushButton)
{
    setObjectName(u"userStatusDialog"_s);
    m_date->setObjectName(u"statusDate"_s);
    m_reason->setObjectName(u"statusReason"_s);
    m_notice->setObjectName(u"statusNotice"_s);
    m_go->setObjectName(u"statusGo"_s);
    m_cancel->setObjectName(u"statusCancel"_s);
    m_intro->setWordWrap(true);
    m_date->setInstant(suggested);
    m_dateName->setBuddy(m_date);
    m_reasonName->setBuddy(m_reason);
    m_changes->hide();
    for (const int column : {Before, After, Difference})
        m_changes->setItemDelegateForColumn(column, new ExactDelegate(m_changes));
    m_cancel->setAutoDefault(false);
    m_go->setAutoDefault(false);

    auto* form = new QFormLayout;
    form->addRow(m_dateName, m_date);
    form->addRow(m_reasonName, m_reason);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addWidget(m_intro);
    column->addLayout(form);
    column->addWidget(m_notice);
    column->addWidget(m_changes, 1);
    column->addLayout(buttons);
    setMinimumWidth(kWidth);

    connect(m_date, &QDateTimeEdit::dateTimeChanged, this, &UserStatusDialog::forgetPreview);
    connect(m_reason, &QLineEdit::textChanged, this, &UserStatusDialog::enable);
    connect(m_go, &QPushButton::clicked, this, &UserStatusDialog::go);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    retranslate();
    m_reason->setFocus();
}

ActionRequest UserStatusDialog::request() const
{
    ActionRequest request{.kind = m_kind, .chain = {}};
    request.details.user = m_address;
    request.details.from = m_date->instant();
    request.details.reason = m_reason->text().trimmed().toStdString();
    request.details.recalculate = m_previewed;
    return request;
}

bool UserStatusDialog::isComplete() const
{
    return !m_reason->text().trimmed().isEmpty();
}

void UserStatusDialog::go()
{
    if (isComplete())
        send(request());
}

void UserStatusDialog::send(const ActionRequest& request)
{
    setBusy(Busy::Sending);
    m_desk.ask(
        this, [request](OperatorDoor& door) { return door.request(request); },
        [this, request](const Result<ActionId>& id) {
            setBusy(Busy::No);
            if (id) {
                Q_EMIT requested(*id);
                accept();
            } else if (id.error().code == ErrorCode::Refused && !request.details.recalculate) {
                preview(request);
            } else {
                m_notice->say(QString::fromStdString(id.error().message), theme::Tone::Bad);
            }
        },
        OperatorDesk::Lane::Requests);
}

void UserStatusDialog::preview(const ActionRequest& refused)
{
    ActionRequest request = refused;
    request.details.recalculate = true;
    setBusy(Busy::Previewing);
    m_desk.ask(
        this, [request](OperatorDoor& door) { return door.preview(request); },
        [this, request](const Result<std::vector<PointsPreview>>& previews) {
            setBusy(Busy::No);
            if (!previews)
                return m_notice->say(QString::fromStdString(previews.error().message), theme::Tone::Bad);
            m_previewed = this->request().details.from == request.details.from;
            if (m_previewed)
                showPreview(*previews);
        });
}

void UserStatusDialog::showPreview(const std::vector<PointsPreview>& previews)
{
    m_notice->say(previews.empty() ? tr("This time is settled already, but no settled points would change.")
                                   : tr("This time is settled already. These settled points would change:"),
                  theme::Tone::Warning);
    std::vector<CellsModel::Row> rows;
    for (const PointsPreview& one : previews)
        rows.push_back({{QString::fromStdString(one.chain)},
                        {format::shortAmount(one.before), format::amount(one.before)},
                        {format::shortAmount(one.after), format::amount(one.after)},
                        {format::shortAmount(one.difference), format::amount(one.difference)}});
    m_changes->cells().setRows(std::move(rows));
    m_changes->setFixedHeight(
        int(std::min(previews.size(), kMostLines)) * m_changes->verticalHeader()->defaultSectionSize() +
        m_changes->horizontalHeader()->sizeHint().height() + 2 * m_changes->frameWidth());
    m_changes->setVisible(!previews.empty());
    m_cancel->setFocus();
    retranslate();
    growToFit(*this);
}

void UserStatusDialog::forgetPreview()
{
    m_previewed = false;
    m_notice->say({});
    m_changes->hide();
    retranslate();
}

void UserStatusDialog::setBusy(Busy busy)
{
    m_busy = busy;
    enable();
}

void UserStatusDialog::enable()
{
    m_date->setEnabled(m_busy == Busy::No);
    m_reason->setEnabled(m_busy == Busy::No);
    m_go->setEnabled(m_busy == Busy::No && isComplete());
    m_cancel->setEnabled(m_busy != Busy::Sending);
}

void UserStatusDialog::reject()
{
    if (m_busy != Busy::Sending)
        QDialog::reject();
}

void UserStatusDialog::retranslate()
{
    const QString who = format::address(m_address);
    const bool enables = m_kind == ActionKind::Enable;
    setWindowTitle(enables ? tr("Enable user") : tr("Disable user"));
    m_intro->setText(
        enables ? tr("%1 gains points again on every chain, from this time on.").arg(who)
                : tr("%1 gains no points on any chain from this time on. The balance is followed as before.")
                      .arg(who));
    m_dateName->setText(tr("&From (%1)").arg(zone::name()));
    m_date->setName(tr("From when on (%1)").arg(zone::name()));
    m_reasonName->setText(tr("&Reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Needed; it is kept with the action"));
    m_changes->setAccessibleName(tr("Settled points that would change"));
    m_changes->cells().setColumns(
        {{tr("Chain")}, {tr("Before"), true}, {tr("After"), true}, {tr("Difference"), true}});
    for (const int column : {Before, After, Difference})
        m_changes->setWidest(column, u"-12,345,678.123456…"_s);
    m_changes->setFlexible(Chain, u"arbitrum-"_s, u"base-sepolia"_s);
    for (const int column : {Before, After, Difference})
        m_changes->setLeast(column, u"-1,345,678.12"_s);
    m_changes->fitColumns();
    m_cancel->setText(tr("Cancel"));
    m_go->setText(m_previewed ? enables ? tr("Enable and recalculate") : tr("Disable and recalculate")
                  : enables ? tr("Enable")
                              : tr("Disable"));
    (m_previewed ? m_cancel : m_go)->setDefault(true);
    enable();
}

void UserStatusDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
