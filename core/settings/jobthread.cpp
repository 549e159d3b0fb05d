#include "core/settings/jobthread.h"

#include <utility>

namespace chainpoints {

JobThread::JobThread(const QString& name)
{
    m_worker.moveToThread(&m_thread);
    m_thread.setObjectName(name);
    m_thread.start();
}

JobThread::~JobThread()
{
    // Ends the event loop in which a keychain is waited for, too.
    m_thread.quit();
    m_thread.wait();
}

void JobThread::run(std::function<void()> job)
{
    QMetaObject::invokeMethod(&m_worker, std::move(job));
}

} // namespace chainpoints
