#include "core/access/operatordesk.h"

#include "core/base/background.h"

#include <QMetaObject>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenNews = 250ms;
constexpr auto kLookBySelf = 1s;
constexpr auto kBetweenChecks = 1s;
constexpr int kLanes = int(OperatorDesk::Lane::Reports) + 1;

/// What takes long holds up neither the window nor a short answer.
std::optional<Background> rankOf(OperatorDesk::Lane lane)
{
    const bool isLong = lane == OperatorDesk::Lane::Scans || lane == OperatorDesk::Lane::Reports;
    return isLong ? std::optional(Background::BehindWindow) : std::nullopt;
}

} // namespace

/// A thread with a door, which runs jobs in order.
class OperatorDesk::Thread
{
public:
    Thread(MakeDoor makeDoor, std::optional<Background> rank, std::function<void()> ended)
        : m_thread(
              [this, makeDoor = std::move(makeDoor), rank, ended = std::move(ended)](std::stop_token stop) {
                  if (rank)
                      becomeBackgroundThread(*rank);
                  run(makeDoor, stop);
                  ended();
              })
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

    Watch(MakeDoor makeDoor, Tell tell, std::function<void()> ended)
        : m_thread([this, makeDoor = std::move(makeDoor), tell = std::move(tell),
                    ended = std::move(ended)](std::stop_token stop) {
              run(makeDoor, tell, stop);
              ended();
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

OperatorDesk::OperatorDesk(MakeDoor makeDoor, QObject* parent, std::chrono::milliseconds patience)
    : QObject(parent), m_patience(patience), m_running(kLanes + 1)
{
    const auto ended = [this] { threadEnded(); };
    for (int lane = 0; lane < kLanes; ++lane)
        m_lanes.push_back(std::make_unique<Thread>(makeDoor, rankOf(Lane(lane)), ended));
    m_watch = std::make_unique<Watch>(
        makeDoor,
        [this](ChainsNews news) {
            deliver([this, news = std::move(news)]() mutable { take(std::move(news)); });
        },
        ended);
    m_sinceLook.start();
    connect(&m_silence, &QTimer::timeout, this, &OperatorDesk::checkSilence);
    m_silence.start(kBetweenChecks);
}

OperatorDesk::~OperatorDesk()
{
    requestStop();
}

/// Of all at once, so that their waits do not add up.
void OperatorDesk::requestStop()
{
    for (const auto& lane : m_lanes)
        lane->requestStop();
    m_watch->requestStop();
}

void OperatorDesk::stop(std::function<void()> ended)
{
    m_ended = std::move(ended);
    m_silence.stop();
    requestStop();
}

void OperatorDesk::threadEnded()
{
    if (--m_running == 0)
        deliver([this] {
            if (m_ended)
                std::exchange(m_ended, {})();
        });
}

void OperatorDesk::poke()
{
    m_watch->poke();
}

void OperatorDesk::post(Lane lane, Job job)
{
    m_lanes[std::size_t(lane)]->post(std::move(job));
}

void OperatorDesk::deliver(std::function<void()> answer)
{
    // Queued to this object: it is dropped if the desk is gone by then.
    QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
}

void OperatorDesk::checkSilence()
{
    if (m_news.problem || !m_sinceLook.hasExpired(m_patience.count()))
        return;
    ChainsNews silent = m_news;
    silent.problem = Error{ErrorCode::Database, "the database has not answered for over " +
                                                    std::to_string(m_patience.count() / 1000) +
                                                    " seconds; look at its server and the way there"};
    take(std::move(silent));
}

void OperatorDesk::take(ChainsNews news)
{
    m_sinceLook.start();
    const auto problemOf = [](const ChainsNews& of) { return of.problem ? of.problem->message : ""; };
    const bool differs = !m_told || news.chains != m_news.chains || problemOf(news) != problemOf(m_news);
    m_news = std::move(news);
    m_told = true;
    if (differs)
        Q_EMIT chainsChanged(m_news);
    Q_EMIT looked();
}

} // namespace chainpoints
