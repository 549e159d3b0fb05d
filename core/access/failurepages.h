// Failures, page by page. Internal to core/access.
#pragma once

#include "core/access/views.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

/// One snapshot. NotFound: no such chain. BadInput: no cursor.
[[nodiscard]] Result<FailurePage> readFailures(sql::Connection& connection, const FailureQuery& query);

} // namespace chainpoints
