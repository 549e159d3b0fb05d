// Points of each user, summed exactly over chains.
#pragma once

#include "core/points/integral.h"
#include "core/storage/chainstore.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chainpoints {

struct UserTotal
{
    std::string address;
    UserStatus status = UserStatus::Normal;
    PointsSum points;
    std::vector<std::string> chains; ///< names of those on which the user holds or held, ascending
};

/// Every user with a row on one of `chains`, by address; only `address` where one is given. Streams: nothing
/// is kept. Points go up to each user's own cursor. Corrupt where stored points cannot be read.
[[nodiscard]] Result<void> forEachUserTotal(sql::Connection& connection, std::span<const ChainRecord> chains,
                                            const std::optional<std::string>& address,
                                            const std::function<Result<void>(const UserTotal&)>& visit);

} // namespace chainpoints
