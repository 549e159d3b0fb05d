#include "tests/support/fakechain.h"

#include "core/base/hex.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <sstream>

namespace chainpoints {
namespace {

using nlohmann::json;

constexpr std::int64_t kFirstBlockTime = 1'700'000'000;
constexpr std::int64_t kBlockSeconds = 12;

std::string hexNumber(std::int64_t value)
{
    std::ostringstream text;
    text << "0x" << std::hex << value;
    return text.str();
}

std::int64_t number(const json& value)
{
    return static_cast<std::int64_t>(std::stoull(value.get<std::string>(), nullptr, 16));
}

/// 32 bytes that tell `kind`, `salt` and `height` apart.
std::string madeUpHash(char kind, int salt, std::int64_t height)
{
    std::ostringstream text;
    text << "0x" << std::hex << std::setfill('0') << std::setw(2) << int{kind} << std::setw(30) << salt
         << std::setw(32) << height;
    return text.str();
}

std::string word(const std::string& digits)
{
    return "0x" + std::string(64 - digits.size(), '0') + digits;
}

} // namespace

FakeAnswer FakeAnswer::of(std::string json)
{
    FakeAnswer answer;
    answer.result = std::move(json);
    return answer;
}

FakeAnswer FakeAnswer::error(std::int64_t code, std::string message, std::string data)
{
    return FakeAnswer{"null", true, code, std::move(message), std::move(data)};
}

std::int64_t FakeChain::blockTime(std::int64_t height)
{
    return kFirstBlockTime + kBlockSeconds * height;
}

std::string FakeChain::blockHash(std::int64_t height) const
{
    return madeUpHash('b', height >= forkHeight ? forkSalt : 0, height);
}

FakeAnswer FakeChain::block(const json& which) const
{
    const std::string tag = which.get<std::string>();
    std::int64_t height = head;
    if (tag == "safe")
        height = head - 32;
    else if (tag == "finalized")
        height = head - 64;
    else if (tag != "latest")
        height = number(which);
    if (height < 0 || height > head)
        return FakeAnswer::null();
    const Receipt receipt = receiptOf(height);
    LogsBloom bloom;
    for (const ReceiptLog& log : receipt.logs)
        addLog(bloom, log.address, log.topics);
    const json header = {{"number", hexNumber(height)},
                         {"hash", blockHash(height)},
                         {"parentHash", height == 0 ? word("0") : blockHash(height - 1)},
                         {"timestamp", hexNumber(blockTime(height))},
                         {"logsBloom", toHex(bloom.bytes)},
                         {"receiptsRoot", receiptsRoot({&receipt, 1}).hex()},
                         {"transactions", json::array()}};
    return FakeAnswer::of(header.dump());
}

FakeAnswer FakeChain::getLogs(const json& filter) const
{
    const std::int64_t from = number(filter.at("fromBlock"));
    const std::int64_t to = number(filter.at("toBlock"));
    if (to > head)
        return FakeAnswer::error(-32602, "block range extends beyond current head block");
    if (to - from + 1 > rangeLimit)
        return rangeError;
    json result = json::array();
    for (const FakeLog& log : logs)
        if (!log.hidden && (ignoreRange || (log.height >= from && log.height <= to)))
            result.push_back(logJson(log));
    return FakeAnswer::of(result.dump());
}

std::vector<std::string> FakeChain::topicsOf(const FakeLog& log) const
{
    if (!log.topics.empty() || log.withoutTopics)
        return log.topics;
    return {"0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", word("a1"), word("b2")};
}

json FakeChain::logJson(const FakeLog& log) const
{
    return {{"address", log.address.empty() ? kFakeContract : log.address},
            {"topics", topicsOf(log)},
            {"data", log.data},
            {"blockNumber", hexNumber(log.height)},
            {"blockHash", log.blockHash.empty() ? blockHash(log.height) : log.blockHash},
            {"transactionHash", log.txHash.empty() ? madeUpHash('t', 0, log.height) : log.txHash},
            {"transactionIndex", "0x0"},
            {"logIndex", hexNumber(log.logIndex)},
            {"removed", log.removed}};
}

Receipt FakeChain::receiptOf(std::int64_t height) const
{
    Receipt receipt;
    for (const FakeLog& log : logs) {
        if (log.height != height || log.removed)
            continue;
        ReceiptLog entry;
        if (const auto address = Address::parse(log.address.empty() ? kFakeContract : log.address))
            entry.address = *address;
        for (const std::string& topic : topicsOf(log))
            if (const auto hash = Hash::parse(topic))
                entry.topics.push_back(*hash);
        entry.data.resize(log.data.size() / 2 - 1);
        (void)fromHex(log.data, entry.data);
        receipt.logs.push_back(std::move(entry));
    }
    return receipt;
}

FakeAnswer FakeChain::receipts(const json& which) const
{
    const std::int64_t height = number(which);
    if (height > head)
        return FakeAnswer::null();
    json list = json::array();
    for (const FakeLog& log : logs)
        if (log.height == height && !log.removed)
            list.push_back(logJson(log));
    const json receipt = {{"type", "0x0"},
                          {"status", "0x1"},
                          {"cumulativeGasUsed", "0x0"},
                          {"blockHash", blockHash(height)},
                          {"transactionIndex", "0x0"},
                          {"logs", std::move(list)}};
    return FakeAnswer::of(json::array({receipt}).dump());
}

FakeAnswer FakeChain::ethCall(const json& params) const
{
    const json& call = params.at(0);
    const std::string data = call.contains("data") ? call.at("data") : call.at("input");
    const auto found = callResults.find(data.substr(0, 10));
    if (found == callResults.end())
        return FakeAnswer::error(3, "execution reverted");
    return FakeAnswer::of("\"" + found->second + "\"");
}

FakeAnswer FakeChain::answer(const std::string& method, const json& params) const
{
    if (method == "eth_chainId")
        return FakeAnswer::of("\"" + hexNumber(chainId) + "\"");
    if (method == "eth_blockNumber")
        return FakeAnswer::of("\"" + hexNumber(head) + "\"");
    if (method == "eth_getBlockByNumber")
        return block(params.at(0));
    if (method == "eth_getBlockReceipts")
        return receipts(params.at(0));
    if (method == "eth_getLogs")
        return getLogs(params.at(0));
    if (method == "eth_call")
        return ethCall(params);
    return FakeAnswer::error(-32601, "the method " + method + " does not exist");
}

} // namespace chainpoints
