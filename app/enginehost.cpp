#include "app/enginehost.h"

#include "app/composition.h"
#include "app/processmark.h"
#include "core/base/log.h"
#include "core/engine/leasekeeper.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr const char* kComponent = "engine";
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

EngineHost::EngineHost(Config config, RunMode mode, Listeners listeners, std::optional<Background> rank)
    : m_config(std::move(config)), m_mode(mode), m_listeners(std::move(listeners)), m_rank(rank)
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

Result<void> EngineHost::prepare(std::stop_token stop)
{
    for (int attempt = 0;; ++attempt) {
        auto prepared = prepareDatabase(m_config);
        const bool mayPass = !prepared && (prepared.error().code == ErrorCode::Database ||
                                           prepared.error().code == ErrorCode::Conflict);
        if (prepared || m_mode == RunMode::Once || !mayPass)
            return prepared;
        const auto wait = std::min<std::chrono::seconds>(1s * (1 << std::min(attempt, 5)), kLongestWait);
        if (auto waited = failed(prepared.error(), wait, stop); !waited)
            return waited;
    }
}

Result<Engine::Outcome> EngineHost::follow(std::stop_token stop)
{
    const ProcessMark mark(m_config.dataFolder);
    const auto leases = makeLeaseKeeper(m_config, mark);
    Engine engine(
        m_config,
        [&](const ChainConfig& chain) {
            return workerParts(
                m_config, chain, [this](const ChainProgress& progress) { tell(progress); }, *leases, m_rank,
                [this, &chain] {
                    if (m_listeners.beat)
                        m_listeners.beat(chain.name);
                });
        },
        m_mode);
    log::info(kComponent, "Follows " + std::to_string(m_config.chains.size()) + " chains into " +
                              shown(m_config.database));
    const std::stop_callback onStop(std::move(stop), [&engine] { engine.requestStop(); });
    m_listeners.state(HostRunning());
    engine.start();
    return engine.wait();
}

void EngineHost::tell(const ChainProgress& progress)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto allOthers = [this] {
            return m_others.size() == m_config.chains.size() &&
                   std::ranges::all_of(m_others, [](const auto& entry) { return entry.second.has_value(); });
        };
        const bool before = allOthers();
        auto& other = m_others[progress.chain];
        const bool changed = other != progress.owner;
        other = progress.owner;
        if (allOthers() && (changed || !before))
            m_listeners.state(HostWatching{*progress.owner});
        else if (before && !allOthers())
            m_listeners.state(HostRunning());
    }
    if (m_listeners.progress)
        m_listeners.progress(progress);
}

Result<void> EngineHost::failed(const Error& error, std::chrono::seconds nextAttempt, std::stop_token stop)
{
    log::error(kComponent, error.message + "; next attempt in " + std::to_string(nextAttempt.count()) + " s");
    m_listeners.state(HostFailed{error, nextAttempt});
    return waitFor(nextAttempt, std::move(stop));
}

} // namespace chainpoints
