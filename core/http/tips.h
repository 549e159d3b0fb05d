// Whether the tips of the chains move on, and what keeps the program from being ready.
#pragma once

#include "core/access/views.h"

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace chainpoints {

/// How long what moves on may stand still before it is stale.
struct TipLimits
{
    std::chrono::seconds block{120};
    std::chrono::seconds finality{1200}; ///< of "safe" and "finalized", which move once in minutes
    std::map<std::string, std::chrono::seconds> between{}; ///< two looks at the chain of this name; added
};

/// Not thread-safe.
class Tips
{
public:
    using Clock = std::chrono::steady_clock;

    explicit Tips(TipLimits limits) : m_limits(std::move(limits)) {}

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
        BlockHeight confirmed;
        BlockHeight processed;
        Clock::time_point headSince;
        Clock::time_point confirmedSince;
        Clock::time_point processedSince;
    };
    [[nodiscard]] std::string problemOf(const ChainView& chain, Clock::time_point now) const;

    const TipLimits m_limits;
    std::map<std::string, Tip> m_tips;
    std::map<std::string, std::string> m_heard;
};

} // namespace chainpoints
