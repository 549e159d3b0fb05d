// Looks at the chains once a second: for those who listen to events, to know since when a tip stands still,
// and so that however many ask how things are, the database is asked once. It asks the database, so it also
// sees chains that other processes follow.
#pragma once

#include "core/http/apidoors.h"
#include "core/http/apimessages.h"
#include "core/http/tips.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

namespace chainpoints {

/// Safe from any thread but for start and stop, which belong to the one that made it.
class ChainWatch
{
public:
    /// The database does not answer once a look takes longer than `patience`.
    ChainWatch(ApiDoors doors, TipLimits limits, std::chrono::seconds patience = std::chrono::seconds(10));
    /// Stops.
    ~ChainWatch();

    void start();
    /// All streams end, and new ones end at once.
    void stop();

    /// As the last look found them, a second ago or so; waits for the first one. What was wrong with it
    /// otherwise, and Database once the database does not answer.
    [[nodiscard]] Result<std::vector<ChainView>> chains() const;

    /// What writes events to a sink until that has enough or the watch stops: first how each chain is, then
    /// what changes, and a comment now and then. Nothing: too many listen already.
    [[nodiscard]] std::optional<std::function<void(const ApiSink&)>> listen();

    /// Those that are open end; others may begin.
    void endStreams();

    /// Tips::hear.
    void hear(const std::string& chain, std::string problem);
    /// Tips::problems as of now.
    [[nodiscard]] std::vector<std::string> problems(std::span<const ChainView> chains) const;

private:
    struct Listener;
    void look(std::stop_token stop);
    [[nodiscard]] Result<std::vector<ChainView>> lookOnce(OperatorDoor& door);
    void tell(const std::vector<ChainView>& chains, const std::vector<IncidentView>& incidents);
    [[nodiscard]] std::vector<std::string> newsOfIncidents(const std::vector<IncidentView>& incidents);
    void speak(Listener& listener, const ApiSink& sink);

    const ApiDoors m_doors;
    const std::chrono::seconds m_patience;
    mutable std::mutex m_mutex; ///< guards all below but the thread
    mutable std::condition_variable_any m_changed;
    Tips m_tips;
    std::optional<Result<std::vector<ChainView>>> m_look; ///< what the last one found
    Tips::Clock::time_point m_lookedAt;
    int m_failures = 0;     ///< looks in a row
    bool m_hasSeen = false; ///< at least one look found the chains
    std::vector<ChainView> m_chains;
    std::optional<std::int64_t> m_newestIncident; ///< by id; nothing before the first look
    std::set<std::int64_t> m_openIncidents;       ///< that were seen and not resolved
    std::set<Listener*> m_listeners;
    bool m_stopped = false;
    std::jthread m_thread;
};

} // namespace chainpoints
