// The engine with all that comes before it, in a thread of its own: a dead database holds up nobody else.
#pragma once

#include "core/base/background.h"
#include "core/config/config.h"
#include "core/engine/engine.h"
#include "core/model/lease.h"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <variant>

namespace chainpoints {

/// The schema is being made or upgraded.
struct HostStarting
{
};
/// This process follows chains.
struct HostRunning
{
};
/// Others follow all of them; this process takes over what it can.
struct HostWatching
{
    LeaseHolder owner; ///< one of the others
};
struct HostFailed
{
    Error error;
    std::chrono::seconds nextAttempt; ///< from now
};
/// Where a host stands before its end.
using HostState = std::variant<HostStarting, HostRunning, HostWatching, HostFailed>;

class EngineHost
{
public:
    /// All are called in threads of the host and must be quick; none after the destructor.
    struct Listeners
    {
        ProgressListener progress; ///< in the workers' threads
        std::function<void(const HostState&)> state;
        /// Once, as the last: everything is stopped and the leases are given back. An error: it never came to
        /// the engine and no other attempt would help.
        std::function<void(const Result<Engine::Outcome>&)> ended;
        /// The worker of this chain moves, whether it has something to tell or not; in any of its
        /// threads; may be empty.
        std::function<void(const std::string& chain)> beat = {};
    };

    /// `rank`: of the threads that follow the chains; none: the usual one.
    EngineHost(Config config, RunMode mode, Listeners listeners, std::optional<Background> rank = {});
    /// Stops, and waits for it: a second at most.
    ~EngineHost() = default;
    EngineHost(const EngineHost&) = delete;
    EngineHost& operator=(const EngineHost&) = delete;

    /// Returns at once; likewise the next. Both from the thread that made this.
    void start();
    void requestStop() { m_thread.request_stop(); }

private:
    void run(std::stop_token stop);
    [[nodiscard]] Result<Engine::Outcome> live(std::stop_token stop);
    [[nodiscard]] Result<void> prepare(std::stop_token stop);
    [[nodiscard]] Result<Engine::Outcome> follow(std::stop_token stop);
    /// In the workers' threads.
    void tell(const ChainProgress& progress);
    /// Tells the failure and waits. Stopped if a stop came first.
    [[nodiscard]] Result<void> failed(const Error& error, std::chrono::seconds nextAttempt,
                                      std::stop_token stop);

    const Config m_config;
    const RunMode m_mode;
    const Listeners m_listeners;
    const std::optional<Background> m_rank;
    std::mutex m_mutex;
    std::map<std::string, std::optional<LeaseHolder>> m_others; ///< by chain; guarded by m_mutex
    std::jthread m_thread;                                      ///< the last member: ends before what it uses
};

} // namespace chainpoints
