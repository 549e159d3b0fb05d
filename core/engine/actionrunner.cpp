#include "core/engine/actionrunner.h"

#include "core/base/log.h"
#include "core/engine/deepfork.h"
#include "core/model/doubt.h"
#include "core/storage/dismissals.h"
#include "core/storage/doubtstore.h"
#include "core/storage/factchange.h"
#include "core/storage/openingstore.h"
#include "core/storage/pointsstore.h"
#include "core/storage/sql/repeated.h"

#include <algorithm>

namespace chainpoints {

/// What came of a part.
struct ActionRunner::Outcome
{
    ActionState state = ActionState::Done;
    std::string sentence;
    bool changedFacts = false; ///< others may remember what is void now
};

/// What the nodes said to a part, asked before its transaction, which holds up other writers.
struct ActionRunner::NodeAnswer
{
    std::optional<Outcome> outcome; ///< that is all; nothing is left to be done
    RollbackTarget target{};
    Incident incident{};
    BlockHeader block{}; ///< ImportOpening: the one before the first
};

namespace {

/// Of the nodes or of what was asked: the part failed. Others end the run and are met again.
bool endsThePart(ErrorCode code)
{
    return code != ErrorCode::Database && code != ErrorCode::Corrupt && code != ErrorCode::Conflict &&
           code != ErrorCode::Stopped;
}

std::string timeOf(UnixTime from, const std::optional<UnixTime>& until)
{
    if (!until)
        return "from " + formatTime(from) + " on";
    return "from " + formatTime(from) + " to " + formatTime(*until) + ", where a later decision begins";
}

} // namespace

Result<ActionRunner::Outcome> ActionRunner::setActive(const ChainRecord& chain, bool active)
{
    if (chain.active == active)
        return Outcome{ActionState::Skipped,
                       active ? "the chain is active already" : "the chain is paused already"};
    auto changed = m_connection.run("UPDATE chain SET is_active = ? WHERE id = ?",
                                    {std::int64_t(active ? 1 : 0), chain.id.value()});
    if (!changed)
        return changed.error();
    return Outcome{ActionState::Done, active ? "the chain is followed again" : "the chain is paused"};
}

Result<ActionRunner::Outcome> ActionRunner::retry(const ChainRecord& chain, FailureId failure)
{
    if (!chain.active)
        return Outcome{ActionState::Failed, "the chain is paused; resume it first"};
    auto halt = IncidentStore(m_connection, chain.id).halt();
    if (!halt)
        return halt.error();
    if (*halt)
        return Outcome{ActionState::Failed, "the chain is halted, since it replaced processed blocks"};
    auto doubts = DoubtStore(m_connection, chain.id).all();
    if (!doubts)
        return doubts.error();
    const bool verifies = !m_node.config || m_node.config->verify != Verify::Off;
    if (verifies && !doubts->empty())
        return Outcome{ActionState::Failed, sentenceOf(doubts->front().doubt)};
    if (!chain.decimals)
        return Outcome{ActionState::Failed, "the token's decimals are not known yet; no node has told them"};
    auto interval = ChainStore(m_connection).intervalSeconds();
    if (!interval)
        return interval.error();
    PointsStore points(m_connection, chain.id, *chain.decimals, chain.startBlock, *interval, m_stop);
    auto user = userOfOpenFailure(m_connection, chain.id, failure);
    if (!user)
        return user.error();
    if (!*user)
        return Outcome{ActionState::Skipped, "the failure was resolved already"};
    auto problem = points.settleUser(**user);
    if (!problem)
        return problem.error();
    if (*problem)
        return Outcome{ActionState::Failed, (*problem)->text()};
    user = userOfOpenFailure(m_connection, chain.id, failure);
    if (!user)
        return user.error();
    if (*user)
        return Outcome{ActionState::Failed,
                       "the row does not start where the user's settled time ends; run the audit"};
    return Outcome{ActionState::Done, "the points are settled"};
}

/// Whether the nodes have the processed blocks again, or let a fork be healed.
Result<ActionRunner::Outcome> ActionRunner::checkAgain(DeepFork& fork)
{
    auto outcome = fork.resolve();
    if (!outcome)
        return outcome.error();
    if (*outcome == DeepFork::Outcome::RolledBack)
        return Outcome{ActionState::Done, "the replaced blocks were taken back; the chain goes on", true};
    return Outcome{ActionState::Done, "the nodes have the last processed block; the chain goes on"};
}

/// Nothing is asked for kinds that need no node.
Result<ActionRunner::NodeAnswer> ActionRunner::askNode(const WaitingItem& item)
{
    const bool import = item.kind == ActionKind::ImportOpening;
    if (!import && item.kind != ActionKind::CheckAgain && item.kind != ActionKind::Rollback)
        return NodeAnswer();
    if (!m_node.config || !m_node.make)
        return NodeAnswer{Outcome{ActionState::Failed,
                                  "the nodes cannot be asked from here; ask on the machine "
                                  "that follows the chain"}};
    const auto node = m_node.make(m_stop);
    if (import) {
        const BlockHeight before = m_node.config->startBlock - 1;
        auto headers = node->headers(std::span(&before, 1));
        if (!headers)
            return headers.error();
        return NodeAnswer{std::nullopt, {}, {}, headers->front()};
    }
    DeepFork fork(*m_node.config, m_connection, *node, m_stop);
    if (item.kind == ActionKind::CheckAgain) {
        auto checked = checkAgain(fork);
        if (!checked)
            return checked.error();
        return NodeAnswer{std::move(*checked)};
    }
    auto target = fork.targetAt(*item.details.block);
    if (!target)
        return target.error();
    auto incident = fork.incidentOf(*target);
    if (!incident)
        return incident.error();
    incident->action = item.action;
    return NodeAnswer{std::nullopt, std::move(*target), std::move(*incident), {}};
}

Result<ActionRunner::Outcome> ActionRunner::execute(const ChainRecord& chain, const WaitingItem& item,
                                                    const NodeAnswer& answer)
{
    switch (item.kind) {
    case ActionKind::Pause:
    case ActionKind::Resume:
        return setActive(chain, item.kind == ActionKind::Resume);
    case ActionKind::Retry:
        return retry(chain, item.failure);
    case ActionKind::Rollback: {
        auto done = rollBack(m_connection, chain, answer.target, answer.incident,
                             {RestatementCause::kRollback, {}, item.action, item.requestedBy}, m_stop);
        if (!done)
            return done.error();
        return Outcome{ActionState::Done,
                       "the chain stands at block " + std::to_string(answer.target.height.value()) +
                           " and goes on from there",
                       true};
    }
    case ActionKind::Dismiss:
    case ActionKind::Restore:
        return setAside(chain, item);
    case ActionKind::Disable:
    case ActionKind::Enable:
    case ActionKind::Recalculate:
        return changeFacts(chain, item);
    case ActionKind::ImportOpening:
        return importOpenings(chain, item, answer.block);
    case ActionKind::CheckAgain:
        break; // the nodes' answer was all
    case ActionKind::Cancel:
        break; // done when it was asked for
    }
    return Outcome();
}

Result<ActionRunner::Outcome> ActionRunner::setAside(const ChainRecord& chain, const WaitingItem& item)
{
    auto user = userOfOpenFailure(m_connection, chain.id, item.failure);
    if (!user)
        return user.error();
    if (!*user)
        return Outcome{ActionState::Skipped, "the failure was resolved already"};
    const bool aside = item.kind == ActionKind::Dismiss;
    auto changed = aside ? dismiss(m_connection, item.failure, item.requestedBy, item.details.reason)
                         : restore(m_connection, item.failure);
    if (!changed)
        return changed.error();
    if (!*changed)
        return Outcome{ActionState::Skipped, aside
                                                 ? "the failure was dismissed before; the note is the new one"
                                                 : "the failure was not dismissed"};
    return Outcome{ActionState::Done, aside ? "the failure is dismissed" : "the failure is listed again"};
}

Result<ActionRunner::Outcome> ActionRunner::changeFacts(const ChainRecord& chain, const WaitingItem& item)
{
    auto changed =
        applyChange(m_connection, chain, {item.kind, item.details, item.action, item.requestedBy}, m_stop);
    if (!changed && !endsThePart(changed.error().code))
        return changed.error();
    if (!changed)
        return Outcome{ActionState::Failed, changed.error().message};
    const std::string what =
        item.kind == ActionKind::Disable  ? "disabled " + timeOf(item.details.from, changed->until)
        : item.kind == ActionKind::Enable ? "enabled " + timeOf(item.details.from, changed->until)
        : changed->laterRates
            ? "the rates are those of the later action " + std::to_string(changed->laterRates->value()) +
                  ", the exclusions those asked for"
            : "rates and exclusions are those asked for";
    const std::size_t users = changed->restated.size();
    return Outcome{changed->laterRates ? ActionState::Skipped : ActionState::Done,
                   what + (users == 0 ? "; no settled points changed"
                                      : "; settled points of " + std::to_string(users) +
                                            (users == 1 ? " user" : " users") + " restated")};
}

Result<ActionRunner::Outcome> ActionRunner::importOpenings(const ChainRecord& chain, const WaitingItem& item,
                                                           const BlockHeader& block)
{
    if (!chain.decimals)
        return Outcome{ActionState::Failed, "the token's decimals are not known yet; no node has told them"};
    auto openings = ActionStore(m_connection).openings(item.action);
    if (!openings && openings.error().code == ErrorCode::Corrupt)
        return Outcome{ActionState::Failed, openings.error().message};
    if (!openings)
        return openings.error();
    auto restated = recordOpenings(m_connection, chain, block, *openings,
                                   {RestatementCause::kOpening, {}, item.action, item.requestedBy}, m_stop);
    if (!restated)
        return restated.error();
    return Outcome{ActionState::Done,
                   std::to_string(openings->size()) + " opening balances at block " +
                       std::to_string(block.height.value()) + "; " + std::to_string(restated->size()) +
                       " are new or changed, and the points of these users were worked out anew",
                   true};
}

Result<void> ActionRunner::executeNext(const ChainRecord& chain, const WaitingItem& item)
{
    auto answer =
        item.unreadable.empty() ? askNode(item) : NodeAnswer{Outcome{ActionState::Failed, item.unreadable}};
    if (!answer && endsThePart(answer.error().code))
        answer = NodeAnswer{Outcome{ActionState::Failed, answer.error().message}};
    if (!answer)
        return answer.error();
    auto outcome = sql::inTransaction(m_connection, [&]() -> Result<Outcome> {
        auto waits = ActionStore(m_connection).isWaiting(chain.id, item);
        if (!waits)
            return waits.error();
        if (!*waits)
            return Outcome{ActionState::Cancelled, "an operator took it back"};
        auto done = answer->outcome ? Result<Outcome>(*answer->outcome) : execute(chain, item, *answer);
        if (!done)
            return done;
        auto finished = ActionStore(m_connection).finish(chain.id, item, done->state, done->sentence);
        return finished ? done : Result<Outcome>(finished.error());
    });
    if (!outcome)
        return outcome.error();
    m_changedFacts = m_changedFacts || outcome->changedFacts;
    log::info(m_chain,
              "Action " + std::to_string(item.action.value()) + " (" + std::string(toText(item.kind)) +
                  (item.kind == ActionKind::Retry ? " of failure " + std::to_string(item.failure.value())
                                                  : std::string()) +
                  "): " + std::string(toText(outcome->state)) + ", " + outcome->sentence);
    return {};
}

Result<int> ActionRunner::run(int most)
{
    m_changedFacts = false;
    for (int executed = 0; executed < most; ++executed) {
        auto chain = ChainStore(m_connection).byName(m_chain);
        if (!chain)
            return chain.error();
        auto waiting = ActionStore(m_connection).next(chain->id);
        if (!waiting)
            return waiting.error();
        if (!*waiting)
            return executed;
        if (auto done = executeNext(*chain, **waiting); !done)
            return done.error();
    }
    return most;
}

} // namespace chainpoints
