#include "core/model/endpointhealth.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chainpoints {
namespace {

constexpr std::array kWords{std::pair(EndpointState::NotAsked, std::string_view("not_asked")),
                            std::pair(EndpointState::InUse, std::string_view("in_use")),
                            std::pair(EndpointState::SetAside, std::string_view("set_aside"))};
/// A failure in between, and a block or two on the way, are everyday life.
constexpr int kSoundScore = 70;
constexpr std::int64_t kHarmlessLag = 3;

} // namespace

std::string_view toText(EndpointState state)
{
    return std::find_if(kWords.begin(), kWords.end(), [&](const auto& word) { return word.first == state; })
        ->second;
}

std::optional<EndpointState> endpointStateFromText(std::string_view text)
{
    const auto found =
        std::find_if(kWords.begin(), kWords.end(), [&](const auto& word) { return word.second == text; });
    return found == kWords.end() ? std::nullopt : std::optional(found->first);
}

bool needsAttention(const EndpointHealth& endpoint)
{
    return endpoint.state == EndpointState::SetAside || endpoint.score < kSoundScore ||
           endpoint.behind.value_or(0) > kHarmlessLag || endpoint.lies > 0;
}

std::string sentenceOf(const EndpointHealth& endpoint)
{
    std::string sentence;
    const auto say = [&](const std::string& part) { sentence += (sentence.empty() ? "" : "; ") + part; };
    if (endpoint.state == EndpointState::SetAside)
        say("set aside" + (endpoint.until ? " until " + formatTime(*endpoint.until) : std::string()));
    if (endpoint.score < kSoundScore)
        say("score " + std::to_string(endpoint.score) + " of " + std::to_string(EndpointHealth::kFaultless));
    if (endpoint.behind.value_or(0) > kHarmlessLag)
        say(std::to_string(*endpoint.behind) + " blocks behind");
    if (endpoint.lies > 0)
        say("gave " + std::to_string(endpoint.lies) + " wrong answers");
    if (endpoint.errors > 0)
        say(std::to_string(endpoint.errors) + " of " + std::to_string(endpoint.calls) + " calls failed");
    if (const std::string& last = endpoint.why.empty() ? endpoint.lastError : endpoint.why; !last.empty())
        say(last);
    return sentence;
}

} // namespace chainpoints
