#include "core/storage/pointsstore.h"

#include "core/storage/chainstore.h"
#include "core/storage/ledgerrows.h"
#include "core/storage/sql/bulkinsert.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {

struct PointsStore::User
{
    UserId id;
    std::string pointsRaw;
    UserPointsState state;
    std::string balance;
    BlockHeight lastChange;
    bool excluded = false;
    std::optional<UnixTime> failedSpanEnd;
    std::int64_t attempts = 0;
    std::string failure; ///< the open one's reason
    std::vector<StatusChange> statusHistory;
};

PointsStore::PointsStore(sql::Connection& connection, ChainId chain, int decimals, BlockHeight startBlock,
                         std::int64_t intervalSeconds, std::stop_token stop)
    : m_connection(connection), m_chain(chain), m_decimals(decimals), m_startBlock(startBlock),
      m_interval(intervalSeconds), m_stop(std::move(stop)), m_boundaries(connection, chain, startBlock)
{
}

Result<std::optional<SettledPoint>> PointsStore::newestBoundary()
{
    auto query = m_connection.query("SELECT boundary_time, last_block FROM chain_boundary WHERE chain_id = ? "
                                    "ORDER BY boundary_time DESC LIMIT 1",
                                    {m_chain.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<SettledPoint>();
    const SettledPoint boundary{UnixTime((*query)->integer(0)), BlockHeight((*query)->integer(1))};
    (*query)->close();
    return std::optional(boundary);
}

Result<std::optional<SettlementPass>> PointsStore::due()
{
    auto query = m_connection.query(
        "SELECT b.boundary_time, b.last_block, c.last_calculated_time FROM chain_boundary b "
        "JOIN chain c ON c.id = b.chain_id WHERE b.chain_id = ? "
        "ORDER BY b.boundary_time DESC LIMIT 1",
        {m_chain.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<SettlementPass>();
    SettlementPass pass;
    pass.target = {UnixTime((*query)->integer(0)), BlockHeight((*query)->integer(1))};
    const bool settled = !(*query)->isNull(2) && (*query)->integer(2) >= pass.target.time.value();
    (*query)->close();
    return settled ? std::optional<SettlementPass>() : std::optional(pass);
}

Result<void> PointsStore::settleBatch(SettlementPass& pass, int batchSize)
{
    return sql::repeated([&] { return tryBatch(pass, batchSize); });
}

Result<void> PointsStore::tryBatch(SettlementPass& pass, int batchSize)
{
    auto transaction = sql::Transaction::begin(m_connection);
    if (!transaction)
        return transaction.error();
    auto rates = loadRates();
    if (!rates)
        return rates.error();
    auto users = nextUsers(pass, batchSize);
    if (!users)
        return users.error();
    if (auto loaded = loadStatusHistory(*users); !loaded)
        return loaded;

    SettlementPass after = pass;
    for (User& user : *users) {
        auto problem = settle(user, after.target.time, *rates);
        if (!problem)
            return problem.error();
        if (*problem)
            ++after.failures;
        after.lastUser = user.id;
        ++after.usersDone;
    }
    if (users->size() < static_cast<std::size_t>(batchSize))
        if (auto done = finish(after); !done)
            return done;
    auto committed = transaction->commit();
    if (committed)
        pass = after;
    return committed;
}

Result<std::optional<UserId>> userOfOpenFailure(sql::Connection& connection, ChainId chain, FailureId failure)
{
    std::optional<UserId> user;
    auto read = sql::forEachRow(
        connection, "SELECT user_id FROM user_points_change WHERE id = ? AND chain_id = ? AND status = 0",
        {failure.value(), chain.value()}, [&](const sql::Statement& row) -> Result<void> {
            user = UserId(row.integer(0));
            return {};
        });
    if (!read)
        return read.error();
    return user;
}

Result<std::optional<LedgerProblem>> PointsStore::settleUser(UserId id)
{
    auto target = newestBoundary();
    if (!target)
        return target.error();
    return *target ? settleUser(id, (*target)->time) : std::optional<LedgerProblem>();
}

Result<std::optional<LedgerProblem>> PointsStore::settleUser(UserId id, UnixTime target)
{
    auto rates = loadRates();
    if (!rates)
        return rates.error();
    auto users = usersWhere("p.user_id = ?", {m_chain.value(), id.value()});
    if (!users)
        return users.error();
    if (users->empty() || users->front().state.settled.time >= target)
        return std::optional<LedgerProblem>();
    if (auto loaded = loadStatusHistory(*users); !loaded)
        return loaded.error();
    return settle(users->front(), target, *rates);
}

Result<std::vector<PointsStore::User>> PointsStore::nextUsers(const SettlementPass& pass, int batchSize)
{
    return usersWhere(
        "p.user_id > ? AND p.last_updated_time < ? ORDER BY p.user_id LIMIT ?",
        {m_chain.value(), pass.lastUser.value(), pass.target.time.value(), std::int64_t(batchSize)});
}

/// The chain is the first parameter.
Result<std::vector<PointsStore::User>> PointsStore::usersWhere(const std::string& condition,
                                                               std::initializer_list<sql::Value> parameters)
{
    auto query = m_connection.query(
        std::string("SELECT p.user_id, p.points_raw, p.last_updated_block, p.last_updated_time, "
                    "p.span_from_block, ") +
            "p.span_from_time, "
            "b.balance, b.last_updated_block, x.user_address, f.to_block_time, f.attempts, f.reason FROM "
            "user_points p "
            "JOIN user_balance b ON b.chain_id = p.chain_id AND b.user_id = p.user_id "
            "JOIN user u ON u.id = p.user_id "
            "LEFT JOIN chain_exclusion x ON x.chain_id = p.chain_id AND x.user_address = u.user_address "
            "LEFT JOIN user_points_change f ON f.chain_id = p.chain_id AND f.status = 0 AND f.user_id = "
            "p.user_id "
            "WHERE p.chain_id = ? AND " +
            condition,
        parameters);
    if (!query)
        return query.error();
    const sql::Statement& row = **query;
    std::vector<User> users;
    for (;;) {
        auto more = (*query)->next();
        if (!more)
            return more.error();
        if (!*more)
            return users;
        User user;
        user.id = UserId(row.integer(0));
        user.pointsRaw = row.text(1);
        user.state.settled = {UnixTime(row.integer(3)), BlockHeight(row.integer(2))};
        user.state.spanStart = {UnixTime(row.integer(5)), BlockHeight(row.integer(4))};
        user.balance = row.text(6);
        user.lastChange = BlockHeight(row.integer(7));
        user.excluded = !row.isNull(8);
        if (!row.isNull(9))
            user.failedSpanEnd = UnixTime(row.integer(9));
        user.attempts = row.integer(10);
        user.failure = row.text(11);
        users.push_back(std::move(user));
    }
}

Result<void> PointsStore::loadStatusHistory(std::vector<User>& users)
{
    if (users.empty())
        return {};
    auto query = m_connection.query(
        "SELECT user_id, effective_at, status FROM user_status WHERE user_id BETWEEN ? AND ? "
        "ORDER BY user_id, effective_at",
        {users.front().id.value(), users.back().id.value()});
    if (!query)
        return query.error();
    for (;;) {
        auto row = (*query)->next();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        const UserId id((*query)->integer(0));
        const auto user = std::lower_bound(users.begin(), users.end(), id,
                                           [](const User& u, UserId wanted) { return u.id < wanted; });
        if (user != users.end() && user->id == id)
            user->statusHistory.push_back({UnixTime((*query)->integer(1)), (*query)->integer(2) != 0
                                                                               ? UserStatus::Normal
                                                                               : UserStatus::Disabled});
    }
}

Result<RateTimeline> PointsStore::loadRates()
{
    auto rates = ChainStore(m_connection).rates();
    if (!rates)
        return rates.error();
    return RateTimeline(std::move(*rates));
}

Result<std::optional<LedgerProblem>> PointsStore::settle(User& user, UnixTime target,
                                                         const RateTimeline& rates)
{
    std::optional<RateTimeline> own;
    if (user.excluded)
        own = RateTimeline({});
    else if (!user.statusHistory.empty())
        own = rates.during(user.statusHistory);

    std::optional<LedgerProblem> unreadable;
    auto points = PointsRaw::fromDecimal(user.pointsRaw);
    if (points)
        user.state.points = std::move(*points);
    else
        unreadable = LedgerProblem{"unreadable", "user_points.points_raw " + points.error().message};
    auto balance = RawAmount::fromDecimal(user.balance);
    if (!balance)
        unreadable = LedgerProblem{"unreadable", "user_balance.balance " + balance.error().message};

    auto anchorRow = anchor(user, unreadable);
    if (!anchorRow)
        return anchorRow.error();

    // The settlement is pure and cannot pass on a failed look-up; it is looked at once the user is done.
    Result<void> lookUp;
    const UserSettlement::BlockBefore find = [&](UnixTime boundary) {
        auto block = m_boundaries.lastBefore(boundary);
        if (block)
            return *block;
        lookUp = block.error();
        return m_startBlock - 1;
    };
    UserSettlement settlement(user.state, *anchorRow, target, user.failedSpanEnd, m_interval,
                              own ? *own : rates, find);
    if (unreadable)
        settlement.unreadable(*unreadable);

    // Always asked: whether there are rows is for the ledger to say, not for the balance table.
    auto query = m_connection.query(std::string("SELECT ") + kLedgerColumns +
                                        " FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND "
                                        "block_height > ? ORDER BY block_height, log_index, change_type DESC",
                                    {m_chain.value(), user.id.value(), user.state.settled.block.value()});
    if (!query)
        return query.error();
    for (;;) {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Stopped, "stopped"};
        auto more = (*query)->next();
        if (!more)
            return more.error();
        if (!*more)
            break;
        const StoredLedgerRow stored = readLedgerRow(**query);
        if (const auto* row = std::get_if<LedgerRow>(&stored))
            settlement.row(*row);
        else
            settlement.unreadable(std::get<UnreadableRow>(stored).problem);
        if (auto written = writeSpans(user, settlement.takeSpans()); !written)
            return written.error();
    }
    settlement.finish({balance ? *balance : RawAmount(), user.lastChange});
    if (auto written = writeSpans(user, settlement.takeSpans()); !written)
        return written.error();
    if (!lookUp)
        return lookUp.error();
    if (settlement.problem())
        if (auto written = writeFailure(user, settlement); !written)
            return written.error();
    if (points && settlement.state().settled != user.state.settled)
        if (auto written = writeState(user, settlement.state()); !written)
            return written.error();
    return settlement.problem();
}

Result<std::optional<LedgerRow>> PointsStore::anchor(const User& user, std::optional<LedgerProblem>& problem)
{
    auto query = m_connection.query(
        std::string("SELECT ") + kLedgerColumns +
            " FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND block_height <= ? "
            "ORDER BY block_height DESC, log_index DESC, change_type ASC LIMIT 1",
        {m_chain.value(), user.id.value(), user.state.settled.block.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<LedgerRow>();
    const StoredLedgerRow stored = readLedgerRow(**query);
    (*query)->close();
    if (const auto* readable = std::get_if<LedgerRow>(&stored))
        return std::optional(*readable);
    problem = std::get<UnreadableRow>(stored).problem;
    return std::optional<LedgerRow>();
}

Result<void> PointsStore::writeSpans(const User& user, std::vector<PointsSpan> spans)
{
    if (spans.empty())
        return {};
    // Replace: an open failure that starts where this span starts is hereby resolved, and stays with its
    // reason.
    sql::BulkInsert rows(m_connection, "user_points_change",
                         {"user_id", "chain_id", "from_block_height", "to_block_height", "from_block_time",
                          "to_block_time", "points_raw", "calculated_points", "status", "reason", "attempts",
                          "last_attempt_at"},
                         sql::BulkInsert::OnConflict::Replace, {"chain_id", "user_id", "from_block_time"});
    for (const PointsSpan& span : spans) {
        const bool wasFailure = user.failedSpanEnd && span.from == user.state.spanStart;
        auto added =
            rows.add({user.id.value(), m_chain.value(), span.from.block.value(), span.to.block.value(),
                      span.from.time.value(), span.to.time.value(), span.points.decimal(),
                      toJson(span, m_decimals), std::int64_t(1), wasFailure ? user.failure : std::string(),
                      wasFailure ? user.attempts + 1 : std::int64_t(1), wallClock().value()});
        if (!added)
            return added;
    }
    return rows.finish();
}

Result<void> PointsStore::writeFailure(const User& user, const UserSettlement& settlement)
{
    const SettledPoint from = settlement.state().spanStart;
    const SettledPoint until = settlement.failedUntil();
    const bool sameAsBefore = user.failedSpanEnd && from == user.state.spanStart;
    auto written = m_connection.run(
        m_connection.dialect().insertOrReplace(
            "user_points_change",
            std::vector<std::string_view>{"user_id", "chain_id", "from_block_height", "to_block_height",
                                          "from_block_time", "to_block_time", "points_raw",
                                          "calculated_points", "status", "reason", "attempts",
                                          "last_attempt_at"},
            std::vector<std::string_view>{"chain_id", "user_id", "from_block_time"}),
        {user.id.value(), m_chain.value(), from.block.value(), until.block.value(), from.time.value(),
         until.time.value(), sql::Value(), sql::Value(), std::int64_t(0), settlement.problem()->text(),
         sameAsBefore ? user.attempts + 1 : std::int64_t(1), wallClock().value()});
    return written ? Result<void>() : written.error();
}

Result<void> PointsStore::writeState(const User& user, const UserPointsState& state)
{
    auto written = m_connection.run(
        "UPDATE user_points SET points = ?, points_raw = ?, last_updated_block = ?, last_updated_time = ?, "
        "span_from_block = ?, span_from_time = ? WHERE chain_id = ? AND user_id = ?",
        {formatPoints(state.points, m_decimals), state.points.decimal(), state.settled.block.value(),
         state.settled.time.value(), state.spanStart.block.value(), state.spanStart.time.value(),
         m_chain.value(), user.id.value()});
    return written ? Result<void>() : written.error();
}

Result<void> PointsStore::finish(SettlementPass& pass)
{
    auto moved = m_connection.run(
        "UPDATE chain SET last_calculated_block = ?, last_calculated_time = ? "
        "WHERE id = ? AND (last_calculated_time IS NULL OR last_calculated_time < ?)",
        {pass.target.block.value(), pass.target.time.value(), m_chain.value(), pass.target.time.value()});
    if (!moved)
        return moved.error();
    pass.finished = true;
    return {};
}

std::string toJson(const PointsSpan& span, int decimals)
{
    // Only digits and fixed words go in, so nothing needs escaping.
    std::string text = R"({"segments":[)";
    for (const PointsSegment& segment : span.segments) {
        if (!text.ends_with('['))
            text += ',';
        text += R"({"from":)" + std::to_string(segment.from.value()) + R"(,"to":)" +
                std::to_string(segment.to.value()) + R"(,"balance":")" +
                formatScaled(segment.balance.value(), decimals) + R"(","rate":")" +
                formatRate(segment.rateE9) + R"(","points":")" + formatPoints(segment.points, decimals) +
                R"("})";
    }
    return text + R"(],"points":")" + formatPoints(span.points, decimals) + R"("})";
}

} // namespace chainpoints
