// How fast a chain's head comes on, and so how long a block takes to be confirmed. Pure.
#pragma once

#include "core/base/time.h"
#include "core/model/types.h"

#include <deque>
#include <optional>

namespace chainpoints {

class HeadPace
{
public:
    /// Of the last heads; older ones are forgotten.
    static constexpr std::size_t kMostHeads = 33;
    /// Between fewer heads the moments at which somebody looked say more than the chain does.
    static constexpr std::size_t kLeastHeads = 3;
    /// A head that is so many blocks' time overdue stands still, and nobody knows for how long.
    static constexpr std::int64_t kMostOverdue = 5;

    /// In the order of time; the same head may be seen again. What was before a head that went back, or a
    /// clock that did, is forgotten.
    void see(BlockHeight head, UnixTime time);

    /// Rounded up, 0 once it is due. None: unknown.
    [[nodiscard]] std::optional<std::int64_t> secondsUntil(std::int64_t blocks, UnixTime now) const;

private:
    struct Sight
    {
        BlockHeight head;
        UnixTime time; ///< when it was seen first
    };
    std::deque<Sight> m_heads;
};

} // namespace chainpoints
