// Reads configurations beside the window's thread.
#pragma once

#include "core/base/log.h"
#include "core/base/result.h"
#include "core/config/config.h"
#include "core/settings/jobthread.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>

namespace chainpoints {

/// Made and destroyed in the main thread.
class ConfigLoader
{
public:
    using Then = std::function<void(const Result<Config>&)>;

    /// `context` outlives `thread`; what is told is told in its thread. The log tells from `level` on on
    /// stderr. `thread` is the only one that uses the keychain: its library is bound to the thread that uses
    /// it first.
    ConfigLoader(QObject& context, JobThread& thread, log::Level level)
        : m_context(context), m_thread(thread), m_level(level)
    {
    }
    /// Reads as loadConfig() and starts the log file in the configuration's data folder; then `then`.
    void load(std::optional<std::filesystem::path> named, Then then);

private:
    QObject& m_context;
    JobThread& m_thread;
    const log::Level m_level;
};

} // namespace chainpoints
