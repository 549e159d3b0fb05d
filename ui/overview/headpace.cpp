#include "ui/overview/headpace.h"

#include <algorithm>

namespace chainpoints {

void HeadPace::see(BlockHeight head, UnixTime time)
{
    if (!m_heads.empty() && (head < m_heads.back().head || time < m_heads.back().time))
        m_heads.clear();
    if (!m_heads.empty() && head == m_heads.back().head)
        return;
    m_heads.push_back({head, time});
    if (m_heads.size() > kMostHeads)
        m_heads.pop_front();
}

std::optional<std::int64_t> HeadPace::secondsUntil(std::int64_t blocks, UnixTime now) const
{
    if (m_heads.size() < kLeastHeads)
        return std::nullopt;
    const std::int64_t come = m_heads.back().head - m_heads.front().head;
    const std::int64_t took = m_heads.back().time - m_heads.front().time;
    const std::int64_t since = now - m_heads.back().time;
    const auto secondsFor = [&](std::int64_t count) { return (count * took + come - 1) / come; };
    if (took <= 0 || since > secondsFor(kMostOverdue + 1))
        return std::nullopt;
    return std::max<std::int64_t>(secondsFor(blocks) - std::max<std::int64_t>(since, 0), 0);
}

} // namespace chainpoints
