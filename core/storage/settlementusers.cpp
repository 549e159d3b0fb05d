#include "core/storage/settlementusers.h"

#include <algorithm>

namespace chainpoints {
namespace {

Result<void> loadStatusHistory(sql::Connection& connection, std::vector<SettlementUser>& users)
{
    if (users.empty())
        return {};
    auto query = connection.query(
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
        const auto user =
            std::lower_bound(users.begin(), users.end(), id,
                             [](const SettlementUser& u, UserId wanted) { return u.id < wanted; });
        if (user != users.end() && user->id == id)
            user->statusHistory.push_back({UnixTime((*query)->integer(1)), (*query)->integer(2) != 0
                                                                               ? UserStatus::Normal
                                                                               : UserStatus::Disabled});
    }
}

/// The chain is the first parameter.
Result<std::vector<SettlementUser>> usersWhere(sql::Connection& connection, const std::string& condition,
                                               std::initializer_list<sql::Value> parameters)
{
    auto query = connection.query(
        std::string("SELECT p.user_id, p.points_raw, p.last_updated_block, p.last_updated_time, "
                    "p.span_from_block, ") +
            "p.span_from_time, "
            "b.balance, b.last_updated_block, x.user_address, f.to_block_time, f.attempts, f.reason, "
            "f.last_attempt_at FROM "
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
    std::vector<SettlementUser> users;
    for (;;) {
        auto more = (*query)->next();
        if (!more)
            return more.error();
        if (!*more)
            break;
        SettlementUser user;
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
        user.lastAttempt = UnixTime(row.integer(12));
        users.push_back(std::move(user));
    }
    if (auto loaded = loadStatusHistory(connection, users); !loaded)
        return loaded.error();
    return users;
}

} // namespace

Result<std::vector<SettlementUser>> unsettledUsers(sql::Connection& connection, ChainId chain, UserId after,
                                                   UnixTime target, int most)
{
    return usersWhere(connection, "p.user_id > ? AND p.last_updated_time < ? ORDER BY p.user_id LIMIT ?",
                      {chain.value(), after.value(), target.value(), std::int64_t(most)});
}

Result<std::optional<SettlementUser>> settlementUser(sql::Connection& connection, ChainId chain, UserId user)
{
    auto users = usersWhere(connection, "p.user_id = ?", {chain.value(), user.value()});
    if (!users)
        return users.error();
    return users->empty() ? std::optional<SettlementUser>() : std::move(users->front());
}

} // namespace chainpoints
