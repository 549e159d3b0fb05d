// Others' text within our sentences.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chainpoints {

/// The first `most` bytes of `text`, fewer where that would cut a character of UTF-8, fit for a terminal:
/// each control character is a '?'.
[[nodiscard]] std::string quotable(std::string_view text, std::size_t most = std::string_view::npos);

} // namespace chainpoints
