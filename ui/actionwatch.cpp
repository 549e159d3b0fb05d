#include "ui/actionwatch.h"

namespace chainpoints {

ActionWatch::ActionWatch(OperatorDesk& desk, QObject* parent) : QObject(parent), m_desk(desk)
{
    m_timer.setInterval(kBetweenQuestionsMs);
    connect(&m_timer, &QTimer::timeout, this, &ActionWatch::ask);
}

void ActionWatch::follow(ActionId id)
{
    m_followed.push_back(id);
    startOrStop();
}

void ActionWatch::setAwake(bool awake)
{
    m_awake = awake;
    startOrStop();
}

void ActionWatch::ask()
{
    if (m_asking || m_followed.empty())
        return;
    m_asking = true;
    const ActionId id = m_followed.front();
    m_desk.ask(
        this, [id](OperatorDoor& door) { return door.action(id); },
        [this, id](const Result<ActionView>& answer) { take(id, answer); });
}

void ActionWatch::take(ActionId id, const Result<ActionView>& answer)
{
    m_asking = false;
    m_followed.pop_front();
    const bool again = answer ? !answer->finished() : answer.error().code == ErrorCode::Database;
    if (again)
        m_followed.push_back(id);
    startOrStop();
    if (answer)
        Q_EMIT changed(*answer);
    else if (!again)
        Q_EMIT lost(id, QString::fromStdString(answer.error().message));
}

void ActionWatch::startOrStop()
{
    if (!m_awake || m_followed.empty())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

} // namespace chainpoints
