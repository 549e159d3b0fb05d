#include "core/rpc/httpnode.h"

#include "core/base/hex.h"
#include "core/rpc/abitext.h"
#include "core/rpc/ethjson.h"

#include <algorithm>
#include <iterator>

namespace chainpoints {
namespace {

constexpr std::chrono::milliseconds kRestAfterMissingBlock{500};
constexpr std::string_view kName = "0x06fdde03";
constexpr std::string_view kSymbol = "0x95d89b41";
constexpr std::string_view kDecimals = "0x313ce567";

std::string_view toText(BlockTag tag)
{
    switch (tag) {
    case BlockTag::Safe:
        return "safe";
    case BlockTag::Finalized:
        return "finalized";
    case BlockTag::Latest:
        break;
    }
    return "latest";
}

Fault malformed(const Error& error)
{
    return Fault{FaultKind::Malformed, error.message};
}

RpcCall blockCall(std::string_view which)
{
    return {"eth_getBlockByNumber", "[\"" + std::string(which) + "\",false]"};
}

bool mayBeBatchRefusal(FaultKind kind)
{
    return kind == FaultKind::Refused || kind == FaultKind::RangeTooWide || kind == FaultKind::TooDense;
}

} // namespace

HttpNode::HttpNode(std::shared_ptr<EndpointPool> pool, EvmChainId chainId, const Address& contract,
                   std::chrono::milliseconds timeout, std::stop_token stop)
    : m_pool(std::move(pool)), m_contract(contract), m_stop(std::move(stop)),
      m_client(m_pool, chainId, timeout, m_stop)
{
}

CallPlan HttpNode::plan(std::optional<BlockHeight> needed, CallPlan::RangeErrors rangeErrors) const
{
    return CallPlan(*m_pool, needed, rangeErrors, m_stop);
}

template <typename T, typename Once>
Result<T> HttpNode::ask(CallPlan& plan, Once once)
{
    for (;;) {
        const auto endpoint = plan.next();
        if (!endpoint)
            return endpoint.error();
        auto unfit = m_client.verify(*endpoint);
        Try<T> answer = unfit ? Try<T>(std::move(*unfit)) : once(*endpoint);
        if (T* value = std::get_if<T>(&answer)) {
            m_pool->succeeded(*endpoint);
            return std::move(*value);
        }
        if (const auto end = plan.failed(*endpoint, std::get<Fault>(std::move(answer))))
            return *end;
    }
}

Result<BlockHeader> HttpNode::block(BlockTag tag)
{
    if (tag == BlockTag::Latest)
        m_client.exploreHeads();
    CallPlan calls = plan(std::nullopt, CallPlan::RangeErrors::TryElsewhere);
    return ask<BlockHeader>(calls, [&](std::size_t endpoint) { return blockFrom(endpoint, tag); });
}

Try<BlockHeader> HttpNode::blockFrom(std::size_t endpoint, BlockTag tag)
{
    const RpcCall call = blockCall(toText(tag));
    const auto answer = m_client.send(endpoint, {&call, 1});
    if (const auto* fault = std::get_if<Fault>(&answer))
        return *fault;
    const auto& result = std::get<RpcReply>(answer).result(0);
    if (isNull(result))
        return Fault{FaultKind::Behind, "has no " + std::string(toText(tag)) + " block"};
    const auto header = decodeHeader(result);
    if (!header)
        return malformed(header.error());
    if (tag == BlockTag::Latest)
        m_pool->setHead(endpoint, header->height);
    return *header;
}

Result<std::vector<BlockHeader>> HttpNode::headers(std::span<const BlockHeight> heights)
{
    std::vector<BlockHeader> result;
    result.reserve(heights.size());
    while (result.size() < heights.size()) {
        const auto rest = heights.subspan(result.size());
        const auto part = rest.first(std::min(rest.size(), EndpointPool::kFullBatch));
        CallPlan calls =
            plan(*std::max_element(part.begin(), part.end()), CallPlan::RangeErrors::TryElsewhere);
        const auto headers = ask<std::vector<BlockHeader>>(
            calls, [&](std::size_t endpoint) { return headersFrom(endpoint, part); });
        if (!headers)
            return headers.error();
        result.insert(result.end(), headers->begin(), headers->end());
    }
    return result;
}

Try<std::vector<BlockHeader>> HttpNode::headersFrom(std::size_t endpoint,
                                                    std::span<const BlockHeight> heights)
{
    std::vector<BlockHeader> result;
    while (result.size() < heights.size()) {
        const auto rest = heights.subspan(result.size());
        const auto batch = rest.first(std::min(rest.size(), m_pool->batchLimit(endpoint)));
        std::vector<RpcCall> calls;
        for (const BlockHeight height : batch)
            calls.push_back(blockCall(toHexQuantity(height.value())));
        const auto answer = m_client.send(endpoint, calls);
        if (const auto* fault = std::get_if<Fault>(&answer)) {
            if (batch.size() == 1 || !mayBeBatchRefusal(fault->kind))
                return *fault;
            m_pool->refusedBatch(endpoint, batch.size());
            continue;
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto& element = std::get<RpcReply>(answer).result(i);
            const std::string number = std::to_string(batch[i].value());
            if (isNull(element)) {
                Fault fault{FaultKind::Behind, "does not have the block " + number};
                if (m_pool->head(endpoint) >= batch[i]) {
                    fault.message += " that it had announced";
                    fault.retryAfter = kRestAfterMissingBlock;
                    m_pool->setHead(endpoint, std::nullopt);
                }
                return fault;
            }
            const auto header = decodeHeader(element);
            if (!header)
                return malformed(header.error());
            if (header->height != batch[i])
                return Fault{FaultKind::Malformed, "answered the block " +
                                                       std::to_string(header->height.value()) +
                                                       " when asked for " + number};
            result.push_back(*header);
        }
    }
    return result;
}

Result<std::vector<RawLog>> HttpNode::transferLogs(BlockRange range)
{
    const bool divisible = range.count() > 1;
    CallPlan calls =
        plan(range.last, divisible ? CallPlan::RangeErrors::EndTheCall : CallPlan::RangeErrors::TryElsewhere);
    const bool someAreCapped = excludeCapped(calls, range.count());
    auto logs =
        ask<std::vector<RawLog>>(calls, [&](std::size_t endpoint) { return logsFrom(endpoint, range); });
    if (logs || logs.error().code == ErrorCode::Stopped || !divisible)
        return logs;
    // Fewer blocks can be had from those that were not asked.
    if (someAreCapped)
        return Error{ErrorCode::RangeLimit, logs.error().message};
    if (logs.error().code != ErrorCode::Unreachable)
        return logs;
    // An endpoint that is silent on a range but quick with its head finds the range too heavy. Asking the
    // same again would fail for ever.
    for (const std::size_t endpoint : calls.timedOut()) {
        const auto head = m_client.askHead(endpoint);
        if (std::holds_alternative<BlockHeight>(head))
            return Error{ErrorCode::RangeLimit,
                         m_pool->name(endpoint) + " answers, but not this range in time"};
        if (std::get<Fault>(head).kind == FaultKind::Stopped)
            return Error{ErrorCode::Stopped, "stopped while a node was asked"};
    }
    return logs;
}

bool HttpNode::excludeCapped(CallPlan& calls, std::int64_t blocks) const
{
    bool any = false;
    for (std::size_t endpoint = 0; endpoint < m_pool->size(); ++endpoint)
        if (const auto cap = m_pool->rangeCap(endpoint); cap && *cap < blocks) {
            calls.exclude(endpoint, Fault{FaultKind::RangeTooWide,
                                          "takes at most " + std::to_string(*cap) + " blocks at once"});
            any = true;
        }
    return any;
}

std::optional<Fault> HttpNode::ensureHead(std::size_t endpoint, BlockHeight needed)
{
    if (m_pool->head(endpoint) >= needed)
        return std::nullopt;
    const auto head = m_client.askHead(endpoint);
    if (const auto* fault = std::get_if<Fault>(&head))
        return *fault;
    const BlockHeight reported = std::get<BlockHeight>(head);
    if (reported >= needed)
        return std::nullopt;
    return Fault{FaultKind::Behind, "is at the block " + std::to_string(reported.value()) + ", before " +
                                        std::to_string(needed.value())};
}

Try<std::vector<RawLog>> HttpNode::logsFrom(std::size_t endpoint, BlockRange range)
{
    if (auto fault = ensureHead(endpoint, range.last))
        return std::move(*fault);
    const RpcCall call{"eth_getLogs", R"([{"fromBlock":")" + toHexQuantity(range.first.value()) +
                                          R"(","toBlock":")" + toHexQuantity(range.last.value()) +
                                          R"(","address":")" + m_contract.hex() + R"(","topics":[")" +
                                          transferTopic().hex() + R"("]}])"};
    auto answer = m_client.send(endpoint, {&call, 1});
    if (auto* fault = std::get_if<Fault>(&answer)) {
        // Nobody knows all wordings: what is unknown may be about the range as long as there is a range.
        if (fault->kind == FaultKind::Refused && range.count() > 1)
            fault->kind = FaultKind::RangeTooWide;
        if (fault->maxBlocks && *fault->maxBlocks < range.count())
            m_pool->limitRange(endpoint, *fault->maxBlocks);
        if (fault->kind == FaultKind::Behind) {
            m_pool->setHead(endpoint, std::nullopt);
            fault->retryAfter = kRestAfterMissingBlock;
        }
        return std::move(*fault);
    }
    auto decoded = decodeLogs(std::get<RpcReply>(answer).result(0), m_contract, range);
    if (!decoded)
        return malformed(decoded.error());
    if (decoded->removed > 0)
        m_pool->lied(endpoint, "answered " + std::to_string(decoded->removed) + " removed logs");
    return std::move(decoded->logs);
}

