// The end of a process whose stop hangs in a call that nothing interrupts, as to a database server that fell
// silent.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace chainpoints {

/// Made when a stop begins: if this still lives after `patience`, the process ends at once with
/// kUnreachable. Nothing is lost by that: it is what every transaction is safe against.
class LastResort
{
public:
    static constexpr std::chrono::seconds kPatience{5};

    explicit LastResort(std::chrono::seconds patience = kPatience);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_ended;
    std::jthread m_thread; ///< last, so that it ends first
};

} // namespace chainpoints
