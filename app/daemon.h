// The engine without a window.
#pragma once

#include "core/config/config.h"
#include "core/engine/chainworker.h"

#include <functional>

namespace chainpoints {

struct DaemonRun
{
    RunMode mode = RunMode::Forever;
    /// Called in the main thread with each chain's news, at most a few times a second.
    std::function<void(const ChainProgress&)> progress;
};

/// Runs until it is done (Once) or told to stop. Needs a QCoreApplication. Returns the exit status; says on
/// stderr what went wrong.
[[nodiscard]] int runDaemon(const Config& config, const DaemonRun& run);

} // namespace chainpoints
