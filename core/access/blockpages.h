// Reads for core/access/blockviews.h. Internal to core/access.
#pragma once

#include "core/access/blockviews.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

/// The `limit` lowest ones above the processed block. Also NotFound, BadInput. One snapshot.
[[nodiscard]] Result<PendingView> readPending(sql::Connection& connection, const std::string& chain,
                                              std::size_t limit);
/// Also NotFound; Refused for a block that the chain cannot go back to. One snapshot.
[[nodiscard]] Result<RollbackView> readRollback(sql::Connection& connection, const std::string& chain,
                                                BlockHeight height);

} // namespace chainpoints
