// Whether the tips of the chains move on, and what keeps the program from being ready.
#pragma once

#include "core/access/views.h"

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace chainpoints {

/// Not thread-safe.
class Tips
{
public:
    using Clock = std::chrono::steady_clock;

    /// A tip that does not move for longer than `staleAfter` is stale.
    explicit Tips(std::chrono::seconds staleAfter) : m_staleAfter(staleAfter) {}

    /// What this process itself has against a chain, which the database may not tell; empty: nothing.
    void hear(const std::string& chain, std::string problem);
    void observe(std::span<const ChainView> chains, Clock::time_point now);

    /// A sentence for each active chain that is not up to date, with the cause; none: all is well.
    [[nodiscard]] std::vector<std::string> problems(std::span<const ChainView> chains,
                                                    Clock::time_point now) const;

private:
    struct Tip
    {
        std::optional<BlockHeight> head;
        BlockHeight processed;
        Clock::time_point headSince;
        Clock::time_point processedSince;
    };
    [[nodiscard]] std::string problemOf(const ChainView& chain, Clock::time_point now) const;

    std::chrono::seconds m_staleAfter;
    std::map<std::string, Tip> m_tips;
    std::map<std::string, std::string> m_heard;
};

} // namespace chainpoints
