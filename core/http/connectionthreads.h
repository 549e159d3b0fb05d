// A thread for each connection, up to a limit: an idle or slow client holds only his own. Internal to
// core/http.
#pragma once

#include <httplib.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace chainpoints {

/// Threads are made as they are needed and kept. `enqueue` and `shutdown` are called by the listening thread.
class ConnectionThreads final : public httplib::TaskQueue
{
public:
    static constexpr std::size_t kMost = 512;

    using MakeThread = std::function<std::thread(std::function<void()>)>;

    /// `makeRoom` shall end the connection that is least worth keeping; called when there are no more
    /// threads. `endAll` shall end all of them; called at the end. `makeThread` may throw std::system_error.
    ConnectionThreads(std::function<void()> makeRoom, std::function<void()> endAll,
                      MakeThread makeThread = plainThread);

    void enqueue(std::function<void()> task) override;
    void shutdown() override;

private:
    [[nodiscard]] static std::thread plainThread(std::function<void()> work);
    /// Under the lock. False: there are as many as may be, or as the system gives.
    [[nodiscard]] bool addThread();
    void work();

    const std::function<void()> m_makeRoom;
    const std::function<void()> m_endAll;
    const MakeThread m_makeThread;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks;
    std::size_t m_idle = 0;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace chainpoints
