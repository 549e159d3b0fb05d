// How a chain is doing, as its owner says.
#pragma once

#include "core/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace chainpoints {

enum class ChainState { Starting, Backfilling, Live, Paused, Unreachable, FinalityViolated };

/// The word of SPEC 11: "starting", "backfilling", "live", "paused", "unreachable", "finality_violated".
[[nodiscard]] std::string_view toText(ChainState state);
[[nodiscard]] std::optional<ChainState> chainStateFromText(std::string_view text);

/// Something that an operator should look at; cleared when its cause is gone.
struct Alert
{
    std::string code;
    std::string sentence;
    UnixTime since;

    bool operator==(const Alert&) const = default;
};

} // namespace chainpoints
