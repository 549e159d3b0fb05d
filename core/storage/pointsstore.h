// Settles users in batches and records what came of it.
#pragma once

#include "core/points/settlement.h"
#include "core/storage/boundaryblocks.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace chainpoints {

struct SettlementUser;
class SettlementLedger;
class SettlementWriter;

/// One pass over the users of a chain up to one boundary. Resumable: users who are there already are passed
/// over.
struct SettlementPass
{
    SettledPoint target;
    UserId lastUser{0}; ///< users up to this one are done
    std::int64_t usersDone = 0;
    std::int64_t failures = 0;
    bool finished = false;
};

/// The settlement of one chain. Belongs to the thread of its connection.
class PointsStore
{
public:
    PointsStore(sql::Connection& connection, ChainId chain, int decimals, BlockHeight startBlock,
                std::int64_t intervalSeconds, std::stop_token stop = {});

    /// The pass that is due: up to the newest closable boundary. None if everything closable is settled.
    [[nodiscard]] Result<std::optional<SettlementPass>> due();

    /// Settles the next `batchSize` users, one transaction. After the last one the chain's calculated height
    /// moves and pass.finished is set. A user whose rows do not add up becomes a failure; the others are
    /// settled. Users who failed before are passed over until it is time to try them again
    /// (pauseBeforeRetry).
    [[nodiscard]] Result<void> settleBatch(SettlementPass& pass, int batchSize);

    /// Settles one user up to the newest closable boundary, whatever came before; within the caller's
    /// transaction. Returns what does not add up, which is then recorded as one more attempt; none: settled,
    /// a failure that was open is resolved.
    [[nodiscard]] Result<std::optional<LedgerProblem>> settleUser(UserId user);
    /// The same up to `target`, a boundary that is closable.
    [[nodiscard]] Result<std::optional<LedgerProblem>> settleUser(UserId user, UnixTime target);

private:
    [[nodiscard]] Result<void> tryBatch(SettlementPass& pass, int batchSize);
    [[nodiscard]] Result<std::optional<SettledPoint>> newestBoundary();
    [[nodiscard]] Result<RateTimeline> loadRates();
    struct Settled;
    [[nodiscard]] Result<Settled> settle(std::span<SettlementUser> users, UnixTime target);
    [[nodiscard]] Result<void> settle(SettlementUser& user, UnixTime target, const RateTimeline& rates,
                                      SettlementLedger& ledger, SettlementWriter& writer, Settled& settled);
    [[nodiscard]] Result<void> finish(SettlementPass& pass);

    sql::Connection& m_connection;
    const ChainId m_chain;
    const int m_decimals;
    const BlockHeight m_startBlock;
    const std::int64_t m_interval;
    const std::stop_token m_stop;
    BoundaryBlocks m_boundaries;
};

/// Whose failure it is; none if it is not open.
[[nodiscard]] Result<std::optional<UserId>> userOfOpenFailure(sql::Connection& connection, ChainId chain,
                                                              FailureId failure);

} // namespace chainpoints
