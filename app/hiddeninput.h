// A secret from whoever sits before the terminal, without showing it.
#pragma once

#include "core/base/result.h"

#include <string>

namespace chainpoints {

/// What stdin holds up to its end or, on a terminal, one line, asked for with `prompt` on stderr and not
/// shown. BadInput where it is longer than `most` bytes.
[[nodiscard]] Result<std::string> readHidden(const std::string& prompt, std::size_t most);

} // namespace chainpoints
