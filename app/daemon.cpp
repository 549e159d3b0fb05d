#include "app/daemon.h"

#include "app/composition.h"
#include "app/enginehost.h"
#include "app/enginepulse.h"
#include "app/exitstatus.h"
#include "app/lastresort.h"
#include "app/servicemanager.h"
#include "app/stopsignals.h"
#include "core/base/log.h"
#include "core/http/apidoors.h"
#include "core/http/apiserver.h"
#include "core/http/apitoken.h"
#include "core/meter/meter.h"
#include "core/model/doubt.h"
#include "core/storage/chainstore.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <optional>

namespace chainpoints {
namespace {

constexpr const char* kComponent = "daemon";

/// What clients may know: where the database is is not for them.
std::string problemOf(const ChainProgress& progress)
{
    return progress.isCutOff ? "this process cannot read or write the database; its log tells why"
                             : progress.lastError;
}

/// One run of the daemon, driven by the main thread's event loop.
class Daemon
{
public:
    Daemon(const Config& config, const DaemonRun& run)
        : m_config(config), m_run(run),
          m_host(config, run.mode,
                 {[this](const ChainProgress& progress) { inMainThread([=, this] { show(progress); }); },
                  [this](const HostState& state) {
                      // Waited for: a daemon that cannot serve shall not touch the database.
                      if (std::holds_alternative<HostStarting>(state))
                          inMainThread([this] { serve(); }, Qt::BlockingQueuedConnection);
                  },
                  [this](const Result<Engine::Outcome>& end) { inMainThread([=, this] { finish(end); }); },
                  [this](const std::string& chain) { m_pulse.heardOf(chain, EnginePulse::Clock::now()); }})
    {
    }

    int exec()
    {
        const StopSignals signals([this] { stop(); });
        if (const auto silence = watchdogTime()) {
            QObject::connect(&m_watchdog, &QTimer::timeout, &m_context, [this, silence = *silence] {
                if (m_pulse.beats(silence / 2, EnginePulse::Clock::now()))
                    tellServiceManager("WATCHDOG=1");
            });
            m_watchdog.start(*silence / 4);
        }
        m_host.start();
        return QCoreApplication::exec();
    }

private:
    template <typename Call>
    void inMainThread(Call call, Qt::ConnectionType type = Qt::QueuedConnection)
    {
        QMetaObject::invokeMethod(&m_context, std::move(call), type);
    }

    void show(const ChainProgress& progress)
    {
        m_pulse.heardOf(progress.chain, EnginePulse::Clock::now());
        if (m_api)
            m_api->hear(progress.chain, progress.state == ChainState::Unreachable && !progress.owner
                                            ? problemOf(progress)
                                            : std::string());
        if (m_run.progress)
            m_run.progress(progress);
    }

    void serve()
    {
        startApi();
        if (!m_problem)
            tellServiceManager("READY=1");
    }

    void startApi()
    {
        if (!m_config.api.enabled || m_run.mode == RunMode::Once)
            return;
        auto token = apiToken(m_config);
        if (!token)
            return cannotServe(token.error());
        TipLimits limits;
        for (const ChainConfig& chain : m_config.chains)
            limits.between[chain.name] = std::chrono::ceil<std::chrono::seconds>(chain.pollInterval);
        meter::settlesEach(std::chrono::seconds(m_config.points.intervalSeconds));
        m_api = std::make_unique<ApiServer>(m_config.api, *token, apiDoors(doorParts(m_config, "api")),
                                            std::move(limits));
        if (auto started = m_api->start(); !started)
            cannotServe(started.error());
    }

    void cannotServe(const Error& error)
    {
        m_problem = error;
        m_host.requestStop();
    }

    void stop()
    {
        log::info(kComponent, "Stops");
        tellServiceManager("STOPPING=1");
        m_stopped = true;
        if (!m_lastResort)
            m_lastResort.emplace();
        m_host.requestStop();
    }

    void finish(const Result<Engine::Outcome>& end)
    {
        std::vector<Error> errors;
        if (m_problem)
            errors.push_back(*m_problem);
        if (!end)
            errors.push_back(end.error());
        else
            errors.insert(errors.end(), end->errors.begin(), end->errors.end());
        int status = kDone;
        for (const Error& error : errors) {
            log::error(kComponent, error.message);
            status = std::max<int>(status, exitStatusOf(error.code));
        }
        if (m_api)
            m_api->stop();
        if (status == kDone && m_run.mode == RunMode::Once) {
            if (m_stopped)
                log::warning(kComponent, "Stopped before everything was followed and settled");
            status = m_stopped ? kFoundWrong : leftBehind();
        }
        QCoreApplication::exit(status);
    }

    /// What a run that reached its end still has to report: open failures, logs in doubt.
    int leftBehind()
    {
        auto connection = openReader(m_config);
        if (!connection)
            return kUnreachable;
        ChainStore store(**connection);
        auto chains = store.all();
        if (!chains)
            return kUnreachable;
        std::int64_t failures = 0;
        bool doubtful = false;
        for (const ChainRecord& chain : *chains) {
            // Their sentences are in the log already.
            auto status = store.status(chain.id);
            if (!status)
                return kUnreachable;
            doubtful =
                doubtful || std::any_of(status->alerts.begin(), status->alerts.end(),
                                        [](const Alert& alert) { return alert.code == kLogsDoubtful; });
            auto open = store.openFailures(chain.id);
            if (!open)
                return kUnreachable;
            failures += *open;
        }
        if (failures > 0)
            log::warning(kComponent,
                         std::to_string(failures) +
                             " users could not be settled; \"chainpoints export failures\" lists them");
        return failures > 0 || doubtful ? kFoundWrong : kDone;
    }

    const Config& m_config;
    const DaemonRun& m_run;
    QObject m_context;
    QTimer m_watchdog;
    EnginePulse m_pulse;
    bool m_stopped = false;
    std::optional<Error> m_problem; ///< that of the API
    std::unique_ptr<ApiServer> m_api;
    std::optional<LastResort> m_lastResort; ///< once a stop began
    EngineHost m_host;                      ///< ends before what its news go to
};

} // namespace

int runDaemon(const Config& config, const DaemonRun& run)
{
    return Daemon(config, run).exec();
}

} // namespace chainpoints
