#include "ui/users/userstatusbar.h"

#include "ui/users/userstatusdialog.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace chainpoints {

using namespace Qt::StringLiterals;

UserStatusBar::UserStatusBar(OperatorDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_watch(desk), m_status(new QLabel), m_change(new QPushButton),
      m_notice(new Notice)
{
    m_status->setObjectName(u"userStatus"_s);
    m_change->setObjectName(u"userStatusChange"_s);
    m_notice->setObjectName(u"userStatusNotice"_s);
    auto* row = new QHBoxLayout;
    row->addWidget(m_status, 1);
    row->addWidget(m_change);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(row);
    column->addWidget(m_notice);
    connect(m_change, &QPushButton::clicked, this, &UserStatusBar::openDialog);
    connect(&m_watch, &ActionWatch::changed, this, [this](const ActionView& action) {
        if (m_asked && m_asked->id == action.id) {
            m_asked->answer = action;
            write();
        }
    });
    connect(&m_watch, &ActionWatch::lost, this, [this](ActionId id, const QString& sentence) {
        if (m_asked && m_asked->id == id) {
            m_asked->problem = sentence;
            write();
        }
    });
    write();
}

void UserStatusBar::setUser(const UserView& user)
{
    m_user = user;
    write();
}

void UserStatusBar::openDialog()
{
    auto* dialog = new UserStatusDialog(m_desk, isDisabled() ? ActionKind::Enable : ActionKind::Disable,
                                        m_user.address, wallClock(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UserStatusDialog::requested, this,
            [this, address = m_user.address](ActionId id) { follow(id, address); });
    dialog->open();
}

void UserStatusBar::follow(ActionId id, const std::string& address)
{
    m_asked = Asked{id, address, std::nullopt};
    m_watch.follow(id);
    write();
}

void UserStatusBar::write()
{
    m_status->setText(isDisabled() ? tr("Disabled: gains no points") : tr("Gains points"));
    m_change->setText(isDisabled() ? tr("Enable…") : tr("Disable…"));
    m_change->setAccessibleName(isDisabled() ? tr("Enable this user") : tr("Disable this user"));
    m_change->setEnabled(!m_user.address.empty());
    if (!m_asked || m_asked->address != m_user.address)
        return m_notice->say({});
    if (!m_asked->problem.isEmpty())
        return m_notice->say(m_asked->problem, theme::Tone::Bad);
    if (!m_asked->answer || !m_asked->answer->finished())
        return m_notice->say(tr("The change is recorded and waits for the engine…"), theme::Tone::Busy);
    if (m_asked->answer->failed == 0)
        return m_notice->say(tr("The change is in effect."), theme::Tone::Good);
    QStringList sentences;
    for (const ActionItem& item : m_asked->answer->items)
        if (item.state == ActionState::Failed)
            sentences += QString::fromStdString(item.chain + ": " + item.sentence);
    m_notice->say(sentences.join(u'\n'), theme::Tone::Bad);
}

void UserStatusBar::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_watch.setAwake(true);
}

void UserStatusBar::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_watch.setAwake(false);
}

void UserStatusBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        write();
}

} // namespace chainpoints
