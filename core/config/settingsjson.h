// Between the configuration's tree and what forms show of it.
#pragma once

#include "core/config/settings.h"

#include <nlohmann/json_fwd.hpp>

namespace chainpoints {

/// What forms show of a configuration; parts of another shape than the reader takes are left out. Pure.
[[nodiscard]] Settings settingsOf(const nlohmann::ordered_json& tree);

/// `tree` with these settings; what they do not differ in stays as it was written, as does the order of keys.
/// Nothing is checked: the reader of the configuration does that. Pure.
[[nodiscard]] nlohmann::ordered_json withSettings(const nlohmann::ordered_json& tree,
                                                  const Settings& settings);

} // namespace chainpoints
