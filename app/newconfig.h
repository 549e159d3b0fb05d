// A configuration that was made in the window becomes a file.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace chainpoints {

/// Checks `json` as if it were read from `file` and writes it there, readable by its owner only, whole or not
/// at all. A file that is there already is never touched. Whether the keychain has a secret that is named is
/// not asked: that may take seconds, and comes out when the file is read. Every error is BadInput.
[[nodiscard]] Result<void> saveNewConfig(const std::filesystem::path& file, const std::string& json);

} // namespace chainpoints
