// What operators ask for: a request, its parts, and what came of each (SPEC 7).
#pragma once

#include "core/model/rate.h"
#include "core/model/types.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints {

/// operator_action.id
using ActionId = Id<struct ActionIdTag>;

enum class ActionKind {
    Pause,
    Resume,
    Retry,
    Dismiss,       ///< sets failures aside that an operator has seen
    Restore,       ///< lists them again
    CheckAgain,    ///< whether a halted chain's nodes have its processed blocks again
    Rollback,      ///< takes a chain back to ActionDetails::block
    Disable,       ///< a user gains nothing from ActionDetails::from on
    Enable,        ///< a user gains again
    Recalculate,   ///< other rates and exclusions, also for settled time
    ImportOpening, ///< balances from before the first block
    Cancel,        ///< what still waits of ActionDetails::action is not done any more
};
/// The command's word: "pause", "check-again", "import-opening"
[[nodiscard]] std::string_view toText(ActionKind kind);
[[nodiscard]] std::optional<ActionKind> actionKindFromText(std::string_view text);

/// What an action says besides its kind and its parts; each kind has its own.
struct ActionDetails
{
    std::optional<BlockHeight> block{}; ///< Rollback: what becomes the last processed block
    std::optional<ActionId> action{};   ///< Cancel: whose parts
    std::string user{};                 ///< Disable, Enable: address in lower-case hex
    UnixTime from{};                    ///< Disable, Enable: when the change takes effect
    bool recalculate = false;           ///< Disable, Enable: also in settled time
    std::string reason{};               ///< why, in the operator's words
    std::vector<RateChange> rates{};    ///< Recalculate: the whole schedule
    std::map<std::string, std::vector<Address>> exclude{}; ///< Recalculate: by chain's name

    bool operator==(const ActionDetails&) const = default;
};

/// Of one part of an action: a failure to retry, or the chain that is paused or resumed.
enum class ActionState {
    Waiting, ///< for the process that owns the chain
    Done,
    Failed,    ///< it was tried and the cause is still there
    Skipped,   ///< there was nothing to do any more
    Cancelled, ///< an operator took the request back before it was done
};
/// "waiting", "done", "failed", "skipped", "cancelled"
[[nodiscard]] std::string_view toText(ActionState state);
[[nodiscard]] std::optional<ActionState> actionStateFromText(std::string_view text);

} // namespace chainpoints
