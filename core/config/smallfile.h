// Files that are read whole.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace chainpoints {

/// The bytes of a file of at most `mostKiB` KiB. The error (BadInput) is the end of a sentence: "cannot be
/// read ...".
[[nodiscard]] Result<std::string> readSmallFile(const std::filesystem::path& path, std::size_t mostKiB);

} // namespace chainpoints
