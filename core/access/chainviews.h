// Chains as operators see them. Internal to core/access.
#pragma once

#include "core/access/views.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

/// By name; one snapshot.
[[nodiscard]] Result<std::vector<ChainView>> readChains(sql::Connection& connection);
/// Also NotFound.
[[nodiscard]] Result<ChainView> readChain(sql::Connection& connection, const std::string& name);

/// Those with the most points over all chains, most first; one snapshot.
[[nodiscard]] Result<std::vector<UserPointsView>> readTopUsers(sql::Connection& connection,
                                                               std::size_t limit);

} // namespace chainpoints
