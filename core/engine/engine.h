// All chains at once: one worker, one thread each, independent of each other.
#pragma once

#include "core/engine/chainworker.h"

#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace chainpoints {

/// Made and destroyed in one thread. Destroying it stops everything and waits for it.
class Engine
{
public:
    /// How a run of the engine ended.
    struct Outcome
    {
        std::vector<Error> errors; ///< one for each chain that ended with one
    };

    /// `parts` makes what one chain's worker needs; called once for each chain, in this thread.
    Engine(const Config& config, const std::function<WorkerParts(const ChainConfig&)>& parts, RunMode mode);
    ~Engine();

    void start();
    /// Asks all workers to stop; returns at once.
    void requestStop() { m_stop.request_stop(); }
    /// Called in a worker's thread when the last worker has ended; set before start().
    void onFinished(std::function<void()> finished) { m_finished = std::move(finished); }
    /// Waits for all workers.
    [[nodiscard]] Outcome wait();

private:
    struct Worker
    {
        std::unique_ptr<ChainWorker> worker;
        std::unique_ptr<QThread> thread;
        std::optional<Error> error;
    };

    std::stop_source m_stop;
    std::function<void()> m_finished;
    std::atomic<std::size_t> m_running = 0;
    std::vector<Worker> m_workers; ///< fixed in number after construction
};

} // namespace chainpoints
