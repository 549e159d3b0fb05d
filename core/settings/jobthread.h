// One thread for what may wait for a disk or for the keychain.
#pragma once

#include <QObject>
#include <QThread>

#include <functional>

namespace chainpoints {

/// Jobs run one after the other in a thread with an event loop. Made and destroyed in the thread that gives
/// them.
class JobThread
{
public:
    explicit JobThread(const QString& name);
    /// Waits for the job that runs, but not for a keychain that it asks; those that wait are dropped.
    ~JobThread();
    JobThread(const JobThread&) = delete;
    JobThread& operator=(const JobThread&) = delete;

    void run(std::function<void()> job);

private:
    QThread m_thread;
    QObject m_worker; ///< lives in m_thread
};

} // namespace chainpoints
