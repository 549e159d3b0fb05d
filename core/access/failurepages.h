// Failures: page by page, as a whole, and what was asked of one. Internal to core/access.
#pragma once

#include "core/access/views.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

// Each is one snapshot. NotFound: no such chain. BadInput: no cursor.

[[nodiscard]] Result<FailurePage> readFailures(sql::Connection& connection, const FailureQuery& query);
[[nodiscard]] Result<FailureSet> readFailureSet(sql::Connection& connection, const FailureQuery& query);
[[nodiscard]] Result<std::vector<FailureGroup>> readFailureGroups(sql::Connection& connection,
                                                                  const FailureQuery& query);
/// Newest first.
[[nodiscard]] Result<std::vector<FailureActionView>> readFailureActions(sql::Connection& connection,
                                                                        FailureId failure, std::size_t limit);

} // namespace chainpoints
