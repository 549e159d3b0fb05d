// The rows behind one user's numbers, page by page. Internal to core/access.
#pragma once

#include "core/access/accountviews.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

// Each is one snapshot. NotFound: no such chain or user. BadInput: no address, no cursor of such a page.

[[nodiscard]] Result<ChangePage> readChanges(sql::Connection& connection, const UserRowsQuery& query);
[[nodiscard]] Result<SpanPage> readSpans(sql::Connection& connection, const UserRowsQuery& query);

} // namespace chainpoints
