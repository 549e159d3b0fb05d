// What can be asked of the reports of SPEC 12.
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints {

struct ReportRequest
{
    std::string report; ///< one of reportNames()
    std::optional<std::string> chain{};
    std::optional<std::string> user{}; ///< an address in either case
    std::optional<UnixTime> from{};    ///< included
    std::optional<UnixTime> to{};      ///< excluded
    std::optional<UnixTime> at{};
    bool all = false;                   ///< failures: also the resolved ones
    std::vector<std::string> columns{}; ///< only these, in the report's order; empty: all

    // Of the rows only some; what is empty restricts nothing.
    std::string search{};                 ///< part of an address; failures: or of the reason
    std::vector<std::string> codes{};     ///< failures: of the reasons
    std::vector<std::int64_t> failures{}; ///< failures: their ids, at most 10000
};

/// A report, and which parts of a request it takes.
struct ReportForm
{
    std::string_view name;
    std::vector<std::string_view> columns; ///< as the header has them
    bool perUser = true;                   ///< takes `user`
    bool takesAt = false;
    bool takesSpan = false; ///< `from` and `to`
    bool takesAll = false;
    bool takesSearch = false;
    bool takesFailures = false; ///< `codes` and `failures`
};

/// In the order in which people are told of them.
[[nodiscard]] std::span<const ReportForm> reportForms();
/// Their names.
[[nodiscard]] std::span<const std::string_view> reportNames();

} // namespace chainpoints
