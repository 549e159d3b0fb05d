#include "ui/users/userdetails.h"

#include "ui/format.h"

#include <QDir>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QToolButton>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

/// A number that is cut at the edge would read as a smaller one, so what does not fit ends in "…", and an
/// address is shortened as elsewhere, until somebody enters the field, where it can be moved through.
class ExactValue : public QLineEdit
{
protected:
    void paintEvent(QPaintEvent* event) override
    {
        constexpr int kMargin = 2; // of QLineEdit itself
        const QRect room = rect().adjusted(kMargin, 0, -kMargin, 0);
        if (hasFocus() || fontMetrics().horizontalAdvance(text()) <= room.width())
            return QLineEdit::paintEvent(event);
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::Text));
        const QString brief = text().startsWith(u"0x"_s) ? format::shortHex(text()) : text();
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(brief, Qt::ElideRight, room.width()));
    }
};

} // namespace

UserDetails::UserDetails(OperatorDesk& desk, Prompts& prompts, QWidget* parent)
    : QWidget(parent), m_pages(new QStackedLayout(this)), m_nobody(new QLabel), m_somebody(new QWidget),
      m_showAddress(new ExplorerAction(prompts, this)), m_saved(new Notice),
      m_status(new UserStatusBar(desk)), m_tabs(new QTabWidget), m_charts(new UserCharts(desk, prompts)),
      m_changes(new UserChanges(desk, prompts)), m_statement(new UserStatement(desk)),
      m_histories(new UserHistories)
{
    setObjectName(u"userDetails"_s);
    m_nobody->setObjectName(u"userNobody"_s);
    m_nobody->setAlignment(Qt::AlignCenter);
    m_nobody->setWordWrap(true);
    m_nobody->setForegroundRole(QPalette::PlaceholderText);
    m_nobody->setMargin(24);

    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(12);
    facts->setVerticalSpacing(2);
    m_address = addFact(*facts, u"userAddress"_s, 2);
    m_address.value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_showAddress->setObjectName(u"explorerAddress"_s);
    m_showAddress->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    m_showAddress->setShortcutContext(Qt::WidgetShortcut);
    auto* explorer = new QToolButton;
    explorer->setObjectName(u"userExplorer"_s);
    explorer->setDefaultAction(m_showAddress);
    explorer->setFocusPolicy(Qt::StrongFocus);
    m_balance = addFact(*facts, u"userBalance"_s);
    facts->addWidget(explorer, 2, 2);
    m_points = addFact(*facts, u"userPoints"_s);
    m_settled = addFact(*facts, u"userSettled"_s);
    auto* all = new QVBoxLayout(m_somebody);
    all->setContentsMargins({});
    all->addLayout(facts);
    all->addWidget(m_status);
    m_tabs->setObjectName(u"userTabs"_s);
    m_tabs->setDocumentMode(true);
    for (QWidget* tab : std::initializer_list<QWidget*>{m_charts, m_changes, m_statement, m_histories})
        m_tabs->addTab(tab, QString());
    all->addWidget(m_tabs, 1);
    m_saved->setObjectName(u"chartsSaved"_s);
    all->addWidget(m_saved);
    m_pages->addWidget(m_nobody);
    m_pages->addWidget(m_somebody);

    connect(m_status, &UserStatusBar::done, this, &UserDetails::usersChanged);
    connect(m_charts, &UserCharts::userRead, this, &UserDetails::take);
    const auto* saving = m_charts->findChild<ChartExport*>();
    connect(saving, &ChartExport::written, this, [this](const QString& file) {
        m_saved->say(tr("Saved: %1").arg(QDir::toNativeSeparators(file)), theme::Tone::Good);
    });
    connect(saving, &ChartExport::failed, this, [this](const QString& file, const QString& sentence) {
        m_saved->say(tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(file), sentence),
                     theme::Tone::Bad);
    });
    connect(m_charts, &UserCharts::historiesRead, m_histories, &UserHistories::setHistories);
    retranslate();
}

UserDetails::Fact UserDetails::addFact(QGridLayout& grid, const QString& objectName, int columns)
{
    const Fact fact{new QLabel, new ExactValue};
    fact.name->setForegroundRole(QPalette::PlaceholderText);
    fact.name->setBuddy(fact.value);
    fact.value->setObjectName(objectName);
    fact.value->setReadOnly(true);
    fact.value->setFrame(false);
    QPalette flat; // nothing but this, so that the theme's colours still come through
    flat.setBrush(QPalette::Base, Qt::NoBrush);
    fact.value->setPalette(flat);
    const int row = grid.rowCount();
    grid.addWidget(fact.name, row, 0);
    grid.addWidget(fact.value, row, 1, 1, columns);
    return fact;
}

void UserDetails::setUser(const QString& chain, const UserView& user, const QString& symbol,
                          const Explorer& explorer)
{
    take(user);
    const QString address = QString::fromStdString(user.address);
    m_saved->say({});
    m_histories->clear();
    m_charts->setUser(chain, address, symbol);
    m_showAddress->aim(explorer.address(user.address));
    m_changes->setExplorer(explorer);
    m_changes->setUser(chain, address);
    m_statement->setUser(chain, address);
    m_pages->setCurrentWidget(m_somebody);
}

void UserDetails::clear()
{
    m_user.reset();
    m_showAddress->aim({});
    m_charts->clear();
    m_changes->clear();
    m_statement->clear();
    m_histories->clear();
    m_pages->setCurrentWidget(m_nobody);
}

void UserDetails::setInviting(bool inviting)
{
    if (m_inviting == inviting)
        return;
    m_inviting = inviting;
    retranslate();
}

void UserDetails::refresh()
{
    if (!m_user)
        return;
    m_charts->refresh();
    m_changes->refresh();
    m_statement->refresh();
}

void UserDetails::take(const UserView& user)
{
    m_user = user;
    m_status->setUser(user);
    const auto set = [](const Fact& fact, const QString& text) {
        if (fact.value->text() == text)
            return; // a selection stays
        fact.value->setText(text);
        fact.value->setToolTip(text);
        fact.value->setCursorPosition(0);
    };
    set(m_address, format::address(user.address));
    set(m_balance, format::amount(user.balance));
    set(m_points, format::amount(user.points));
    set(m_settled, format::zonedMinute(user.settledUpTo));
}

void UserDetails::retranslate()
{
    m_nobody->setText(m_inviting ? tr("Choose a user to see balance and points over time.") : QString());
    const auto name = [](const Fact& fact, const QString& text) {
        fact.name->setText(text);
        fact.value->setAccessibleName(text);
    };
    m_showAddress->say(tr("Show the address"));
    name(m_address, tr("Address"));
    name(m_balance, tr("Balance"));
    name(m_points, tr("Points"));
    name(m_settled, tr("Settled up to"));
    m_tabs->setAccessibleName(tr("About the user"));
    m_tabs->tabBar()->setAccessibleName(tr("About the user"));
    m_tabs->setTabText(0, tr("Charts"));
    m_tabs->setTabText(1, tr("Changes"));
    m_tabs->setTabText(2, tr("Why"));
    m_tabs->setTabText(3, tr("Table"));
    m_tabs->setTabToolTip(0, tr("Balance and points over time"));
    m_tabs->setTabToolTip(1, tr("Every change of the balance, newest first"));
    m_tabs->setTabToolTip(2, tr("The points written out as a sum, to be verified"));
    m_tabs->setTabToolTip(3, tr("The numbers behind the charts"));
    if (m_user)
        take(UserView(*m_user));
}

void UserDetails::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace chainpoints
