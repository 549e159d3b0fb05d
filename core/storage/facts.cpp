#include "core/storage/facts.h"

#include "core/storage/sql/rows.h"

namespace chainpoints {

using sql::forEachRow;
using sql::Statement;

const std::string& userLedgerQuery()
{
    static const std::string text =
        std::string("SELECT ") + kLedgerColumns +
        " FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND block_height > ? "
        "ORDER BY block_height, log_index, change_type DESC";
    return text;
}

Result<ChainFacts> ChainFacts::load(sql::Connection& connection, const ChainRecord& chain)
{
    ChainStore store(connection);
    auto interval = store.intervalSeconds();
    if (!interval)
        return interval.error();
    auto rates = store.rates();
    if (!rates)
        return rates.error();
    return ChainFacts(connection, chain, *interval, RateTimeline(std::move(*rates)));
}

Result<RateTimeline> ChainFacts::ratesOf(UserId user, const std::string& address)
{
    bool excluded = false;
    auto looked =
        forEachRow(*m_connection, "SELECT 1 FROM chain_exclusion WHERE chain_id = ? AND user_address = ?",
                   {m_chain.id.value(), address}, [&](const Statement&) -> Result<void> {
                       excluded = true;
                       return {};
                   });
    if (!looked)
        return looked.error();
    if (excluded)
        return RateTimeline({});
    std::vector<StatusChange> history;
    auto read = forEachRow(
        *m_connection, "SELECT effective_at, status FROM user_status WHERE user_id = ? ORDER BY effective_at",
        {user.value()}, [&](const Statement& row) -> Result<void> {
            history.push_back(
                {UnixTime(row.integer(0)), row.integer(1) != 0 ? UserStatus::Normal : UserStatus::Disabled});
            return {};
        });
    if (!read)
        return read.error();
    return history.empty() ? m_rates : m_rates.during(history);
}

Result<SettledPoint> ChainFacts::settledPoint(UnixTime boundary)
{
    auto block = m_boundaries.lastBefore(boundary);
    if (!block)
        return block.error();
    return SettledPoint{boundary, *block};
}

Result<std::optional<UnixTime>> ChainFacts::firstBoundary()
{
    std::optional<UnixTime> first;
    auto read = forEachRow(
        *m_connection,
        "SELECT boundary_time FROM chain_boundary WHERE chain_id = ? ORDER BY boundary_time LIMIT 1",
        {m_chain.id.value()}, [&](const Statement& row) -> Result<void> {
            first = UnixTime(row.integer(0));
            return {};
        });
    if (!read)
        return read.error();
    return first;
}

Result<std::optional<UnixTime>> ChainFacts::tipTime()
{
    std::optional<UnixTime> time;
    auto read = forEachRow(
        *m_connection, "SELECT block_time FROM chain_block WHERE chain_id = ? AND block_height = ?",
        {m_chain.id.value(), m_chain.processed.value()}, [&](const Statement& row) -> Result<void> {
            time = UnixTime(row.integer(0));
            return {};
        });
    if (!read)
        return read.error();
    return time;
}

Result<BlockHeight> ChainFacts::heightUpTo(UnixTime time)
{
    // Times do not fall along a chain, so the rows up to `time` are those up to some height: halve the range.
    BlockHeight low = m_chain.startBlock - 2;
    BlockHeight high = m_chain.processed;
    while (low < high) {
        const BlockHeight middle = low + (high - low + 1) / 2;
        std::optional<UnixTime> newest;
        auto read =
            forEachRow(*m_connection,
                       "SELECT block_time FROM user_balance_change WHERE chain_id = ? AND block_height <= ? "
                       "ORDER BY block_height DESC LIMIT 1",
                       {m_chain.id.value(), middle.value()}, [&](const Statement& row) -> Result<void> {
                           newest = UnixTime(row.integer(0));
                           return {};
                       });
        if (!read)
            return read.error();
        if (!newest || *newest <= time)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

Result<void> ChainFacts::forEachLedgerRow(UserId user, const LedgerVisit& visit)
{
    return forEachRow(*m_connection, userLedgerQuery(), {m_chain.id.value(), user.value(), kBelowAllBlocks},
                      [&](const Statement& row) {
                          return visit(readLedgerRow(row), UnixTime(row.integer(kLedgerTimeColumn)));
                      });
}

Error corruptFact(const std::string& chain, const std::string& address, const std::string& cause)
{
    return {ErrorCode::Corrupt, "chain " + chain + ", user " + address + ": " + cause +
                                    "; \"chainpoints audit\" lists everything that does not add up"};
}

} // namespace chainpoints
