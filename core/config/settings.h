// The part of the configuration that forms change, as a person types it. Plain data.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// The keys of an object with their values: a number or a word as it is, a list a line each; those of the
/// object "tls" in it as "tls.ca". A key that is left out holds its default. A password that stands in the
/// file is shown as "***", which means: as it was.
using SettingsTexts = std::map<std::string, std::string>;

struct ChainSettings
{
    std::optional<std::size_t> origin; ///< its place in the file that was read; none: it is new
    SettingsTexts texts;

    bool operator==(const ChainSettings&) const = default;
};

struct RateSettings
{
    std::string from; ///< "2026-01-01T00:00:00Z"
    std::string perHour;

    bool operator==(const RateSettings&) const = default;
};

/// What is not named here stays as it is in the file.
struct Settings
{
    SettingsTexts database;
    SettingsTexts cache;
    SettingsTexts points; ///< but for the rates
    std::vector<RateSettings> rates;
    std::vector<ChainSettings> chains;

    bool operator==(const Settings&) const = default;
};

} // namespace chainpoints
