// Looks at the chains once a second: for those who listen to events, and to know since when a tip stands
// still. It asks the database, so it also sees chains that other processes follow.
#pragma once

#include "core/access/accountdoor.h"
#include "core/access/operatordoor.h"
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

/// Doors for the calling thread.
using MakeDoor = std::function<std::unique_ptr<OperatorDoor>()>;
using MakeAccountDoor = std::function<std::unique_ptr<AccountDoor>()>;
struct ApiDoors
{
    MakeDoor toEngine;
    MakeAccountDoor toAccounts;
};

/// Safe from any thread but for start and stop, which belong to the one that made it.
class ChainWatch
{
public:
    ChainWatch(ApiDoors doors, std::chrono::seconds staleAfter);
    /// Stops.
    ~ChainWatch();

    void start();
    /// All streams end, and new ones end at once.
    void stop();

    /// What writes events to a sink until that has enough or the watch stops: first how each chain is, then
    /// what changes, and a comment now and then. Nothing: too many listen already.
    [[nodiscard]] std::optional<std::function<void(const ApiSink&)>> listen();

    /// Tips::hear.
    void hear(const std::string& chain, std::string problem);
    /// Tips::problems as of now.
    [[nodiscard]] std::vector<std::string> problems(std::span<const ChainView> chains) const;

private:
    struct Listener;
    void look(std::stop_token stop);
    void tell(const std::vector<ChainView>& chains, const std::vector<IncidentView>& incidents);
    [[nodiscard]] std::vector<std::string> newIncidents(const std::vector<IncidentView>& incidents);
    void speak(Listener& listener, const ApiSink& sink);

    const ApiDoors m_doors;
    mutable std::mutex m_mutex; ///< guards all below but the thread
    std::condition_variable_any m_changed;
    Tips m_tips;
    std::vector<ChainView> m_chains;
    std::optional<std::int64_t> m_newestIncident; ///< by id; nothing before the first look
    std::set<Listener*> m_listeners;
    bool m_stopped = false;
    std::jthread m_thread;
};

} // namespace chainpoints
