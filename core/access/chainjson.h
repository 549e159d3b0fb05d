// Chains as JSON (SPEC 11), for `status --json` and the HTTP API alike.
#pragma once

#include "core/access/views.h"

#include <span>
#include <string>

namespace chainpoints {

/// The object of GET /api/v1/chains/NAME. `indent` < 0: on one line. Always valid UTF-8.
[[nodiscard]] std::string chainJson(const ChainView& chain, int indent = -1);

/// {"chains":[...]}
[[nodiscard]] std::string chainsJson(std::span<const ChainView> chains, int indent = -1);

} // namespace chainpoints
