#include "ui/charts/timerange.h"

#include <algorithm>
#include <cmath>

namespace chainpoints {

TimeRange TimeRange::atLeast(std::int64_t wanted) const
{
    const std::int64_t missing = std::max<std::int64_t>(0, wanted - seconds());
    return {from - missing / 2, to + (missing - missing / 2)};
}

TimeRange TimeRange::zoomed(UnixTime fixed, double factor) const
{
    const auto scaled = [factor](std::int64_t part) {
        return static_cast<std::int64_t>(std::llround(static_cast<double>(part) * factor));
    };
    return TimeRange{fixed - scaled(fixed - from), fixed + scaled(to - fixed)}.atLeast(kShortestRange);
}

TimeRange TimeRange::inside(const TimeRange& whole) const
{
    const std::int64_t length =
        std::min(std::max(seconds(), kShortestRange), std::max(whole.seconds(), kShortestRange));
    const UnixTime start = std::max(std::min(from, whole.to - length), whole.from);
    return {start, start + length};
}

} // namespace chainpoints
