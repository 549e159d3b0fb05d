// Whether the engine moves: every chain that was ever heard of speaks up again and again, also while it
// rests, waits for a node, or has none that answers.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace chainpoints {

/// Safe from any thread.
class EnginePulse
{
public:
    using Clock = std::chrono::steady_clock;

    void heardOf(const std::string& chain, Clock::time_point now)
    {
        const std::lock_guard lock(m_mutex);
        m_heard[chain] = now;
    }
    /// False: some chain has been silent for longer.
    [[nodiscard]] bool beats(Clock::duration longestSilence, Clock::time_point now) const
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [chain, heard] : m_heard)
            if (now - heard > longestSilence)
                return false;
        return true;
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, Clock::time_point> m_heard;
};

} // namespace chainpoints
