#include "core/http/answerthreads.h"

#include "core/base/background.h"

#include <algorithm>

namespace chainpoints {

AnswerThreads::AnswerThreads(std::size_t threads, std::size_t mostWaiting, Priority priority)
    : m_mostWaiting(mostWaiting), m_priority(priority)
{
    for (std::size_t i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { serve(); });
}

AnswerThreads::~AnswerThreads()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_workCame.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

bool AnswerThreads::run(std::chrono::milliseconds patience, const std::function<void()>& work)
{
    Job job(work);
    std::unique_lock lock(m_mutex);
    if (m_waiting.size() >= m_mostWaiting)
        return false;
    m_waiting.push_back(&job);
    m_workCame.notify_one();
    if (!job.changed.wait_for(lock, patience, [&] { return job.state != Job::State::Waiting; })) {
        m_waiting.erase(std::find(m_waiting.begin(), m_waiting.end(), &job));
        return false;
    }
    job.changed.wait(lock, [&] { return job.state == Job::State::Done; });
    if (job.failure)
        std::rethrow_exception(job.failure);
    return true;
}

void AnswerThreads::serve()
{
    if (m_priority == Priority::Background)
        becomeBackgroundThread(Background::BehindAll);
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_workCame.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
        if (m_stopping)
            return;
        Job& job = *m_waiting.front();
        m_waiting.pop_front();
        job.state = Job::State::Running;
        lock.unlock();
        try {
            job.work();
        } catch (...) {
            job.failure = std::current_exception();
        }
        lock.lock();
        job.state = Job::State::Done;
        // Under the lock: once it is off, the job may be gone.
        job.changed.notify_one();
    }
}

} // namespace chainpoints