Result<std::vector<RawLog>> HttpNode::transferLogsOf(std::span<const BlockHeader> blocks)
{
    std::vector<RawLog> result;
    std::size_t most = blocks.size();
    while (!blocks.empty()) {
        const auto part = blocks.first(std::min(blocks.size(), most));
        const bool divisible = part.size() > 1;
        CallPlan calls = plan(part.back().height, divisible ? CallPlan::RangeErrors::EndTheCall
                                                            : CallPlan::RangeErrors::TryElsewhere);
        auto logs = ask<std::vector<RawLog>>(
            calls, [&](std::size_t endpoint) { return linkedLogsFrom(endpoint, part); });
        if (!logs && logs.error().code == ErrorCode::RangeLimit && divisible) {
            most = part.size() / 2;
            continue;
        }
        if (!logs)
            return logs;
        std::move(logs->begin(), logs->end(), std::back_inserter(result));
        blocks = blocks.subspan(part.size());
    }
    return result;
}

Try<std::vector<RawLog>> HttpNode::linkedLogsFrom(std::size_t endpoint, std::span<const BlockHeader> blocks)
{
    const BlockHeader& first = blocks.front();
    const BlockHeader& last = blocks.back();
    auto logs = logsFrom(endpoint, {first.height, last.height});
    if (std::holds_alternative<Fault>(logs))
        return logs;
    // The hash of the last block stands for all before it: the endpoint that gave the logs is on the same
    // fork.
    auto headers = headersFrom(endpoint, std::span(&last.height, 1));
    if (auto* fault = std::get_if<Fault>(&headers))
        return std::move(*fault);
    if (std::get<std::vector<BlockHeader>>(headers).front().hash != last.hash)
        return Fault{FaultKind::Behind,
                     "is on another fork at the block " + std::to_string(last.height.value())};
    for (const RawLog& log : std::get<std::vector<RawLog>>(logs)) {
        const auto& block = blocks[static_cast<std::size_t>(log.height - first.height)];
        if (log.blockHash != block.hash)
            return Fault{FaultKind::Behind,
                         "is on another fork at the block " + std::to_string(log.height.value())};
    }
    return logs;
}

