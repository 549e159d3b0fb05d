// Unix time in whole seconds, UTC, and its ISO 8601 text.
#pragma once

#include "core/base/result.h"
#include "core/base/strongtype.h"

#include <string>
#include <string_view>

namespace chainpoints {

/// Seconds since 1970-01-01T00:00:00Z. Differences are seconds.
using UnixTime = Ordinal<struct UnixTimeTag>;

/// "2025-01-01T15:00:00Z". Range: years 0 to 9999; later times are written as plain seconds.
[[nodiscard]] std::string formatTime(UnixTime time);

/// Accepts plain Unix seconds ("1735743600") or "2025-01-01T15:00:00Z" (always UTC), not before 1970.
[[nodiscard]] Result<UnixTime> parseTime(std::string_view text);

/// The wall clock. Decides only when a job runs and what a log line says, never what is computed.
[[nodiscard]] UnixTime wallClock();

} // namespace chainpoints
