// A made-up chain and what its node answers to JSON-RPC calls; the inside of FakeNode.
#pragma once

#include "core/proof/receipt.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace chainpoints {

inline constexpr const char* kFakeContract = "0x00000000000000000000000000000000000c0de1";
inline constexpr std::int64_t kFakeChainId = 11155111;

/// The answer to one JSON-RPC call.
struct FakeAnswer
{
    std::string result = "null"; ///< JSON text; unused with an error
    bool failed = false;
    std::int64_t code = 0;
    std::string message;
    std::string data; ///< left out where empty

    [[nodiscard]] static FakeAnswer of(std::string json);
    [[nodiscard]] static FakeAnswer null() { return {}; }
    [[nodiscard]] static FakeAnswer error(std::int64_t code, std::string message, std::string data = {});
};

/// A log as the node tells it. Everything is text, so that it can be wrong.
struct FakeLog
{
    std::int64_t height = 0;
    std::int64_t logIndex = 0;
    std::string address = {};             ///< empty: kFakeContract
    std::vector<std::string> topics = {}; ///< empty: the Transfer topic and two addresses
    std::string data = "0x0000000000000000000000000000000000000000000000000000000000000001";
    std::string blockHash = {}; ///< empty: that of the node's block
    std::string txHash = {};    ///< empty: made from the height
    bool removed = false;
    bool hidden = false; ///< in the block, but left out of what eth_getLogs answers
    bool withoutTopics = false;
};

/// Blocks 0 to `head`, twelve seconds apart. Plain data; FakeNode guards it.
struct FakeChain
{
    std::int64_t chainId = kFakeChainId;
    std::int64_t head = 1000;
    std::int64_t forkHeight = 0; ///< blocks from here on have hashes of the fork `forkSalt`
    int forkSalt = 0;
    std::vector<FakeLog> logs;
    std::map<std::string, std::string> callResults; ///< of eth_call, by selector; it reverts for others
    std::int64_t rangeLimit = INT64_MAX;            ///< eth_getLogs of more blocks fails with rangeError
    FakeAnswer rangeError;
    bool ignoreRange = false; ///< eth_getLogs returns all logs

    [[nodiscard]] static std::int64_t blockTime(std::int64_t height);
    [[nodiscard]] std::string blockHash(std::int64_t height) const;
    /// Knows eth_getBlockReceipts (of one transaction a block), eth_chainId, eth_blockNumber,
    /// eth_getBlockByNumber, eth_getLogs and eth_call.
    [[nodiscard]] FakeAnswer answer(const std::string& method, const nlohmann::json& params) const;

private:
    [[nodiscard]] FakeAnswer block(const nlohmann::json& which) const;
    [[nodiscard]] std::vector<std::string> topicsOf(const FakeLog& log) const;
    [[nodiscard]] nlohmann::json logJson(const FakeLog& log) const;
    [[nodiscard]] Receipt receiptOf(std::int64_t height) const;
    [[nodiscard]] FakeAnswer receipts(const nlohmann::json& which) const;
    [[nodiscard]] FakeAnswer getLogs(const nlohmann::json& filter) const;
    [[nodiscard]] FakeAnswer ethCall(const nlohmann::json& params) const;
};

} // namespace chainpoints
