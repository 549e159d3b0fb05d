// The newest log lines, for those who look at them in the window. Safe from any thread.
#pragma once

#include "core/base/log.h"

#include <chrono>
#include <cstddef>
#include <vector>

namespace chainpoints::log {

struct Entry
{
    std::uint64_t number = 0; ///< from 1, ascending without gaps
    std::chrono::system_clock::time_point time;
    Level level = Level::Info;
    std::string component;
    std::string message; ///< without secrets

    bool operator==(const Entry&) const = default;
};

/// From now on the newest `most` lines of this level and above are remembered; 0: none, and those that were
/// are forgotten.
void remember(std::size_t most, Level level);
/// Those with a greater number, oldest first.
[[nodiscard]] std::vector<Entry> remembered(std::uint64_t after);

} // namespace chainpoints::log
