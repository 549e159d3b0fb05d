#include "ui/failures/retries.h"

#include "ui/format.h"

#include <algorithm>

namespace chainpoints {

Retries::Retries(OperatorDesk& desk, FailuresModel& model, QObject* parent)
    : QObject(parent), m_desk(desk), m_model(model), m_watch(desk)
{
    connect(&m_watch, &ActionWatch::changed, this, &Retries::take);
    connect(&m_watch, &ActionWatch::lost, this, &Retries::lose);
    // Whether somebody follows the chains that are waited for.
    connect(&desk, &OperatorDesk::chainsChanged, this, &Retries::changed);
}

void Retries::retry(const std::vector<FailureId>& failures)
{
    if (failures.empty())
        return;
    m_model.wait(++m_ticket, failures);
    ask(m_ticket, {ActionKind::Retry, {}, failures});
}

void Retries::retryAll(const std::optional<std::string>& chain)
{
    m_all = ++m_ticket;
    m_model.wait(m_ticket, m_model.retriable());
    ask(m_ticket, {ActionKind::Retry, chain, {}});
}

void Retries::ask(Ticket ticket, ActionRequest request)
{
    m_last.reset();
    m_error.clear();
    m_desk.ask(
        this, [request = std::move(request)](OperatorDoor& door) { return door.request(request); },
        [this, ticket](const Result<ActionId>& answer) { recorded(ticket, answer); });
    Q_EMIT changed();
}

void Retries::recorded(Ticket ticket, const Result<ActionId>& answer)
{
    if (answer) {
        m_tickets[*answer] = ticket;
        m_watch.follow(*answer);
        return;
    }
    const QString sentence = QString::fromStdString(answer.error().message);
    m_model.refuse(ticket, sentence);
    if (ticket == m_ticket)
        m_error = sentence;
    end(ticket);
}

void Retries::take(const ActionView& action)
{
    const Ticket ticket = m_tickets.at(action.id);
    m_model.take(ticket, action);
    if (ticket == m_ticket)
        m_last = action;
    if (action.finished()) {
        m_model.refresh(FailuresModel::Settled::Stay);
        m_desk.poke();
        end(ticket);
    } else {
        Q_EMIT changed();
    }
}

void Retries::lose(ActionId id, const QString& sentence)
{
    const Ticket ticket = m_tickets.at(id);
    m_model.refuse(ticket, sentence);
    if (ticket == m_ticket)
        m_error = sentence;
    end(ticket);
}

void Retries::end(Ticket ticket)
{
    if (m_all == ticket)
        m_all.reset();
    Q_EMIT changed();
}

QString Retries::summary() const
{
    if (m_ticket == 0)
        return {};
    if (!m_error.isEmpty())
        return tr("The retry was not recorded: %1").arg(m_error);
    if (!m_last)
        return tr("Retry requested…");
    if (m_last->parts() == 0)
        return tr("There was nothing to retry: no failure is open any more");
    const QString parts = format::number(m_last->parts());
    const QString settled = format::number(m_last->done);
    const QString failing = format::number(m_last->failed);
    const QString waiting = format::number(m_last->waiting);
    const auto isWaitedFor = [&](const ChainView& chain) {
        return !chain.owner && std::ranges::any_of(m_last->items, [&](const ActionItem& item) {
            return item.state == ActionState::Waiting && item.chain == chain.name;
        });
    };
    const auto& chains = m_desk.news().chains;
    const auto abandoned = std::ranges::find_if(chains, isWaitedFor);
    if (abandoned != chains.end())
        return tr("Retry of %1: %2 settled, %3 still failing, %4 waiting. No process follows %5; the next "
                  "one "
                  "that does will go on.")
            .arg(parts, settled, failing, waiting, QString::fromStdString(abandoned->name));
    if (!m_last->finished())
        return tr("Retry of %1: %2 settled, %3 still failing, %4 waiting for the engine…")
            .arg(parts, settled, failing, waiting);
    if (m_last->skipped > 0)
        return tr("Retry of %1: %2 settled, %3 still failing, %4 resolved before")
            .arg(parts, settled, failing, format::number(m_last->skipped));
    return tr("Retry of %1: %2 settled, %3 still failing").arg(parts, settled, failing);
}

theme::Tone Retries::tone() const
{
    if (!m_error.isEmpty())
        return theme::Tone::Bad;
    if (!m_last || !m_last->finished())
        return theme::Tone::Busy;
    return m_last->failed > 0 ? theme::Tone::Warning : theme::Tone::Good;
}

} // namespace chainpoints
