// The column `endpoints` of table chain_status. Internal to core/storage.
#pragma once

#include "core/model/endpointhealth.h"

#include <span>
#include <string>
#include <vector>

namespace chainpoints {

/// Always valid JSON.
[[nodiscard]] std::string endpointsText(std::span<const EndpointHealth> endpoints);
/// What is no endpoint is left out: the column informs, and nothing rests on it.
[[nodiscard]] std::vector<EndpointHealth> endpointsFromText(const std::string& text);

} // namespace chainpoints
