// The `cache` part of the configuration.
#pragma once

#include "core/config/cacheconfig.h"
#include "core/config/objectreader.h"
#include "core/config/secrets.h"

#include <filesystem>

namespace chainpoints {

/// Relative paths start at `folder`. What is wrong goes to the object's notes; passwords are registered with
/// log::redact().
[[nodiscard]] CacheConfig readCache(ObjectReader object, const SecretResolver& secrets,
                                    const std::filesystem::path& folder);

} // namespace chainpoints
