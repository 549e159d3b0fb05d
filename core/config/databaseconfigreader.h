// Reads the `database` part of the configuration.
#pragma once

#include "core/config/databaseconfig.h"
#include "core/config/objectreader.h"
#include "core/config/secrets.h"

#include <filesystem>

namespace chainpoints {

/// Relative paths start at `folder`.
[[nodiscard]] DatabaseConfig readDatabase(ObjectReader object, const SecretResolver& secrets,
                                          const std::filesystem::path& folder);

} // namespace chainpoints
