#include "ui/users/userstatusbar.h"

#include "ui/users/userstatusdialog.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

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
    connect(&m_watch, &ActionWatch::changed, this, &UserStatusBar::take);
    connect(&m_watch, &ActionWatch::lost, this, &UserStatusBar::lose);
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
    m_asked[address] = Asked{id, std::nullopt};
    m_watch.follow(id);
    write();
}

void UserStatusBar::take(const ActionView& action)
{
    if (Asked* found = asked(action.id))
        found->answer = action;
    write();
    if (action.finished())
        Q_EMIT done();
}

void UserStatusBar::lose(ActionId id, const QString& sentence)
{
    if (Asked* found = asked(id))
        found->problem = sentence;
    write();
}

UserStatusBar::Asked* UserStatusBar::asked(ActionId id)
{
    const auto found = std::ranges::find_if(m_asked, [id](const auto& one) { return one.second.id == id; });
    return found == m_asked.end() ? nullptr : &found->second;
}

void UserStatusBar::write()
{
    m_status->setText(isDisabled() ? tr("Disabled: gains no points") : tr("Gains points"));
    m_change->setText(isDisabled() ? tr("Enable…") : tr("Disable…"));
    m_change->setAccessibleName(isDisabled() ? tr("Enable this user") : tr("Disable this user"));
    m_change->setEnabled(!m_user.address.empty());
    writeNotice();
}

void UserStatusBar::writeNotice()
{
    const auto found = m_asked.find(m_user.address);
    if (found == m_asked.end())
        return m_notice->say({});
    const auto& [id, answer, problem] = found->second;
    if (!problem.isEmpty())
        return m_notice->say(problem, theme::Tone::Bad);
    if (!answer || !answer->finished())
        return m_notice->say(tr("The change is recorded and waits for the engine…"), theme::Tone::Busy);
    if (answer->cancelled > 0)
        return m_notice->say(tr("The change was cancelled before it was made."), theme::Tone::Idle);
    if (answer->failed == 0)
        return m_notice->say(tr("The change is in effect."), theme::Tone::Good);
    QStringList sentences;
    for (const ActionItem& item : answer->items)
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
