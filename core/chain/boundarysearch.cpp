#include "core/chain/boundarysearch.h"

#include "core/model/boundaries.h"

#include <algorithm>
#include <set>

namespace chainpoints {

BoundarySearch::BoundarySearch(const BlockHeader& first, const BlockHeader& last,
                               std::int64_t intervalSeconds)
{
    for (UnixTime b = boundaryAfter(first.time, intervalSeconds); b <= last.time; b = b + intervalSeconds)
        m_brackets.emplace_hint(m_brackets.end(), b,
                                Bracket{first.height, first.time, last.height, last.time});
}

void BoundarySearch::learn(const BlockHeader& header)
{
    for (auto& [boundary, bracket] : m_brackets) {
        if (header.time < boundary && header.height > bracket.below) {
            bracket.below = header.height;
            bracket.belowTime = header.time;
        } else if (header.time >= boundary && header.height < bracket.above) {
            bracket.above = header.height;
            bracket.aboveTime = header.time;
        }
    }
}

std::vector<BlockHeight> BoundarySearch::wanted()
{
    std::set<BlockHeight> heights;
    for (auto& [boundary, bracket] : m_brackets) {
        const std::int64_t blocks = bracket.above - bracket.below;
        if (blocks <= 1)
            continue;
        const std::int64_t seconds = bracket.aboveTime - bracket.belowTime;
        // Interpolation alone creeps where blocks are uneven; every second guess halves instead.
        const std::int64_t step =
            bracket.halve || seconds == 0
                ? blocks / 2
                : static_cast<std::int64_t>((boundary - bracket.belowTime) * blocks / seconds);
        bracket.halve = !bracket.halve;
        heights.insert(bracket.below + std::clamp<std::int64_t>(step, 1, blocks - 1));
    }
    return {heights.begin(), heights.end()};
}

std::vector<BoundaryBlock> BoundarySearch::result() const
{
    std::vector<BoundaryBlock> result;
    for (const auto& [boundary, bracket] : m_brackets)
        result.push_back({boundary, bracket.below});
    return result;
}

} // namespace chainpoints
