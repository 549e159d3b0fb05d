#include "core/engine/actionrunner.h"

#include "core/base/log.h"
#include "core/storage/actionstore.h"
#include "core/storage/chainstore.h"
#include "core/storage/pointsstore.h"

namespace chainpoints {
namespace {

struct Outcome
{
    ActionState state = ActionState::Done;
    std::string sentence;
};

Result<Outcome> setActive(sql::Connection& connection, const ChainRecord& chain, bool active)
{
    if (chain.active == active)
        return Outcome{ActionState::Skipped,
                       active ? "the chain is active already" : "the chain is paused already"};
    auto changed = connection.run("UPDATE chain SET is_active = ? WHERE id = ?",
                                  {std::int64_t(active ? 1 : 0), chain.id.value()});
    if (!changed)
        return changed.error();
    return Outcome{ActionState::Done, active ? "the chain is followed again" : "the chain is paused"};
}

Result<Outcome> retry(sql::Connection& connection, const ChainRecord& chain, FailureId failure,
                      std::stop_token stop)
{
    ChainStore chains(connection);
    auto status = chains.status(chain.id);
    if (!status)
        return status.error();
    if (!chain.active)
        return Outcome{ActionState::Failed, "the chain is paused; resume it first"};
    if (status->state == ChainState::FinalityViolated)
        return Outcome{ActionState::Failed, "the chain is halted, since it replaced processed blocks"};
    if (!chain.decimals)
        return Outcome{ActionState::Failed, "the token's decimals are not known yet; no node has told them"};
    auto interval = chains.intervalSeconds();
    if (!interval)
        return interval.error();
    PointsStore points(connection, chain.id, *chain.decimals, chain.startBlock, *interval, std::move(stop));
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

} // namespace

Result<int> ActionRunner::run(int most)
{
    ActionStore actions(m_connection);
    for (int executed = 0; executed < most; ++executed) {
        auto chain = ChainStore(m_connection).byName(m_chain);
        if (!chain)
            return chain.error();
        auto waiting = actions.next(chain->id);
        if (!waiting)
            return waiting.error();
        if (!*waiting)
            return executed;
        auto transaction = sql::Transaction::begin(m_connection);
        if (!transaction)
            return transaction.error();
        const WaitingItem& item = **waiting;
        auto outcome = item.kind == ActionKind::Retry
                           ? retry(m_connection, *chain, item.failure, m_stop)
                           : setActive(m_connection, *chain, item.kind == ActionKind::Resume);
        if (!outcome)
            return outcome.error();
        if (auto finished = actions.finish(chain->id, item, outcome->state, outcome->sentence); !finished)
            return finished.error();
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
        log::info(m_chain,
                  "Action " + std::to_string(item.action.value()) + " (" + std::string(toText(item.kind)) +
                      (item.kind == ActionKind::Retry ? " of failure " + std::to_string(item.failure.value())
                                                      : std::string()) +
                      "): " + std::string(toText(outcome->state)) + ", " + outcome->sentence);
    }
    return most;
}

} // namespace chainpoints
