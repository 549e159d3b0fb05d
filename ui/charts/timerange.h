// A stretch of time that can be zoomed and moved.
#pragma once

#include "core/base/time.h"

namespace chainpoints {

/// Whole seconds; from < to.
struct TimeRange
{
    UnixTime from;
    UnixTime to;

    bool operator==(const TimeRange&) const = default;
    [[nodiscard]] std::int64_t seconds() const { return to - from; }

    /// At least so long, grown on both sides alike.
    [[nodiscard]] TimeRange atLeast(std::int64_t seconds) const;
    /// `factor` below 1 zooms in; `fixed` stays where it is.
    [[nodiscard]] TimeRange zoomed(UnixTime fixed, double factor) const;
    [[nodiscard]] TimeRange moved(std::int64_t seconds) const { return {from + seconds, to + seconds}; }
    /// Moved, and shortened where need be, so that it lies inside; not shorter than kShortestRange.
    [[nodiscard]] TimeRange inside(const TimeRange& whole) const;
};

/// Seconds; block times have no fractions, so that nothing is to be seen below.
inline constexpr std::int64_t kShortestRange = 10;

} // namespace chainpoints
