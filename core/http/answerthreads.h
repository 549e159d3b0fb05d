// Few threads that make answers, so that many clients do not slow down the engine.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace chainpoints {

/// Safe from any thread. Destroyed once nobody calls `run` any more.
class AnswerThreads
{
public:
    enum class Priority {
        Normal,
        Background, ///< behind everything else on the machine
    };

    AnswerThreads(std::size_t threads, std::size_t mostWaiting, Priority priority);
    ~AnswerThreads();
    AnswerThreads(const AnswerThreads&) = delete;
    AnswerThreads& operator=(const AnswerThreads&) = delete;

    /// Runs `work` in one of the threads, in turn, and returns when it is through, with its exception if
    /// there is one. False: too many wait, or its turn did not come in time; then it was not begun.
    [[nodiscard]] bool run(std::chrono::milliseconds patience, const std::function<void()>& work);

private:
    struct Job
    {
        enum class State { Waiting, Running, Done };

        explicit Job(const std::function<void()>& asked) : work(asked) {}

        const std::function<void()>& work;
        State state = State::Waiting;
        std::exception_ptr failure;
        std::condition_variable changed; ///< of its own, so that nobody else is woken for it
    };

    void serve();

    const std::size_t m_mostWaiting;
    const Priority m_priority;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_workCame;
    std::deque<Job*> m_waiting; ///< each on the stack of its run()
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace chainpoints
