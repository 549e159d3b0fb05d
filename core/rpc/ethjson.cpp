#include "core/rpc/ethjson.h"

#include "core/rpc/jsonfields.h"

#include <algorithm>

namespace chainpoints {
namespace {

namespace dom = simdjson::dom;
// Heights and times are calculated with, and no sum of them may overflow.
constexpr std::int64_t kHighestBlock = 9'007'199'254'740'991; // 2^53-1, like the highest "start_block"
constexpr std::int64_t kLatestTime = 253'402'300'799;         // the end of the year 9999

using json::fixed;
using json::quantity;
using json::wrong;

std::string nameOf(const RawLog& log)
{
    return "log " + std::to_string(log.logIndex) + " of block " + std::to_string(log.height.value());
}

bool sameContent(const RawLog& a, const RawLog& b)
{
    return a.address == b.address && a.topics == b.topics && a.data == b.data && a.blockHash == b.blockHash &&
           a.txHash == b.txHash;
}

/// Orders, drops exact duplicates and refuses contradictions.
Result<void> settle(std::vector<RawLog>& logs)
{
    const auto key = [](const RawLog& log) { return std::pair(log.height, log.logIndex); };
    const auto before = [&](const RawLog& a, const RawLog& b) { return key(a) < key(b); };
    if (!std::is_sorted(logs.begin(), logs.end(), before))
        std::stable_sort(logs.begin(), logs.end(), before);
    for (std::size_t i = 1; i < logs.size(); ++i) {
        const RawLog& last = logs[i - 1];
        if (last.height == logs[i].height && last.blockHash != logs[i].blockHash)
            return wrong("logs of two different blocks " + std::to_string(last.height.value()));
        if (key(last) == key(logs[i]) && !sameContent(last, logs[i]))
            return wrong("two different logs as " + nameOf(last));
    }
    const auto same = [&](const RawLog& a, const RawLog& b) { return key(a) == key(b); };
    logs.erase(std::unique(logs.begin(), logs.end(), same), logs.end());
    return {};
}

} // namespace

const Hash& transferTopic()
{
    static const Hash topic =
        *Hash::parse("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    return topic;
}

bool isNull(const dom::element& value)
{
    return value.is_null();
}

Result<std::int64_t> decodeQuantity(const dom::element& value)
{
    std::string_view digits;
    if (value.get(digits) != simdjson::SUCCESS)
        return wrong("something that is no quantity");
    const auto number = parseHexQuantity(digits);
    if (!number)
        return wrong(excerpt(digits) + ", which is no quantity from 0 to 2^63-1");
    return number;
}

Result<std::vector<std::uint8_t>> decodeBytes(const dom::element& value)
{
    std::string_view digits;
    if (value.get(digits) != simdjson::SUCCESS)
        return wrong("something that is no hexadecimal text");
    return json::bytes(digits);
}

Result<BlockHeader> decodeHeader(const dom::element& value)
{
    dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return wrong("a block that is no object");
    const auto height = quantity(object, "number");
    if (!height)
        return height.error();
    const auto hash = fixed<Hash>(object, "hash");
    if (!hash)
        return hash.error();
    const auto parentHash = fixed<Hash>(object, "parentHash");
    if (!parentHash)
        return parentHash.error();
    const auto time = quantity(object, "timestamp");
    if (!time)
        return time.error();
    if (*height > kHighestBlock)
        return wrong("the block " + std::to_string(*height) + ", a height that no chain can have");
    if (*time > kLatestTime)
        return wrong("a block with the time " + std::to_string(*time) + ", after the year 9999");
    return BlockHeader{BlockHeight(*height), *hash, *parentHash, UnixTime(*time)};
}

Result<HeaderSeals> decodeSeals(const dom::element& value)
{
    dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return wrong("a block that is no object");
    const auto logsBloom = fixed<LogsBloom>(object, "logsBloom");
    if (!logsBloom)
        return logsBloom.error();
    const auto receiptsRoot = fixed<Hash>(object, "receiptsRoot");
    if (!receiptsRoot)
        return receiptsRoot.error();
    return HeaderSeals{*logsBloom, *receiptsRoot};
}

Result<DecodedLogs> decodeLogs(const dom::element& value, const Address& contract, BlockRange range)
{
    dom::array array;
    if (value.get(array) != simdjson::SUCCESS)
        return wrong("logs that are no array");
    DecodedLogs decoded;
    decoded.logs.reserve(array.size());
    for (const dom::element entry : array) {
        dom::object object;
        if (entry.get(object) != simdjson::SUCCESS)
            return wrong("a log that is no object");
        bool removed = false;
        if (object["removed"].get(removed) == simdjson::SUCCESS && removed) {
            ++decoded.removed;
            continue;
        }
        auto log = json::rawLog(object);
        if (!log)
            return log.error();
        if (log->address != contract)
            return wrong(nameOf(*log) + ", which is of the contract " + log->address.hex());
        if (!log->topics.empty() && log->topics.front() != transferTopic())
            return wrong(nameOf(*log) + ", which is no Transfer");
        if (log->height < range.first || log->height > range.last)
            return wrong(nameOf(*log) + " for the blocks " + std::to_string(range.first.value()) + " to " +
                         std::to_string(range.last.value()));
        decoded.logs.push_back(std::move(*log));
    }
    const auto settled = settle(decoded.logs);
    if (!settled)
        return settled.error();
    return decoded;
}

} // namespace chainpoints
