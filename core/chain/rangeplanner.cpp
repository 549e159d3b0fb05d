#include "core/chain/rangeplanner.h"

#include <algorithm>

namespace chainpoints {
namespace {

// A page of this many logs is written in well under a second and keeps memory small; more brings no speed.
constexpr std::size_t kLogsWanted = 10'000;
constexpr std::int64_t kFirstRange = 1'000;

} // namespace

RangePlanner::RangePlanner(std::int64_t maxRange) : m_max(maxRange), m_size(std::min(maxRange, kFirstRange))
{
}

void RangePlanner::answered(std::int64_t blocks, std::size_t logs)
{
    if (logs > kLogsWanted) {
        const auto fitting =
            blocks * static_cast<std::int64_t>(kLogsWanted) / static_cast<std::int64_t>(logs);
        m_size = std::clamp<std::int64_t>(fitting, 1, m_size);
        return;
    }
    if (blocks < m_size || logs > kLogsWanted / 2)
        return;
    // Below the refused size the way up is doubled steps; near it, a tenth at a time, so that a limit that
    // was about density in one place does not hold for ever.
    const std::int64_t grown =
        m_size * 2 < m_refused ? m_size * 2 : m_size + std::max<std::int64_t>(1, m_size / 10);
    if (grown >= m_refused)
        m_refused = m_refused + std::max<std::int64_t>(1, m_refused / 10);
    else
        m_size = std::min(grown, m_max);
}

void RangePlanner::refused(std::int64_t blocks)
{
    m_refused = std::min(m_refused, blocks);
    m_size = std::clamp<std::int64_t>(blocks / 2, 1, m_size);
}

} // namespace chainpoints
