#include "ui/overview/rateestimate.h"

#include <algorithm>

namespace chainpoints {

void RateEstimate::add(BlockHeight height, UnixTime time)
{
    if (!m_snapshots.empty() && time < m_snapshots.back().time - kMostLateSeconds)
        m_snapshots.clear();
    if (!m_snapshots.empty())
        time = std::max(time, m_snapshots.back().time);
    if (!m_snapshots.empty() && time == m_snapshots.back().time)
        m_snapshots.back().height = height;
    else
        m_snapshots.push_back({height, time});
    while (m_snapshots.size() > 2 && m_snapshots[1].time <= time - kWindowSeconds)
        m_snapshots.pop_front();
}

std::optional<double> RateEstimate::blocksPerSecond() const
{
    if (!isMeasured())
        return std::nullopt;
    const auto seconds = m_snapshots.back().time - m_snapshots.front().time;
    const auto blocks = m_snapshots.back().height - m_snapshots.front().height;
    return static_cast<double>(blocks) / static_cast<double>(seconds);
}

std::optional<std::int64_t> RateEstimate::secondsLeft(std::int64_t remainingBlocks) const
{
    const auto rate = blocksPerSecond();
    if (!rate || *rate <= 0)
        return std::nullopt;
    const auto seconds = m_snapshots.back().time - m_snapshots.front().time;
    const auto blocks = m_snapshots.back().height - m_snapshots.front().height;
    const std::int64_t left = (remainingBlocks * seconds + blocks - 1) / blocks;
    return left <= kMostSecondsLeft ? std::optional(left) : std::nullopt;
}

bool RateEstimate::isMeasured() const
{
    return m_snapshots.size() > 1 && m_snapshots.back().time - m_snapshots.front().time >= kLeastSeconds;
}

} // namespace chainpoints
