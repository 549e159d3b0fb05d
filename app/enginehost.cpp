#include "app/enginehost.h"

#include "app/composition.h"
#include "core/base/log.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr const char* kComponent = "engine";
constexpr auto kTakeOverInterval = 2s;
constexpr auto kLongestWait = 30s;

Error stoppedEarly()
{
    return {ErrorCode::Stopped, "stopped before the engine ran"};
}

Result<void> waitFor(std::chrono::seconds time, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, time, [] { return false; });
    if (stop.stop_requested())
        return stoppedEarly();
    return {};
}

} // namespace

EngineHost::EngineHost(Config config, RunMode mode, Patience patience, Listeners listeners)
    : m_config(std::move(config)), m_mode(mode), m_patience(patience), m_listeners(std::move(listeners))
{
}

void EngineHost::start()
{
    m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void EngineHost::run(std::stop_token stop)
{
    auto outcome = live(std::move(stop));
    if (!outcome && outcome.error().code == ErrorCode::Stopped)
        outcome = Engine::Outcome();
    m_listeners.ended(outcome);
}

Result<Engine::Outcome> EngineHost::live(std::stop_token stop)
{
    DatabaseLock lock(m_config.database.path);
    if (auto owned = own(lock, stop); !owned)
        return owned.error();
    m_listeners.state(HostStarting());
    if (stop.stop_requested())
        return stoppedEarly();
    if (auto prepared = prepare(stop); !prepared)
        return prepared.error();
    // A run that follows for ever goes on without the cache, and says so; what runs once is asked to be
    // complete.
    if (m_mode == RunMode::Once)
        if (auto reached = requireCache(m_config, stop); !reached)
            return reached.error();
    return follow(std::move(stop));
}

Result<void> EngineHost::own(DatabaseLock& lock, std::stop_token stop)
{
    std::optional<DatabaseLock::Owner> told;
    for (;;) {
        auto taken = lock.take();
        if (taken && !*taken)
            return {};
        if (m_patience == Patience::End)
            return taken ? lock.ownedBy(**taken) : taken.error();
        if (!taken) {
            told.reset();
            if (auto waited = failed(taken.error(), kTakeOverInterval, stop); !waited)
                return waited;
            continue;
        }
        if (told != *taken) {
            told = *taken;
            log::info(kComponent, "Process " + std::to_string(told->pid) + " on " + told->host +
                                      " follows the chains; takes over when that ends");
            m_listeners.state(HostWatching{*told});
        }
        if (auto waited = waitFor(kTakeOverInterval, stop); !waited)
            return waited;
    }
}

Result<void> EngineHost::prepare(std::stop_token stop)
{
    for (int attempt = 0;; ++attempt) {
        auto prepared = prepareDatabase(m_config);
        const bool mayPass = !prepared && prepared.error().code == ErrorCode::Database;
        if (prepared || m_mode == RunMode::Once || !mayPass)
            return prepared;
        const auto wait = std::min<std::chrono::seconds>(1s * (1 << std::min(attempt, 5)), kLongestWait);
        if (auto waited = failed(prepared.error(), wait, stop); !waited)
            return waited;
    }
}

Result<Engine::Outcome> EngineHost::follow(std::stop_token stop)
{
    Engine engine(
        m_config,
        [this](const ChainConfig& chain) { return workerParts(m_config, chain, m_listeners.progress); },
        m_mode);
    log::info(kComponent, "Follows " + std::to_string(m_config.chains.size()) + " chains into " +
                              shown(m_config.database));
    const std::stop_callback onStop(std::move(stop), [&engine] { engine.requestStop(); });
    engine.start();
    m_listeners.state(HostRunning());
    return engine.wait();
}

Result<void> EngineHost::failed(const Error& error, std::chrono::seconds nextAttempt, std::stop_token stop)
{
    log::error(kComponent, error.message + "; next attempt in " + std::to_string(nextAttempt.count()) + " s");
    m_listeners.state(HostFailed{error, nextAttempt});
    return waitFor(nextAttempt, std::move(stop));
}

} // namespace chainpoints
