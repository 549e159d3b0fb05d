// What can be asked of the reports of SPEC 12.
#pragma once

#include "core/base/time.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chainpoints {

struct ReportRequest
{
    std::string report; ///< one of reportNames()
    std::optional<std::string> chain;
    std::optional<std::string> user; ///< an address in either case
    std::optional<UnixTime> from;    ///< included
    std::optional<UnixTime> to;      ///< excluded
    std::optional<UnixTime> at;
    bool all = false; ///< failures: also the resolved ones
};

/// In the order in which people are told of them.
[[nodiscard]] std::span<const std::string_view> reportNames();

} // namespace chainpoints
