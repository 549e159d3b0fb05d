// One window for each configuration and person: a second start brings the first window to the front.
#pragma once

#include "app/processmark.h"

#include <QLocalServer>

#include <functional>

namespace chainpoints {

/// Main thread; needs an application object. Where the first window does not answer in time, or its sign
/// cannot be kept, nobody is held back: the chains' leases keep two windows apart anyway.
class DesktopInstance
{
public:
    static constexpr int kLongestWaitMs = 5000;

    /// `config` may be missing yet; `folder` is the person's own and is made if it has to be.
    DesktopInstance(const std::filesystem::path& config, const std::filesystem::path& folder);

    /// Whether another process has the window; it has been asked to show it, and said that it does.
    [[nodiscard]] bool isTaken() const { return m_taken; }
    /// Called in this thread when somebody starts the program once more.
    void onShow(std::function<void()> show) { m_show = std::move(show); }

private:
    void listen(const QString& name);
    [[nodiscard]] static bool ask(const QString& name);

    std::unique_ptr<HeldFile> m_held;
    QLocalServer m_server;
    std::function<void()> m_show = [] {};
    bool m_taken = false;
};

} // namespace chainpoints
