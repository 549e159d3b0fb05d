#include "core/access/operatordesk.h"

#include <QMetaObject>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenNews = 250ms;
constexpr auto kLookBySelf = 1s;

} // namespace

/// A thread with a door. Runs jobs in order; with nothing to do for a while it runs the idle job, if there is
/// one.
class OperatorDesk::Thread
{
public:
    explicit Thread(MakeDoor makeDoor)
        : m_thread([this, makeDoor = std::move(makeDoor)](std::stop_token stop) { run(makeDoor, stop); })
    {
    }

    void post(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_changed.notify_all();
    }

    void requestStop() { m_thread.request_stop(); }

private:
    void run(const MakeDoor& makeDoor, std::stop_token stop)
    {
        const auto door = makeDoor(stop);
        while (auto job = take(stop))
            (*job)(*door);
    }

    std::optional<Job> take(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return !m_jobs.empty(); }) || stop.stop_requested())
            return std::nullopt;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        return job;
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Job> m_jobs; ///< guarded by m_mutex
    std::jthread m_thread;  ///< last, so that it ends first
};

/// Looks where the chains stand: when poked, though not too often, and now and then by itself.
class OperatorDesk::Watch
{
public:
    using Tell = std::function<void(ChainsNews)>;

    Watch(MakeDoor makeDoor, Tell tell)
        : m_thread([this, makeDoor = std::move(makeDoor), tell = std::move(tell)](std::stop_token stop) {
              run(makeDoor, tell, stop);
          })
    {
    }

    void poke()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_poked = true;
        }
        m_changed.notify_all();
    }

    void requestStop() { m_thread.request_stop(); }

private:
    void run(const MakeDoor& makeDoor, const Tell& tell, std::stop_token stop)
    {
        const auto door = makeDoor(stop);
        ChainsNews news;
        while (!stop.stop_requested()) {
            auto chains = door->chains();
            if (stop.stop_requested())
                return;
            if (chains)
                news = {std::move(*chains), std::nullopt, wallClock()};
            else
                news.problem = chains.error();
            tell(news);
            rest(stop);
        }
    }

    void rest(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, stop, kBetweenNews, [] { return false; });
        m_changed.wait_for(lock, stop, kLookBySelf - kBetweenNews, [this] { return m_poked; });
        m_poked = false;
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_poked = false;  ///< guarded by m_mutex
    std::jthread m_thread; ///< last, so that it ends first
};

const ChainView* ChainsNews::find(const std::string& name) const
{
    const auto found = std::ranges::find(chains, name, &ChainView::name);
    return found == chains.end() ? nullptr : &*found;
}

OperatorDesk::OperatorDesk(MakeDoor makeDoor, QObject* parent)
    : QObject(parent), m_pages(std::make_unique<Thread>(makeDoor)),
      m_reports(std::make_unique<Thread>(makeDoor)),
      m_watch(std::make_unique<Watch>(makeDoor, [this](ChainsNews news) {
          deliver([this, news = std::move(news)]() mutable { take(std::move(news)); });
      }))
{
}

OperatorDesk::~OperatorDesk()
{
    // All at once, so that their waits do not add up.
    m_pages->requestStop();
    m_reports->requestStop();
    m_watch->requestStop();
}

void OperatorDesk::poke()
{
    m_watch->poke();
}

void OperatorDesk::post(Lane lane, Job job)
{
    (lane == Lane::Pages ? m_pages : m_reports)->post(std::move(job));
}

void OperatorDesk::deliver(std::function<void()> answer)
{
    // Queued to this object: it is dropped if the desk is gone by then.
    QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
}

void OperatorDesk::take(ChainsNews news)
{
    const auto problemOf = [](const ChainsNews& of) { return of.problem ? of.problem->message : ""; };
    const bool differs = !m_told || news.chains != m_news.chains || problemOf(news) != problemOf(m_news);
    m_news = std::move(news);
    m_told = true;
    if (differs)
        Q_EMIT chainsChanged(m_news);
    Q_EMIT looked();
}

} // namespace chainpoints
