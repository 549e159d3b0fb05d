// How an endpoint of a chain is doing, as the chain's owner says.
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace chainpoints {

enum class EndpointState {
    NotAsked, ///< not since the process started
    InUse,
    SetAside, ///< not asked for a while, since it failed
};

/// The word that is stored: "not_asked", "in_use", "set_aside".
[[nodiscard]] std::string_view toText(EndpointState state);
[[nodiscard]] std::optional<EndpointState> endpointStateFromText(std::string_view text);

/// Counts begin with the process.
struct EndpointHealth
{
    static constexpr int kFaultless = 100;

    std::string address; ///< without anything that may be a key
    EndpointState state = EndpointState::NotAsked;
    std::string why;                       ///< it is set aside: a sentence
    std::optional<UnixTime> until;         ///< it is set aside
    int score = kFaultless;                ///< share of the last calls without a fault, in percent
    std::optional<std::int64_t> latencyMs; ///< moving average; none before the first answer
    std::int64_t calls = 0;
    std::int64_t errors = 0;                          ///< no connection, time-outs, refusals, limits
    std::map<std::string, std::int64_t> errorsByKind; ///< "timed_out" and so on; only those that there were
    std::int64_t lags = 0;                            ///< times it did not have a block
    std::optional<std::int64_t> behind; ///< blocks behind the best known head when it last told its own
    std::int64_t lies = 0;              ///< answers that cannot be right, or left out logs
    std::string lastError;              ///< a sentence; empty where there was none

    bool operator==(const EndpointHealth&) const = default;
};

/// Something that an operator should know: it is set aside, behind, has lied, or often fails.
[[nodiscard]] bool needsAttention(const EndpointHealth& endpoint);
/// "set aside until ...; score 40; 5 of 120 calls failed; ..." in this order, only what is wrong.
[[nodiscard]] std::string sentenceOf(const EndpointHealth& endpoint);

} // namespace chainpoints
