// Reads configurations beside the window's thread.
#pragma once

#include "core/base/log.h"
#include "core/base/result.h"
#include "core/config/config.h"

#include <QObject>
#include <QThread>

#include <filesystem>
#include <functional>
#include <optional>

namespace chainpoints {

/// One thread for all readings, since the keychain's library is bound to the thread that uses it first. Made
/// and destroyed in the main thread.
class ConfigLoader
{
public:
    using Then = std::function<void(const Result<Config>&)>;

    /// `context` outlives this; what is told is told in its thread. The log tells from `level` on on stderr.
    ConfigLoader(QObject& context, log::Level level);
    /// Does not wait for the keychain.
    ~ConfigLoader();
    ConfigLoader(const ConfigLoader&) = delete;
    ConfigLoader& operator=(const ConfigLoader&) = delete;

    /// Reads as loadConfig() and starts the log file in the configuration's data folder; then `then`.
    void load(std::optional<std::filesystem::path> named, Then then);

private:
    QObject& m_context;
    const log::Level m_level;
    QThread m_thread;
    QObject m_worker; ///< lives in m_thread
};

} // namespace chainpoints
