// Users of one chain, page by page. Internal to core/access.
#pragma once

#include "core/access/views.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

/// One snapshot. NotFound: no such chain. BadInput: no cursor of this order.
[[nodiscard]] Result<UserPage> readUsers(sql::Connection& connection, const UserQuery& query);

} // namespace chainpoints
