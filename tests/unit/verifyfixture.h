// Nodes whose Transfer logs, headers and supply do not go together.
#pragma once

#include "tests/unit/rpcfixture.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace chainpoints {

inline constexpr const char* kZero = "0x0000000000000000000000000000000000000000000000000000000000000000";
inline constexpr const char* kHolder = "0x00000000000000000000000000000000000000000000000000000000000000a1";
inline constexpr const char* kTransfer = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

inline FakeLog mintAt(std::int64_t height)
{
    return {.height = height, .topics = {kTransfer, kZero, kHolder}};
}

inline FakeLog hidden(FakeLog log)
{
    log.hidden = true;
    return log;
}

/// totalSupply() is the number of `mints` up to the block.
inline void tellSupply(FakeNode& node, std::vector<std::int64_t> mints)
{
    node.on("eth_call", [mints = std::move(mints)](const nlohmann::json& params) {
        const auto at = std::stoll(params.at(1).get<std::string>(), nullptr, 16);
        const auto supply = std::count_if(mints.begin(), mints.end(), [&](auto h) { return h <= at; });
        std::string digits = std::to_string(supply);
        return FakeAnswer::of("\"0x" + std::string(64 - digits.size(), '0') + digits + "\"");
    });
}

inline HttpNode verifying(const std::shared_ptr<EndpointPool>& pool, Verify level)
{
    return HttpNode(pool, settingsOf(kPatience, level), {});
}

inline std::vector<BlockHeader> blocksOf(HttpNode& node, BlockRange range)
{
    auto headers = node.headers(heightsTo(range.count(), range.first.value()));
    return headers ? *headers : std::vector<BlockHeader>();
}

} // namespace chainpoints
