// What the window has open: one configuration, its desk and its engine.
#pragma once

#include "app/enginehost.h"
#include "core/access/operatordesk.h"
#include "ui/mainwindow.h"

#include <QObject>

#include <functional>
#include <memory>

namespace chainpoints {

/// Made and destroyed in the window's thread.
class DesktopSession
{
public:
    /// Opens it in `window`, which outlives this.
    DesktopSession(const Config& config, MainWindow& window, const WindowInfo& info);
    /// Closes it there and stops everything, within 2 seconds unless the database server fell silent.
    ~DesktopSession();
    /// Closes it in the window and stops, without waiting; `stopped` is called when that is done, after which
    /// nothing is left to wait for.
    void stop(std::function<void()> stopped);
    DesktopSession(const DesktopSession&) = delete;
    DesktopSession& operator=(const DesktopSession&) = delete;

private:
    [[nodiscard]] EngineHost::Listeners listeners();
    void poke();
    void tellIfStopped();
    void show(const HostState& state);
    void ended(const Result<Engine::Outcome>& end);

    const Config m_config;
    MainWindow& m_window;
    QObject m_here;                  ///< for calls into this thread
    std::function<void()> m_stopped; ///< told once engine and desk have ended
    bool m_hasEnded = false;
    std::unique_ptr<OperatorDesk> m_desk;
    EngineHost m_host; ///< ends before what its news go to
};

} // namespace chainpoints
