#include "core/http/connectionthreads.h"

namespace chainpoints {

void ConnectionThreads::enqueue(std::function<void()> task)
{
    bool full = false;
    {
        std::unique_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (m_tasks.size() > m_idle && m_threads.size() < kMost)
            m_threads.emplace_back([this] { work(); });
        full = m_tasks.size() > m_idle && m_threads.size() == kMost;
    }
    m_changed.notify_one();
    if (!full)
        return;
    m_makeRoom();
    // What does not fit yet waits in the system's own queue.
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_tasks.empty() || m_stopping; });
}

void ConnectionThreads::shutdown()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void ConnectionThreads::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        ++m_idle;
        m_changed.wait(lock, [this] { return m_stopping || !m_tasks.empty(); });
        --m_idle;
        // Also what still waits is run at the end: it closes its socket.
        if (m_tasks.empty())
            return;
        const auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_changed.notify_all();
        lock.unlock();
        task();
        lock.lock();
    }
}

} // namespace chainpoints
