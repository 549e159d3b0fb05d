// The recorded facts of one chain from which points and as-of balances are worked out again.
#pragma once

#include "core/points/settlement.h"
#include "core/points/timeline.h"
#include "core/storage/boundaryblocks.h"
#include "core/storage/chainstore.h"
#include "core/storage/ledgerrows.h"

#include <functional>
#include <optional>

namespace chainpoints {

/// One user's ledger rows on one chain, oldest first; parameters: chain, user, kBelowAllBlocks. The bound on
/// the height, which every row meets, makes SQLite take the index by user: without it the planner reads the
/// chain's whole ledger instead.
[[nodiscard]] const std::string& userLedgerQuery();
inline constexpr std::int64_t kBelowAllBlocks = -2;
/// Where block_time stands in its rows, also in those that cannot be read otherwise.
inline constexpr int kLedgerTimeColumn = 4;

/// Reads through a connection that it does not own, within the caller's transaction. Errors are those of the
/// connection.
class ChainFacts
{
public:
    [[nodiscard]] static Result<ChainFacts> load(sql::Connection& connection, const ChainRecord& chain);

    [[nodiscard]] const ChainRecord& chain() const { return m_chain; }
    [[nodiscard]] std::int64_t intervalSeconds() const { return m_interval; }

    /// Rate x status x exclusion of one user over time.
    [[nodiscard]] Result<RateTimeline> ratesOf(UserId user, const std::string& address);

    /// The boundary and the last block before it; for boundaries before the first followed block, the block
    /// before that.
    [[nodiscard]] Result<SettledPoint> settledPoint(UnixTime boundary);
    /// The first boundary that is closable; none before the first.
    [[nodiscard]] Result<std::optional<UnixTime>> firstBoundary();
    /// Time of the last processed block; none before the first.
    [[nodiscard]] Result<std::optional<UnixTime>> tipTime();
    /// No ledger row stamped at or before `time` lies above this height, none stamped later at or below it.
    [[nodiscard]] Result<BlockHeight> heightUpTo(UnixTime time);

    /// The user's ledger rows with their times, oldest first, until `visit` returns false.
    using LedgerVisit = std::function<Result<bool>(const StoredLedgerRow&, UnixTime)>;
    [[nodiscard]] Result<void> forEachLedgerRow(UserId user, const LedgerVisit& visit);

private:
    ChainFacts(sql::Connection& connection, ChainRecord chain, std::int64_t intervalSeconds,
               RateTimeline rates)
        : m_connection(&connection), m_chain(std::move(chain)), m_interval(intervalSeconds),
          m_rates(std::move(rates)), m_boundaries(connection, m_chain.id, m_chain.startBlock)
    {
    }

    sql::Connection* m_connection;
    ChainRecord m_chain;
    std::int64_t m_interval;
    RateTimeline m_rates;
    BoundaryBlocks m_boundaries;
};

/// An error for a stored text that cannot be read: names the user and the way to see all such things.
[[nodiscard]] Error corruptFact(const std::string& chain, const std::string& address,
                                const std::string& cause);

} // namespace chainpoints
