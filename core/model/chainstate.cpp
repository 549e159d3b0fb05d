#include "core/model/chainstate.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chainpoints {
namespace {

constexpr std::array<std::pair<ChainState, std::string_view>, 6> kWords{{
    {ChainState::Starting, "starting"},
    {ChainState::Backfilling, "backfilling"},
    {ChainState::Live, "live"},
    {ChainState::Paused, "paused"},
    {ChainState::Unreachable, "unreachable"},
    {ChainState::FinalityViolated, "finality_violated"},
}};

} // namespace

std::string_view toText(ChainState state)
{
    return std::ranges::find(kWords, state, &std::pair<ChainState, std::string_view>::first)->second;
}

std::optional<ChainState> chainStateFromText(std::string_view text)
{
    const auto found = std::ranges::find(kWords, text, &std::pair<ChainState, std::string_view>::second);
    return found == kWords.end() ? std::nullopt : std::optional(found->first);
}

} // namespace chainpoints
