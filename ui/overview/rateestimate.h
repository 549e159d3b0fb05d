// How fast a height moves, and how long the rest will take. Pure.
#pragma once

#include "core/base/time.h"
#include "core/model/types.h"

#include <deque>
#include <optional>

namespace chainpoints {

class RateEstimate
{
public:
    static constexpr std::int64_t kWindowSeconds = 120;
    /// What is seen in less time says nothing: pages are stored in bursts.
    static constexpr std::int64_t kLeastSeconds = 5;
    /// A longer rest is a guess, not an estimate.
    static constexpr std::int64_t kMostSecondsLeft = 100 * 86400;

    /// What was read a moment ago may come after a look at the clock.
    static constexpr std::int64_t kMostLateSeconds = 10;

    /// Snapshots in the order of time; a late one counts as of the last one's time. When the clock was set
    /// back further, everything before is forgotten.
    void add(BlockHeight height, UnixTime time);

    /// Over the window; negative after a rollback. None until there is something to measure.
    [[nodiscard]] std::optional<double> blocksPerSecond() const;
    /// Rounded up. None: unknown, since the height does not move forward.
    [[nodiscard]] std::optional<std::int64_t> secondsLeft(std::int64_t remainingBlocks) const;

private:
    struct Snapshot
    {
        BlockHeight height;
        UnixTime time;
    };
    [[nodiscard]] bool isMeasured() const;

    std::deque<Snapshot> m_snapshots; ///< the first one at or before the window's start, if there is one
};

} // namespace chainpoints
