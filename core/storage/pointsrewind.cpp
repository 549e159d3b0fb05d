#include "core/storage/pointsrewind.h"

#include "core/model/boundaries.h"
#include "core/points/integral.h"
#include "core/storage/sql/rows.h"

namespace chainpoints {

using sql::forEachRow;
using sql::Statement;

Result<PointsRewind> PointsRewind::on(sql::Connection& connection, const ChainRecord& chain)
{
    auto facts = ChainFacts::load(connection, chain);
    if (!facts)
        return facts.error();
    return PointsRewind(connection, std::move(*facts));
}

Result<std::optional<PointsStanding>> PointsRewind::standing(UserId user)
{
    std::optional<PointsStanding> standing;
    auto read = forEachRow(
        *m_connection,
        "SELECT points_raw, last_updated_time FROM user_points WHERE chain_id = ? AND user_id = ?",
        {m_facts.chain().id.value(), user.value()}, [&](const Statement& row) -> Result<void> {
            auto points = PointsRaw::fromDecimal(row.text(0));
            // What cannot be read is worked out anew; it was no number that anybody could have been told.
            standing = PointsStanding{points ? std::move(*points) : PointsRaw(), UnixTime(row.integer(1))};
            return {};
        });
    if (!read)
        return read.error();
    return standing;
}

Result<void> PointsRewind::rewind(UserId user, const std::string& address, UnixTime boundary)
{
    const ChainId chain = m_facts.chain().id;
    std::optional<UserPointsState> state;
    auto read =
        forEachRow(*m_connection,
                   "SELECT last_updated_time, last_updated_block, span_from_time, span_from_block FROM "
                   "user_points WHERE chain_id = ? AND user_id = ?",
                   {chain.value(), user.value()}, [&](const Statement& row) -> Result<void> {
                       state = UserPointsState{PointsRaw(),
                                               {UnixTime(row.integer(0)), BlockHeight(row.integer(1))},
                                               {UnixTime(row.integer(2)), BlockHeight(row.integer(3))}};
                       return {};
                   });
    if (!read || !state)
        return read;

    // The rows tile time, so the first one that goes beyond the boundary starts where the last one that stays
    // ends.
    auto beyond = forEachRow(
        *m_connection,
        "SELECT from_block_time, from_block_height FROM user_points_change WHERE chain_id = ? AND "
        "user_id = ? AND to_block_time > ? ORDER BY from_block_time LIMIT 1",
        {chain.value(), user.value(), boundary.value()}, [&](const Statement& row) -> Result<void> {
            state->spanStart = {UnixTime(row.integer(0)), BlockHeight(row.integer(1))};
            return {};
        });
    if (!beyond)
        return beyond;
    auto removed = m_connection->run(
        "DELETE FROM user_points_change WHERE chain_id = ? AND user_id = ? AND to_block_time > ?",
        {chain.value(), user.value(), boundary.value()});
    if (!removed)
        return removed.error();
    if (state->settled.time <= boundary)
        return {};

    if (state->spanStart.time > boundary) {
        auto restarted = restart(user);
        return restarted ? Result<void>() : restarted.error();
    }
    auto settled = m_facts.settledPoint(boundary);
    auto rates = m_facts.ratesOf(user, address);
    if (!settled || !rates)
        return !settled ? settled.error() : rates.error();
    auto points = settledIn(user);
    auto balance = balanceAt(user, state->spanStart.block);
    if (!points || !balance)
        return !points ? points.error() : balance.error();
    // Nothing can be taken over from what cannot be read; the settlement will tell what it is.
    if (!*points || !*balance) {
        auto restarted = restart(user);
        return restarted ? Result<void>() : restarted.error();
    }
    state->settled = *settled;
    // From the start of a span up to the interval in which it ends the balance does not change.
    state->points = **points + integrate(**balance, state->spanStart.time, boundary, *rates);
    return write(user, *state);
}

Result<bool> PointsRewind::restart(UserId user)
{
    const ChainId chain = m_facts.chain().id;
    std::optional<UnixTime> start;
    auto read =
        forEachRow(*m_connection,
                   "SELECT block_time FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND "
                   "block_height > ? ORDER BY block_height LIMIT 1",
                   {chain.value(), user.value(), kBelowAllBlocks}, [&](const Statement& row) -> Result<void> {
                       start = boundaryAtOrBefore(UnixTime(row.integer(0)), m_facts.intervalSeconds());
                       return {};
                   });
    if (!read)
        return read.error();
    if (!start)
        return false;
    // A failure from the start on stays until the user is settled, and is history then.
    auto removed = m_connection->run("DELETE FROM user_points_change WHERE chain_id = ? AND user_id = ? AND "
                                     "NOT (status = 0 AND from_block_time = ?)",
                                     {chain.value(), user.value(), start->value()});
    if (!removed)
        return removed.error();
    auto begun = m_connection->run(
        m_connection->dialect().insertOrKeep(
            "user_points",
            std::vector<std::string_view>{"chain_id", "user_id", "points", "points_raw", "last_updated_block",
                                          "last_updated_time", "span_from_block", "span_from_time"},
            std::vector<std::string_view>{"chain_id", "user_id"}),
        {chain.value(), user.value(), PointsSum().text(), std::string("0"), std::int64_t(0), start->value(),
         std::int64_t(0), start->value()});
    if (!begun)
        return begun.error();
    auto from = m_facts.settledPoint(*start);
    if (!from)
        return from.error();
    if (auto written = write(user, {PointsRaw(), *from, *from}); !written)
        return written.error();
    return true;
}

Result<void> PointsRewind::write(UserId user, const UserPointsState& state)
{
    const ChainRecord& chain = m_facts.chain();
    const std::string shown =
        chain.decimals ? formatPoints(state.points, *chain.decimals) : PointsSum().text();
    auto written = m_connection->run(
        "UPDATE user_points SET points = ?, points_raw = ?, last_updated_block = ?, last_updated_time = ?, "
        "span_from_block = ?, span_from_time = ? WHERE chain_id = ? AND user_id = ?",
        {shown, state.points.decimal(), state.settled.block.value(), state.settled.time.value(),
         state.spanStart.block.value(), state.spanStart.time.value(), chain.id.value(), user.value()});
    return written ? Result<void>() : written.error();
}

/// None: a sum that cannot be read.
Result<std::optional<PointsRaw>> PointsRewind::settledIn(UserId user)
{
    std::optional<PointsRaw> sum = PointsRaw();
    auto read = forEachRow(
        *m_connection,
        "SELECT points_raw FROM user_points_change WHERE chain_id = ? AND user_id = ? AND status = 1",
        {m_facts.chain().id.value(), user.value()}, [&](const Statement& row) -> Result<void> {
            auto points = PointsRaw::fromDecimal(row.text(0));
            if (!points)
                sum.reset();
            else if (sum)
                *sum += *points;
            return {};
        });
    if (!read)
        return read.error();
    return sum;
}

/// None: a balance that cannot be read.
Result<std::optional<RawAmount>> PointsRewind::balanceAt(UserId user, BlockHeight height)
{
    std::optional<RawAmount> balance = RawAmount();
    auto read = forEachRow(*m_connection,
                           "SELECT balance_after FROM user_balance_change WHERE chain_id = ? AND user_id = ? "
                           "AND block_height <= ? "
                           "ORDER BY block_height DESC, log_index DESC, change_type ASC LIMIT 1",
                           {m_facts.chain().id.value(), user.value(), height.value()},
                           [&](const Statement& row) -> Result<void> {
                               auto stored = RawAmount::fromDecimal(row.text(0));
                               balance = stored ? std::optional(std::move(*stored)) : std::nullopt;
                               return {};
                           });
    if (!read)
        return read.error();
    return balance;
}

Result<void> removeUser(sql::Connection& connection, ChainId chain, UserId user)
{
    for (const char* table : {"user_points_change", "user_points", "user_balance"}) {
        auto removed =
            connection.run("DELETE FROM " + std::string(table) + " WHERE chain_id = ? AND user_id = ?",
                           {chain.value(), user.value()});
        if (!removed)
            return removed.error();
    }
    auto removed = connection.run("DELETE FROM user WHERE id = ? AND NOT EXISTS (SELECT 1 FROM user_balance "
                                  "b WHERE b.user_id = user.id) "
                                  "AND NOT EXISTS (SELECT 1 FROM user_status s WHERE s.user_id = user.id)",
                                  {user.value()});
    return removed ? Result<void>() : removed.error();
}

} // namespace chainpoints
