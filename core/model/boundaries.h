// Boundaries: UTC instants that are multiples of the interval since 1970 (SPEC 3). Pure. Times are >= 0.
#pragma once

#include "core/base/time.h"

namespace chainpoints {

/// The boundary at or before `time`. The interval that `time` belongs to starts there.
[[nodiscard]] constexpr UnixTime boundaryAtOrBefore(UnixTime time, std::int64_t intervalSeconds)
{
    return UnixTime(time.value() - time.value() % intervalSeconds);
}

/// The first boundary after `time`. A change stamped `time` is credited up to there in full.
[[nodiscard]] constexpr UnixTime boundaryAfter(UnixTime time, std::int64_t intervalSeconds)
{
    return boundaryAtOrBefore(time, intervalSeconds) + intervalSeconds;
}

} // namespace chainpoints
