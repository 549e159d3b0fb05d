// The endpoints of a chain as the operator is told of them.
#pragma once

#include "core/config/config.h"
#include "core/model/endpointhealth.h"
#include "core/rpc/endpointpool.h"

#include <string>
#include <vector>

namespace chainpoints {

/// What may be shown of an endpoint's URL as the configuration writes it: references to secrets stay
/// references; user info, the query and what looks like a key become "***".
[[nodiscard]] std::string shownAddress(const std::string& url);

/// In the order of the configuration. `pool` is that of the chain's endpoints. Any thread.
[[nodiscard]] std::vector<EndpointHealth> healthOf(const EndpointPool& pool, const ChainConfig& chain);

} // namespace chainpoints
