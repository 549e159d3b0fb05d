#include "core/http/connectionthreads.h"

#include <system_error>

namespace chainpoints {

ConnectionThreads::ConnectionThreads(std::function<void()> makeRoom, std::function<void()> endAll,
                                     MakeThread makeThread)
    : m_makeRoom(std::move(makeRoom)), m_endAll(std::move(endAll)), m_makeThread(std::move(makeThread))
{
}

std::thread ConnectionThreads::plainThread(std::function<void()> work)
{
    return std::thread(std::move(work));
}

bool ConnectionThreads::addThread()
{
    if (m_threads.size() >= kMost)
        return false;
    try {
        m_threads.push_back(m_makeThread([this] { work(); }));
        return true;
    } catch (const std::system_error&) {
        return false; // the system has a limit of its own
    }
}

void ConnectionThreads::enqueue(std::function<void()> task)
{
    {
        std::unique_lock lock(m_mutex);
        const bool isServed = m_tasks.size() < m_idle || addThread();
        if (m_threads.empty()) {
            lock.unlock();
            task(); // the only one there is
            return;
        }
        m_tasks.push_back(std::move(task));
        m_changed.notify_one();
        if (isServed)
            return;
    }
    m_makeRoom();
    // What does not fit yet waits in the system's own queue.
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_tasks.empty(); });
}

void ConnectionThreads::shutdown()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_endAll();
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
