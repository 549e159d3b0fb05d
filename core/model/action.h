// What operators ask for: a request, its parts, and what came of each (SPEC 7).
#pragma once

#include "core/base/strongtype.h"

#include <optional>
#include <string_view>

namespace chainpoints {

/// operator_action.id
using ActionId = Id<struct ActionIdTag>;

enum class ActionKind { Pause, Resume, Retry };
/// "pause", "resume", "retry"
[[nodiscard]] std::string_view toText(ActionKind kind);
[[nodiscard]] std::optional<ActionKind> actionKindFromText(std::string_view text);

/// Of one part of an action: a failure to retry, or the chain that is paused or resumed.
enum class ActionState {
    Waiting, ///< for the process that owns the chain
    Done,
    Failed,  ///< it was tried and the cause is still there
    Skipped, ///< there was nothing to do any more
};
/// "waiting", "done", "failed", "skipped"
[[nodiscard]] std::string_view toText(ActionState state);
[[nodiscard]] std::optional<ActionState> actionStateFromText(std::string_view text);

} // namespace chainpoints
