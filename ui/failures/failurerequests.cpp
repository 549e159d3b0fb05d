#include "ui/failures/failurerequests.h"

#include "ui/format.h"

#include <algorithm>
#include <set>

namespace chainpoints {
namespace {

/// Takes those out that others dismissed before, or settled: they are not this dismissal's to take back.
void keepDismissed(std::vector<FailureId>& failures, const ActionView& dismissal)
{
    std::set<FailureId> others;
    for (const ActionItem& item : dismissal.items)
        if (item.failure && item.state != ActionState::Waiting && item.state != ActionState::Done)
            others.insert(*item.failure);
    std::erase_if(failures, [&](FailureId failure) { return others.contains(failure); });
    // Of a large dismissal not every part is told.
    if (std::int64_t(others.size()) < dismissal.parts() - dismissal.waiting - dismissal.done)
        failures.clear();
}

} // namespace

FailureRequests::FailureRequests(OperatorDesk& desk, FailuresModel& model, QObject* parent)
    : QObject(parent), m_desk(desk), m_model(model), m_watch(desk)
{
    m_undoEnd.setSingleShot(true);
    m_undoEnd.setInterval(kUndoMs);
    connect(&m_undoEnd, &QTimer::timeout, this, [this] {
        m_undoable.clear();
        Q_EMIT changed();
    });
    connect(&m_watch, &ActionWatch::changed, this, &FailureRequests::take);
    connect(&m_watch, &ActionWatch::lost, this, &FailureRequests::lose);
    // Whether somebody follows the chains that are waited for.
    connect(&desk, &OperatorDesk::chainsChanged, this, &FailureRequests::changed);
}

void FailureRequests::retry(const std::vector<FailureId>& failures)
{
    ask({ActionKind::Retry, {}, failures});
}

void FailureRequests::dismiss(const std::vector<FailureId>& failures, const QString& note)
{
    ActionRequest request{ActionKind::Dismiss, {}, failures};
    request.details.reason = note.toStdString();
    ask(std::move(request));
}

void FailureRequests::restore(const std::vector<FailureId>& failures)
{
    ask({ActionKind::Restore, {}, failures});
}

void FailureRequests::undo()
{
    restore(std::exchange(m_undoable, {}));
}

bool FailureRequests::canCancelRest() const
{
    return m_last && !m_last->finished() && !m_cancels;
}

void FailureRequests::cancelRest()
{
    if (!canCancelRest())
        return;
    m_cancels = true;
    m_error.clear();
    ActionRequest request{ActionKind::Cancel, {}};
    request.details.action = m_last->id;
    m_desk.ask(
        this, [request](OperatorDoor& door) { return door.request(request); },
        [this, ticket = m_ticket](const Result<ActionId>& answer) {
            m_cancels = false;
            // Where the rest was faster, nothing is left to cancel, which shows.
            if (!answer && answer.error().code != ErrorCode::Refused && ticket == m_ticket)
                m_error = tr("the rest could not be cancelled: %1")
                              .arg(QString::fromStdString(answer.error().message));
            Q_EMIT changed();
        },
        OperatorDesk::Lane::Requests);
    Q_EMIT changed();
}

void FailureRequests::ask(ActionRequest request)
{
    if (request.failures.empty())
        return;
    m_model.wait(++m_ticket, request.kind, request.failures);
    send(std::move(request));
}

void FailureRequests::retryAll(const std::vector<FailureId>& failures)
{
    m_all = m_ticket + 1;
    retry(failures);
}

void FailureRequests::send(ActionRequest request)
{
    m_kind = request.kind;
    m_last.reset();
    m_error.clear();
    m_undoable.clear(); // of what was asked before
    m_desk.ask(
        this, [request](OperatorDoor& door) { return door.request(request); },
        [this, ticket = m_ticket, request](const Result<ActionId>& answer) {
            recorded(ticket, request, answer);
        },
        OperatorDesk::Lane::Requests);
    Q_EMIT changed();
}

void FailureRequests::recorded(Ticket ticket, const ActionRequest& request, const Result<ActionId>& answer)
{
    if (answer) {
        m_tickets[*answer] = ticket;
        m_watch.follow(*answer);
        Q_EMIT isRecorded();
        if (request.kind == ActionKind::Dismiss && ticket == m_ticket) {
            m_undoable = request.failures;
            m_undoEnd.start();
            Q_EMIT changed();
        }
        return;
    }
    const QString sentence = QString::fromStdString(answer.error().message);
    m_model.refuse(ticket, sentence);
    if (ticket == m_ticket)
        m_error = sentence;
    end(ticket);
}

void FailureRequests::take(const ActionView& action)
{
    const Ticket ticket = m_tickets.at(action.id);
    m_model.take(ticket, action);
    if (ticket == m_ticket) {
        m_last = action;
        if (action.kind == ActionKind::Dismiss)
            keepDismissed(m_undoable, action);
    }
    if (action.finished()) {
        m_model.refresh(FailuresModel::Settled::Stay);
        m_desk.poke();
        end(ticket);
    } else {
        Q_EMIT changed();
    }
}

void FailureRequests::lose(ActionId id, const QString& sentence)
{
    const Ticket ticket = m_tickets.at(id);
    m_model.refuse(ticket, sentence);
    if (ticket == m_ticket)
        m_error = sentence;
    end(ticket);
}

void FailureRequests::end(Ticket ticket)
{
    if (m_all == ticket)
        m_all.reset();
    Q_EMIT changed();
}

QString FailureRequests::summary() const
{
    if (m_ticket == 0)
        return {};
    if (!m_error.isEmpty())
        return m_last                        ? m_error
               : m_kind == ActionKind::Retry ? tr("The retry was not recorded: %1").arg(m_error)
                                             : tr("It was not recorded: %1").arg(m_error);
    if (m_kind == ActionKind::Retry)
        return m_last ? retrySummary(*m_last) : tr("Retry requested…");
    if (const ChainView* chain = abandoned())
        return tr("Recorded. No process follows %1; the next one that does will do it.")
            .arg(QString::fromStdString(chain->name));
    if (!m_last || !m_last->finished())
        return tr("Requested; waiting for the engine…");
    const bool dismissed = m_kind == ActionKind::Dismiss;
    if (m_last->cancelled > 0)
        return dismissed ? tr("%1 dismissed, %2 cancelled")
                               .arg(format::number(m_last->done), format::number(m_last->cancelled))
                         : tr("%1 open again, %2 cancelled")
                               .arg(format::number(m_last->done), format::number(m_last->cancelled));
    const QString done = format::number(m_last->done);
    if (const std::int64_t others = m_last->skipped + m_last->failed; others > 0)
        return dismissed
                   ? tr("%1 dismissed, %2 were settled or dismissed before").arg(done, format::number(others))
                   : tr("%1 open again, %2 were not dismissed any more").arg(done, format::number(others));
    return dismissed ? tr("%1 dismissed").arg(done) : tr("%1 open again").arg(done);
}

QString FailureRequests::retrySummary(const ActionView& action) const
{
    if (action.parts() == 0)
        return tr("There was nothing to retry: no failure is open any more");
    const QString parts = format::number(action.parts());
    const QString settled = format::number(action.done);
    const QString failing = format::number(action.failed);
    const QString waiting = format::number(action.waiting);
    if (const ChainView* chain = abandoned())
        return tr("Retry of %1: %2 settled, %3 still failing, %4 waiting. No process follows %5; the next "
                  "one "
                  "that does will go on.")
            .arg(parts, settled, failing, waiting, QString::fromStdString(chain->name));
    if (!action.finished())
        return tr("Retry of %1: %2 settled, %3 still failing, %4 waiting for the engine…")
            .arg(parts, settled, failing, waiting);
    if (action.cancelled > 0)
        return tr("Retry of %1: %2 settled, %3 still failing, %4 cancelled")
            .arg(parts, settled, failing, format::number(action.cancelled));
    if (action.skipped > 0)
        return tr("Retry of %1: %2 settled, %3 still failing, %4 resolved before")
            .arg(parts, settled, failing, format::number(action.skipped));
    return tr("Retry of %1: %2 settled, %3 still failing").arg(parts, settled, failing);
}

const ChainView* FailureRequests::abandoned() const
{
    if (!m_last)
        return nullptr;
    const auto isWaitedFor = [&](const ChainView& chain) {
        return !chain.owner && std::ranges::any_of(m_last->items, [&](const ActionItem& item) {
            return item.state == ActionState::Waiting && item.chain == chain.name;
        });
    };
    const auto& chains = m_desk.news().chains;
    const auto found = std::ranges::find_if(chains, isWaitedFor);
    return found == chains.end() ? nullptr : &*found;
}

theme::Tone FailureRequests::tone() const
{
    if (!m_error.isEmpty())
        return theme::Tone::Bad;
    if (!m_last || !m_last->finished())
        return theme::Tone::Busy;
    return m_last->failed > 0 ? theme::Tone::Warning : theme::Tone::Good;
}

} // namespace chainpoints
