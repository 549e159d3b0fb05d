// Whether the engine moves: every chain that was ever heard of speaks up again and again, also while its
// nodes are down.
#pragma once

#include <chrono>
#include <map>
#include <string>

namespace chainpoints {

/// Not thread-safe.
class EnginePulse
{
public:
    using Clock = std::chrono::steady_clock;

    void heardOf(const std::string& chain, Clock::time_point now) { m_heard[chain] = now; }
    /// False: some chain has been silent for longer.
    [[nodiscard]] bool beats(Clock::duration longestSilence, Clock::time_point now) const
    {
        for (const auto& [chain, heard] : m_heard)
            if (now - heard > longestSilence)
                return false;
        return true;
    }

private:
    std::map<std::string, Clock::time_point> m_heard;
};

} // namespace chainpoints
