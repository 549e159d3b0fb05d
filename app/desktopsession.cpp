#include "app/desktopsession.h"

#include "app/composition.h"
#include "core/base/log.h"

#include <QCoreApplication>

namespace chainpoints {
namespace {

QString sentenceOf(const Error& error)
{
    return QString::fromStdString(log::redacted(error.message));
}

struct ForWindow
{
    EngineState operator()(const HostStarting&) const { return EngineStarting(); }
    EngineState operator()(const HostRunning&) const { return EngineRunning(); }
    EngineState operator()(const HostWatching& watching) const
    {
        return EngineWatching{{watching.owner.host, watching.owner.pid}};
    }
    EngineState operator()(const HostFailed& failed) const
    {
        return EngineFailed{sentenceOf(failed.error), wallClock() + failed.nextAttempt.count()};
    }
};

} // namespace

DesktopSession::DesktopSession(const Config& config, MainWindow& window, const WindowInfo& info)
    : m_config(config), m_window(window), m_desk(std::make_unique<OperatorDesk>([this](std::stop_token stop) {
          return makeDoor(m_config, "window", std::move(stop));
      })),
      m_host(m_config, RunMode::Forever, listeners(), Background::BehindWindow)
{
    m_window.open(*m_desk, info);
    m_window.setEngineState(EngineStarting());
    m_host.start();
}

DesktopSession::~DesktopSession()
{
    // Desk and engine take their time to end side by side.
    m_host.requestStop();
    m_window.closeDesk();
    m_desk.reset();
}

void DesktopSession::stop(std::function<void()> stopped)
{
    m_host.requestStop();
    m_window.closeDesk();
    m_stopped = std::move(stopped);
    m_desk->stop([this] {
        // Later: it is the desk that calls.
        QMetaObject::invokeMethod(
            &m_here,
            [this] {
                m_desk.reset();
                tellIfStopped();
            },
            Qt::QueuedConnection);
    });
}

/// Later, since it may be the end of this.
void DesktopSession::tellIfStopped()
{
    if (m_stopped && m_hasEnded && !m_desk)
        QMetaObject::invokeMethod(QCoreApplication::instance(), m_stopped, Qt::QueuedConnection);
}

EngineHost::Listeners DesktopSession::listeners()
{
    // The desk is poked in this thread, since it goes before the engine does.
    return {[this](const ChainProgress&) { QMetaObject::invokeMethod(&m_here, [this] { poke(); }); },
            [this](const HostState& state) {
                QMetaObject::invokeMethod(&m_here, [this, state] { show(state); });
            },
            [this](const Result<Engine::Outcome>& end) {
                QMetaObject::invokeMethod(&m_here, [this, end] { ended(end); });
            }};
}

void DesktopSession::show(const HostState& state)
{
    if (m_stopped)
        return;
    m_window.setEngineState(std::visit(ForWindow(), state));
    poke();
}

void DesktopSession::poke()
{
    if (m_desk)
        m_desk->poke();
}

/// Without a stop, which destroys this first, the end is a failure that no attempt mends.
void DesktopSession::ended(const Result<Engine::Outcome>& end)
{
    m_hasEnded = true;
    if (m_stopped)
        return tellIfStopped();
    const std::vector<Error> errors = end ? end->errors : std::vector<Error>{end.error()};
    for (const Error& error : errors) {
        log::error("engine", error.message);
        m_window.setEngineState(EngineFailed{sentenceOf(error), std::nullopt});
    }
}

} // namespace chainpoints
