#include "core/engine/actionrunner.h"

#include "core/base/log.h"
#include "core/engine/deepfork.h"
#include "core/model/doubt.h"
#include "core/storage/pointsstore.h"

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
};

namespace {

/// Of the nodes or of what was asked: the part failed. Others end the run and are met again.
bool endsThePart(ErrorCode code)
{
    return code != ErrorCode::Database && code != ErrorCode::Corrupt && code != ErrorCode::Conflict &&
           code != ErrorCode::Stopped;
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
    ChainStore chains(m_connection);
    auto status = chains.status(chain.id);
    if (!status)
        return status.error();
    if (!chain.active)
        return Outcome{ActionState::Failed, "the chain is paused; resume it first"};
    if (status->state == ChainState::FinalityViolated)
        return Outcome{ActionState::Failed, "the chain is halted, since it replaced processed blocks"};
    const auto doubt = std::find_if(status->alerts.begin(), status->alerts.end(),
                                    [](const Alert& alert) { return alert.code == kLogsDoubtful; });
    if (doubt != status->alerts.end())
        return Outcome{ActionState::Failed, doubt->sentence};
    if (!chain.decimals)
        return Outcome{ActionState::Failed, "the token's decimals are not known yet; no node has told them"};
    auto interval = chains.intervalSeconds();
    if (!interval)
        return interval.error();
    PointsStore points(m_connection, chain.id, *chain.decimals, chain.startBlock, *interval, m_stop);
    auto user = points.userOfOpenFailure(failure);
    if (!user)
        return user.error();
    if (!*user)
        return Outcome{ActionState::Skipped, "the failure was resolved already"};
    auto problem = points.settleUser(**user);
    if (!problem)
        return problem.error();
    if (*problem)
        return Outcome{ActionState::Failed, (*problem)->text()};
    user = points.userOfOpenFailure(failure);
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
    if (item.kind != ActionKind::CheckAgain && item.kind != ActionKind::Rollback)
        return NodeAnswer();
    if (!m_node.config || !m_node.make)
        return NodeAnswer{Outcome{ActionState::Failed,
                                  "the nodes cannot be asked from here; ask on the machine "
                                  "that follows the chain"}};
    const auto node = m_node.make(m_stop);
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
    return NodeAnswer{std::nullopt, std::move(*target), std::move(*incident)};
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
    default:
        return Outcome{ActionState::Failed, "this program does not know how to do that"};
    }
}

Result<void> ActionRunner::executeNext(const ChainRecord& chain, const WaitingItem& item)
{
    auto answer = askNode(item);
    if (!answer && endsThePart(answer.error().code))
        answer = NodeAnswer{Outcome{ActionState::Failed, answer.error().message}};
    if (!answer)
        return answer.error();
    auto transaction = sql::Transaction::begin(m_connection);
    if (!transaction)
        return transaction.error();
    Result<Outcome> outcome = answer->outcome ? *answer->outcome : execute(chain, item, *answer);
    if (!outcome)
        return outcome.error();
    if (auto finished = ActionStore(m_connection).finish(chain.id, item, outcome->state, outcome->sentence);
        !finished)
        return finished;
    if (auto committed = transaction->commit(); !committed)
        return committed;
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
