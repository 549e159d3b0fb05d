#include "app/daemon.h"

#include "app/composition.h"
#include "app/exitstatus.h"
#include "app/stopsignals.h"
#include "core/base/log.h"
#include "core/engine/engine.h"
#include "core/http/apiserver.h"
#include "core/http/apitoken.h"
#include "core/storage/chainstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QLockFile>
#include <QTimer>

#include <algorithm>
#include <optional>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr const char* kComponent = "daemon";
constexpr auto kLongestWait = 30s;

/// One run of the daemon, driven by the main thread's event loop.
class Daemon
{
public:
    Daemon(const Config& config, const DaemonRun& run)
        : m_config(config), m_run(run),
          m_lock(QString::fromStdString(config.database.path.string()) + QStringLiteral(".lock"))
    {
    }

    int exec()
    {
        const StopSignals signals([this] { stop(); });
        QTimer::singleShot(0, &m_context, [this] { begin(); });
        return QCoreApplication::exec();
    }

private:
    void begin()
    {
        if (auto owned = own(); !owned)
            return quit(owned.error());
        if (m_run.mode == RunMode::Forever)
            if (auto serving = serve(); !serving)
                return quit(serving.error());
        prepare();
    }

    /// One process follows the chains of one database; a lock whose owner has died is taken over.
    Result<void> own()
    {
        m_lock.setStaleLockTime(0);
        if (m_lock.tryLock(0))
            return {};
        const std::string file = m_config.database.path.string();
        if (m_lock.error() != QLockFile::LockFailedError)
            return Error{ErrorCode::Database,
                         "database " + file +
                             ": its folder cannot be written; look at the path and at its permissions"};
        qint64 pid = 0;
        QString host;
        QString program;
        m_lock.getLockInfo(&pid, &host, &program);
        // In a container the number of a killed process comes again: a lock of our own number is no other's.
        if (pid == QCoreApplication::applicationPid() && QFile::remove(m_lock.fileName()) &&
            m_lock.tryLock(0))
            return {};
        return Error{ErrorCode::Database,
                     "process " + std::to_string(pid) + " on " + host.toStdString() +
                         " follows the chains of database " + file +
                         " already; stop it first. If it is gone for good, free room on the disk or remove " +
                         m_lock.fileName().toStdString()};
    }

    Result<void> serve()
    {
        if (!m_config.api.enabled)
            return {};
        auto token = apiToken(m_config);
        if (!token)
            return token.error();
        m_api =
            std::make_unique<ApiServer>(m_config.api, *token, [this] { return makeDoor(m_config, "api"); });
        return m_api->start();
    }

    void prepare()
    {
        auto prepared = prepareDatabase(m_config);
        if (prepared)
            return follow();
        const bool mayPass = prepared.error().code == ErrorCode::Database;
        if (m_run.mode == RunMode::Once || !mayPass)
            return quit(prepared.error());
        const auto wait =
            std::min<std::chrono::milliseconds>(1s * (1 << std::min(m_attempts++, 5)), kLongestWait);
        log::error(kComponent, prepared.error().message + "; next attempt in " +
                                   std::to_string(wait.count() / 1000) + " s");
        QTimer::singleShot(wait, &m_context, [this] { prepare(); });
    }

    void follow()
    {
        const ProgressListener listener = [this](const ChainProgress& progress) {
            if (m_run.progress)
                QMetaObject::invokeMethod(&m_context, [this, progress] { m_run.progress(progress); });
        };
        m_engine = std::make_unique<Engine>(
            m_config, [&](const ChainConfig& chain) { return workerParts(m_config, chain, listener); },
            m_run.mode);
        m_engine->onFinished([this] { QMetaObject::invokeMethod(&m_context, [this] { finish(); }); });
        log::info(kComponent, "Follows " + std::to_string(m_config.chains.size()) + " chains into " +
                                  m_config.database.path.string());
        m_engine->start();
    }

    void stop()
    {
        log::info(kComponent, "Stops");
        m_stopped = true;
        if (m_engine)
            m_engine->requestStop();
        else
            QCoreApplication::exit(kDone);
    }

    void finish()
    {
        const Engine::Outcome outcome = m_engine->wait();
        int status = kDone;
        for (const Error& error : outcome.errors) {
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

    /// What a run that reached its end still has to report: open failures.
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
        for (const ChainRecord& chain : *chains) {
            auto open = store.openFailures(chain.id);
            if (!open)
                return kUnreachable;
            failures += *open;
        }
        if (failures > 0)
            log::warning(kComponent,
                         std::to_string(failures) +
                             " users could not be settled; \"chainpoints export failures\" lists them");
        return failures > 0 ? kFoundWrong : kDone;
    }

    void quit(const Error& error)
    {
        log::error(kComponent, error.message);
        QCoreApplication::exit(exitStatusOf(error.code));
    }

    const Config& m_config;
    const DaemonRun& m_run;
    QObject m_context;
    QLockFile m_lock;
    int m_attempts = 0;
    bool m_stopped = false;
    std::unique_ptr<ApiServer> m_api;
    std::unique_ptr<Engine> m_engine;
};

} // namespace

int runDaemon(const Config& config, const DaemonRun& run)
{
    return Daemon(config, run).exec();
}

} // namespace chainpoints
