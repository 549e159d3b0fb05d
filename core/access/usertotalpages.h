// Users with their points over all chains, page by page. Internal to core/access.
#pragma once

#include "core/access/accountviews.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

/// One snapshot. BadInput: no cursor of this order.
[[nodiscard]] Result<UserTotalPage> readUserTotals(sql::Connection& connection, const UserTotalQuery& query);

} // namespace chainpoints
