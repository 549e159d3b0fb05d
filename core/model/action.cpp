#include "core/model/action.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chainpoints {
namespace {

template <typename T, std::size_t Size>
using Words = std::array<std::pair<T, std::string_view>, Size>;

constexpr Words<ActionKind, 12> kKinds{{{ActionKind::Pause, "pause"},
                                        {ActionKind::Resume, "resume"},
                                        {ActionKind::Retry, "retry"},
                                        {ActionKind::Dismiss, "dismiss"},
                                        {ActionKind::Restore, "restore"},
                                        {ActionKind::CheckAgain, "check-again"},
                                        {ActionKind::Rollback, "rollback"},
                                        {ActionKind::Disable, "disable"},
                                        {ActionKind::Enable, "enable"},
                                        {ActionKind::Recalculate, "recalculate"},
                                        {ActionKind::ImportOpening, "import-opening"},
                                        {ActionKind::Cancel, "cancel"}}};
constexpr Words<ActionState, 5> kStates{{{ActionState::Waiting, "waiting"},
                                         {ActionState::Done, "done"},
                                         {ActionState::Failed, "failed"},
                                         {ActionState::Skipped, "skipped"},
                                         {ActionState::Cancelled, "cancelled"}}};

template <typename T, std::size_t Size>
std::string_view wordOf(const Words<T, Size>& words, T value)
{
    return std::ranges::find(words, value, &std::pair<T, std::string_view>::first)->second;
}

template <typename T, std::size_t Size>
std::optional<T> valueOf(const Words<T, Size>& words, std::string_view text)
{
    const auto found = std::ranges::find(words, text, &std::pair<T, std::string_view>::second);
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

} // namespace

std::string_view toText(ActionKind kind)
{
    return wordOf(kKinds, kind);
}

std::optional<ActionKind> actionKindFromText(std::string_view text)
{
    return valueOf(kKinds, text);
}

std::string_view toText(ActionState state)
{
    return wordOf(kStates, state);
}

std::optional<ActionState> actionStateFromText(std::string_view text)
{
    return valueOf(kStates, text);
}

} // namespace chainpoints
