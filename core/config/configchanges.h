// What differs between two configurations, key by key, for people.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// No value holds a password: those are told as "***" unless they are references, and left out of URLs.
struct ConfigChange
{
    std::string key;                   ///< "chains[sepolia].confirmations"
    std::optional<std::string> before; ///< nothing: it was not there
    std::optional<std::string> after;  ///< nothing: it goes

    bool operator==(const ConfigChange&) const = default;
};

/// Both are what parseJsonText() reads. Chains are known by their names. Pure.
[[nodiscard]] std::vector<ConfigChange> configChanges(const nlohmann::json& before,
                                                      const nlohmann::json& after);

} // namespace chainpoints
