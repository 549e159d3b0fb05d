// Files and folders that the configuration names.
#pragma once

#include "core/config/objectreader.h"
#include "core/config/tlsfiles.h"

#include <filesystem>
#include <optional>
#include <string>

namespace chainpoints {

/// `value` as an absolute path; relative ones start at `folder`.
[[nodiscard]] std::filesystem::path readPath(const ValueReader& value, const std::string& fallback,
                                             const std::filesystem::path& folder);

/// The keys "cert" and "key", what a server shows of itself: both where `value` is there, else none.
[[nodiscard]] std::optional<TlsFiles> readIdentity(const ValueReader& value,
                                                   const std::filesystem::path& folder);

/// The keys "ca", "cert" and "key".
[[nodiscard]] TlsFiles readTlsFiles(ObjectReader object, const std::filesystem::path& folder);

} // namespace chainpoints
