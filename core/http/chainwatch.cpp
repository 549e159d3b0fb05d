#include "core/http/chainwatch.h"

#include "core/base/log.h"
#include "core/http/chainnews.h"

#include <deque>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr auto kInterval = 1s;
constexpr auto kSilence = 10s;              // then a comment, by which a listener who has gone is noticed
constexpr std::size_t kMostIncidents = 100; // in one interval, and of those that may be resolved
constexpr std::size_t kMostListeners = 32;
constexpr std::size_t kMostWaiting = 1000; // events for one listener who is slow

} // namespace

struct ChainWatch::Listener
{
    explicit Listener(ChainWatch& owner) : watch(owner) {}
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener()
    {
        const std::lock_guard lock(watch.m_mutex);
        watch.m_listeners.erase(this);
    }

    ChainWatch& watch;
    std::deque<std::string> events; ///< guarded by the watch's mutex
    bool isOver = false;            ///< likewise
};

ChainWatch::ChainWatch(ApiDoors doors, TipLimits limits, std::chrono::seconds patience)
    : m_doors(std::move(doors)), m_patience(patience), m_tips(std::move(limits))
{
}

ChainWatch::~ChainWatch()
{
    stop();
}

void ChainWatch::start()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = false;
    }
    m_thread = std::jthread([this](std::stop_token stop) { look(std::move(stop)); });
}

void ChainWatch::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
}

void ChainWatch::look(std::stop_token stop)
{
    const auto door = m_doors.toEngine();
    while (!stop.stop_requested()) {
        auto look = lookOnce(*door);
        std::unique_lock lock(m_mutex);
        m_failures = look ? 0 : m_failures + 1;
        m_hasSeen = m_hasSeen || look;
        // The first look may come before the engine has made the database.
        if (m_failures == (m_hasSeen ? 1 : 2))
            log::warning("http", look.error().message);
        m_look = std::move(look);
        m_lookedAt = Tips::Clock::now();
        m_changed.notify_all();
        m_changed.wait_for(lock, stop, kInterval, [] { return false; });
    }
}

Result<std::vector<ChainView>> ChainWatch::lookOnce(OperatorDoor& door)
{
    auto chains = door.chains();
    if (!chains)
        return chains;
    // Through a connection of its own: one that is open would not notice that no other can be opened.
    auto incidents = m_doors.toAccounts()->incidents({{}, kMostIncidents, {}});
    if (!incidents)
        return incidents.error();
    tell(*chains, incidents->incidents);
    return chains;
}

Result<std::vector<ChainView>> ChainWatch::chains() const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, m_patience, [this] { return m_look || m_stopped; });
    if (!m_look || Tips::Clock::now() - m_lookedAt > kInterval + m_patience)
        return Error{ErrorCode::Database, "the database does not answer"};
    return *m_look;
}

std::vector<std::string> ChainWatch::newsOfIncidents(const std::vector<IncidentView>& incidents)
{
    std::vector<std::string> news;
    for (auto it = incidents.rbegin(); it != incidents.rend(); ++it) {
        const bool isNew = m_newestIncident && it->id > *m_newestIncident;
        const bool isOver = it->resolvedAt && m_openIncidents.erase(it->id) > 0;
        if (isNew || isOver)
            news.push_back(newsOf(*it));
        if (!it->resolvedAt)
            m_openIncidents.insert(it->id);
    }
    m_newestIncident = incidents.empty() ? 0 : incidents.front().id;
    return news;
}

void ChainWatch::tell(const std::vector<ChainView>& chains, const std::vector<IncidentView>& incidents)
{
    const std::lock_guard lock(m_mutex);
    m_tips.observe(chains, Tips::Clock::now());
    auto news = newsBetween(m_chains, chains);
    for (std::string& incident : newsOfIncidents(incidents))
        news.push_back(std::move(incident));
    m_chains = chains;
    if (news.empty())
        return;
    for (Listener* listener : m_listeners) {
        listener->events.insert(listener->events.end(), news.begin(), news.end());
        // Whoever cannot keep up begins anew, with how things are then.
        listener->isOver = listener->isOver || listener->events.size() > kMostWaiting;
    }
    m_changed.notify_all();
}

std::optional<std::function<void(const ApiSink&)>> ChainWatch::listen()
{
    const auto listener = std::make_shared<Listener>(*this);
    const std::lock_guard lock(m_mutex);
    if (m_listeners.size() >= kMostListeners)
        return std::nullopt;
    m_listeners.insert(listener.get());
    const auto all = newsBetween({}, m_chains);
    listener->events.assign(all.begin(), all.end());
    return [this, listener](const ApiSink& sink) { speak(*listener, sink); };
}

void ChainWatch::speak(Listener& listener, const ApiSink& sink)
{
    // At once, so that the listener knows that he is heard.
    if (!sink(": events of the chains\n\n"))
        return;
    for (;;) {
        std::string piece;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, kSilence,
                               [&] { return m_stopped || listener.isOver || !listener.events.empty(); });
            if (m_stopped || listener.isOver)
                return;
            for (const std::string& event : listener.events)
                piece += event;
            listener.events.clear();
        }
        if (!sink(piece.empty() ? ": nothing new\n\n" : piece))
            return;
    }
}

void ChainWatch::endStreams()
{
    const std::lock_guard lock(m_mutex);
    for (Listener* listener : m_listeners)
        listener->isOver = true;
    m_changed.notify_all();
}

void ChainWatch::hear(const std::string& chain, std::string problem)
{
    const std::lock_guard lock(m_mutex);
    m_tips.hear(chain, std::move(problem));
}

std::vector<std::string> ChainWatch::problems(std::span<const ChainView> chains) const
{
    const std::lock_guard lock(m_mutex);
    return m_tips.problems(chains, Tips::Clock::now());
}

} // namespace chainpoints
