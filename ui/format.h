// How values are written for people, the same everywhere in the window. Exact: nothing here passes through
// floating point.
#pragma once

#include "core/base/time.h"
#include "core/model/types.h"

#include <QString>

#include <optional>
#include <string>

namespace chainpoints::format {

/// 1234567 -> "1,234,567"
[[nodiscard]] QString number(std::int64_t value);
/// Exact decimal text with grouping, trailing zeros of the fraction removed: "1234.500" -> "1,234.5".
[[nodiscard]] QString amount(const std::string& exact);
/// The same for a table: at most `decimals` digits behind the point, cut, with "…" where digits are missing.
[[nodiscard]] QString shortAmount(const std::string& exact, int decimals = 6);

// Times, in the zone in use (ui/zone.h). Where nothing around them names it, they name it themselves.

/// "2025-01-01 15:00:00"
[[nodiscard]] QString time(UnixTime time);
/// "2025-01-01 15:00"
[[nodiscard]] QString minute(UnixTime time);
/// "15:00:00"
[[nodiscard]] QString clock(UnixTime time);
/// "2025-01-01 15:00:00 UTC", "2025-01-01 16:00:00 UTC+01:00"; likewise the next two.
[[nodiscard]] QString zonedTime(UnixTime time);
[[nodiscard]] QString zonedMinute(UnixTime time);
[[nodiscard]] QString zonedClock(UnixTime time);
enum class Finest { Minute, Second };
/// "2025-01-01 15:00 to 16:00 UTC". Translated.
[[nodiscard]] QString span(UnixTime from, UnixTime to, Finest finest = Finest::Minute);

/// At most two units: "3 d 4 h", "12 s". Translated.
[[nodiscard]] QString duration(std::int64_t seconds);
/// With the checksum of EIP-55 in its letters' case. What is no address stays as it is.
[[nodiscard]] QString address(const std::string& lowerHex);
/// Of an address or a hash the first ten characters and the last eight, for where the whole has no room.
[[nodiscard]] QString shortHex(const QString& hex);

} // namespace chainpoints::format
