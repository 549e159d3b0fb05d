// How commands wait for what others do in the database.
#pragma once

#include <chrono>
#include <thread>

namespace chainpoints {

/// Between two looks: the database does not call. A signal ends the command as a whole.
inline void waitBetweenLooks(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
}

} // namespace chainpoints
