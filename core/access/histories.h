// The balance and the points of one user over time, for charts. Internal to core/access.
#pragma once

#include "core/access/views.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

// Each one snapshot. NotFound: no such chain, or no such user on it. BadInput: no address. Corrupt: a ledger
// row cannot be read.

/// Straight from the ledger.
[[nodiscard]] Result<BalanceHistory> readBalanceHistory(sql::Connection& connection,
                                                        const HistoryQuery& query);
/// Worked out from the facts up to the user's own cursor; the last total equals the stored points.
[[nodiscard]] Result<PointsHistory> readPointsHistory(sql::Connection& connection, const HistoryQuery& query);

} // namespace chainpoints
