#include "core/engine/engine.h"

namespace chainpoints {

Engine::Engine(const Config& config, const std::function<WorkerParts(const ChainConfig&)>& parts,
               RunMode mode)
{
    for (const ChainConfig& chain : config.chains)
        m_workers.push_back(
            {std::make_unique<ChainWorker>(chain, config.points, parts(chain), mode), nullptr, {}});
}

Engine::~Engine()
{
    requestStop();
    (void)wait();
}

void Engine::start()
{
    m_running = m_workers.size();
    for (Worker& worker : m_workers) {
        worker.thread.reset(QThread::create([this, &worker] {
            if (auto ended = worker.worker->run(m_stop.get_token()); !ended)
                worker.error = ended.error();
            if (--m_running == 0 && m_finished)
                m_finished();
        }));
        worker.thread->setObjectName(QStringLiteral("chain worker"));
        worker.thread->start();
    }
}

Engine::Outcome Engine::wait()
{
    Outcome outcome;
    for (Worker& worker : m_workers) {
        if (worker.thread)
            worker.thread->wait();
        if (worker.error)
            outcome.errors.push_back(*worker.error);
    }
    return outcome;
}

} // namespace chainpoints