Result<std::vector<std::uint8_t>> HttpNode::callContract(std::string_view selector)
{
    const RpcCall call{"eth_call", R"([{"to":")" + m_contract.hex() + R"(","data":")" +
                                       std::string(selector) + R"("},"latest"])"};
    using Bytes = std::vector<std::uint8_t>;
    CallPlan calls = plan(std::nullopt, CallPlan::RangeErrors::TryElsewhere);
    return ask<Bytes>(calls, [&](std::size_t endpoint) -> Try<Bytes> {
        const auto answer = m_client.send(endpoint, {&call, 1});
        if (const auto* fault = std::get_if<Fault>(&answer)) {
            if (fault->kind == FaultKind::Reverted)
                return Bytes();
            return *fault;
        }
        auto bytes = decodeBytes(std::get<RpcReply>(answer).result(0));
        if (!bytes)
            return malformed(bytes.error());
        return std::move(*bytes);
    });
}

Result<TokenInfo> HttpNode::tokenInfo()
{
    const auto name = callContract(kName);
    if (!name)
        return name.error();
    const auto symbol = callContract(kSymbol);
    if (!symbol)
        return symbol.error();
    const auto decimals = callContract(kDecimals);
    if (!decimals)
        return decimals.error();
    const auto places = abiUint8(*decimals);
    if (!places)
        return Error{ErrorCode::Protocol,
                     "the contract " + m_contract.hex() +
                         " tells no decimals from 0 to 255; check \"contract\", or set \"decimals\" of "
                         "the chain in the configuration"};
    return TokenInfo{abiText(*name), abiText(*symbol), *places};
}

std::shared_ptr<EndpointPool> makeEndpointPool(const ChainConfig& chain)
{
    std::vector<std::string> urls;
    for (const SecretText& url : chain.rpc)
        urls.push_back(url.resolved);
    return std::make_shared<EndpointPool>(urls);
}

ChainNodeFactory makeHttpNodeFactory(const ChainConfig& chain, std::shared_ptr<EndpointPool> pool)
{
    return [pool = std::move(pool), chainId = chain.evmChainId, contract = chain.contract,
            timeout = chain.timeout](std::stop_token stop) -> std::unique_ptr<ChainNode> {
        return std::make_unique<HttpNode>(pool, chainId, contract, timeout, std::move(stop));
    };
}

} // namespace chainpoints
