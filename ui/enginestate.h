// How the engine behind the window is doing, as the app tells it. Nothing here is a question: the window
// shows it and goes on.
#pragma once

#include "core/access/views.h"

#include <QString>

#include <optional>
#include <variant>

namespace chainpoints {

struct EngineStarting
{
    bool operator==(const EngineStarting&) const = default;
};

/// This process follows the chains.
struct EngineRunning
{
    bool operator==(const EngineRunning&) const = default;
};

/// Another process follows them; this window shows what it does, and its buttons still work.
struct EngineWatching
{
    ChainOwner owner;

    bool operator==(const EngineWatching&) const = default;
};

struct EngineFailed
{
    QString sentence;                    ///< what happened, and the remedy
    std::optional<UnixTime> nextAttempt; ///< none: not tried again by itself

    bool operator==(const EngineFailed&) const = default;
};

using EngineState = std::variant<EngineStarting, EngineRunning, EngineWatching, EngineFailed>;

} // namespace chainpoints
