// A user's points written out so that a person can redo the sum, and as of earlier boundaries. Internal to
// core/access.
#pragma once

#include "core/access/accountviews.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

// Each is one snapshot. NotFound: no such chain or user. BadInput: no address, no cursor of such a page.

/// Worked out from ledger, rates and statuses, not read from what was settled.
[[nodiscard]] Result<StatementPage> readStatement(sql::Connection& connection, const StatementQuery& query);

/// Checks that each balance is the one before it and the change, multiplies every segment out once more and
/// compares the sum with what is recorded. Also Corrupt, for a balance that does not follow.
[[nodiscard]] Result<StatementCheck> checkStatement(sql::Connection& connection, const std::string& chain,
                                                    const std::string& address);

/// On one chain, or on all. Also Refused, with what is available, unless `at` is a settled boundary of each.
[[nodiscard]] Result<UserPointsAtView> readPointsAt(sql::Connection& connection,
                                                    const std::optional<std::string>& chain,
                                                    const std::string& address, UnixTime at);

} // namespace chainpoints
