// Tries one endpoint of a chain as the engine would use it, for a person who waits for the outcome.
#pragma once

#include "core/config/config.h"
#include "core/model/probe.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace chainpoints {

struct NodeToProbe
{
    std::string url; ///< secrets resolved; told to nobody but its server
    EvmChainId chainId;
    Address contract;
    BlockHeight startBlock;
    std::int64_t maxRange = 10000; ///< blocks
    std::chrono::milliseconds timeout{10000};
};

/// The endpoints of a chain in their order.
[[nodiscard]] std::vector<NodeToProbe> nodesToProbe(const ChainConfig& chain);

inline constexpr std::chrono::milliseconds kLongestProbe{10'000};

/// Blocks for at most `most`, which then is the failure of the step that was under way, and returns within
/// 100 ms of a stop, which is none. Resolve to Head are needed by what follows them; the first of these that
/// fails is the last that is told. A head of another age than the network's fails, but is followed by the
/// rest. Changes nothing and shares nothing with the engine. Needs no event loop in its thread.
void probeNode(const NodeToProbe& node, const ProbeListener& found, std::stop_token stop,
               std::chrono::milliseconds most = kLongestProbe);

} // namespace chainpoints
