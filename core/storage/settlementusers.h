// The users whom a settlement is about, as the tables have them.
#pragma once

#include "core/points/settlement.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// Balance and points are the stored texts, which somebody may have spoilt.
struct SettlementUser
{
    UserId id;
    std::string pointsRaw;
    UserPointsState state; ///< but for the points
    std::string balance;
    BlockHeight lastChange;
    bool excluded = false;
    std::optional<UnixTime> failedSpanEnd;
    std::int64_t attempts = 0;
    UnixTime lastAttempt;
    std::string failure; ///< the open one's reason
    std::vector<StatusChange> statusHistory;
};

/// The next `most` users behind `after`, by id, who are not settled up to `target` yet.
[[nodiscard]] Result<std::vector<SettlementUser>> unsettledUsers(sql::Connection& connection, ChainId chain,
                                                                 UserId after, UnixTime target, int most);

/// None: the user has no points on this chain.
[[nodiscard]] Result<std::optional<SettlementUser>> settlementUser(sql::Connection& connection, ChainId chain,
                                                                   UserId user);

} // namespace chainpoints
