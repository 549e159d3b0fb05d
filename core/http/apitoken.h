// The secret that callers of the API must show.
#pragma once

#include "core/config/config.h"

#include <string>

namespace chainpoints {

/// The configured token; else that in the file `api-token` of the data folder, which is made at first
/// (random, 0600). It is kept out of the log from then on. BadInput if others can read the file or it holds
/// no token.
[[nodiscard]] Result<std::string> apiToken(const Config& config);

} // namespace chainpoints
