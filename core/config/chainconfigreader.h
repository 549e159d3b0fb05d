// The `chains` part of the configuration.
#pragma once

#include "core/config/config.h"
#include "core/config/objectreader.h"
#include "core/config/secrets.h"

#include <vector>

namespace chainpoints {

/// Reads the list of chains, each valid by itself and different from the others; what is wrong goes to
/// `notes`.
[[nodiscard]] std::vector<ChainConfig> readChains(const ValueReader& list, const SecretResolver& secrets,
                                                  ReadingNotes& notes);

} // namespace chainpoints
