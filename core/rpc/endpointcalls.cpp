#include "core/rpc/endpointcalls.h"

#include "core/base/hex.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::chrono::milliseconds kRestAfterMissingBlock{500};
// Those of a page of a full verification, with room; some 300 bytes each.
constexpr std::size_t kSealsKept = 20'000;

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

Fault onAnotherFork(BlockHeight height)
{
    return Fault{FaultKind::Behind, "is on another fork at the block " + std::to_string(height.value())};
}

} // namespace

EndpointCalls::EndpointCalls(std::shared_ptr<EndpointPool> pool, EvmChainId chainId, const Address& contract,
                             std::chrono::milliseconds timeout, bool seals, std::stop_token stop)
    : m_pool(std::move(pool)), m_contract(contract), m_keepSeals(seals),
      m_client(m_pool, chainId, timeout, std::move(stop))
{
}

template <typename Take>
std::optional<Fault> EndpointCalls::inBatches(std::size_t endpoint, std::span<const RpcCall> calls, Take take)
{
    std::size_t done = 0;
    while (done < calls.size()) {
        const auto rest = calls.subspan(done);
        const auto batch = rest.first(std::min(rest.size(), m_pool->batchLimit(endpoint)));
        auto answer = m_client.send(endpoint, batch);
        if (auto* fault = std::get_if<Fault>(&answer)) {
            if (batch.size() == 1 || !mayBeBatchRefusal(fault->kind))
                return std::move(*fault);
            m_pool->refusedBatch(endpoint, batch.size());
            continue;
        }
        for (std::size_t i = 0; i < batch.size(); ++i)
            if (auto fault = take(done + i, std::get<RpcReply>(answer).result(i)))
                return fault;
        done += batch.size();
    }
    return std::nullopt;
}

Try<BlockHeader> EndpointCalls::block(std::size_t endpoint, BlockTag tag)
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

Try<std::vector<BlockHeader>> EndpointCalls::headers(std::size_t endpoint,
                                                     std::span<const BlockHeight> heights)
{
    std::vector<RpcCall> calls;
    for (const BlockHeight height : heights)
        calls.push_back(blockCall(toHexQuantity(height.value())));
    if (m_seals.size() + heights.size() > kSealsKept)
        m_seals.clear();
    std::vector<BlockHeader> result;
    auto fault =
        inBatches(endpoint, calls,
                  [&](std::size_t index, const simdjson::dom::element& element) -> std::optional<Fault> {
                      const std::string number = std::to_string(heights[index].value());
                      if (isNull(element)) {
                          Fault missing{FaultKind::Behind, "does not have the block " + number};
                          if (m_pool->head(endpoint) >= heights[index]) {
                              missing.message += " that it had announced";
                              missing.retryAfter = kRestAfterMissingBlock;
                              m_pool->setHead(endpoint, std::nullopt);
                          }
                          return missing;
                      }
                      const auto header = decodeHeader(element);
                      if (!header)
                          return malformed(header.error());
                      if (header->height != heights[index])
                          return Fault{FaultKind::Malformed, "answered the block " +
                                                                 std::to_string(header->height.value()) +
                                                                 " when asked for " + number};
                      if (m_keepSeals) {
                          const auto seals = decodeSeals(element);
                          if (!seals)
                              return malformed(seals.error());
                          m_seals.insert_or_assign(header->hash, *seals);
                      }
                      result.push_back(*header);
                      return std::nullopt;
                  });
    if (fault)
        return std::move(*fault);
    return result;
}

const HeaderSeals* EndpointCalls::seals(const Hash& block) const
{
    const auto found = m_seals.find(block);
    return found == m_seals.end() ? nullptr : &found->second;
}

std::optional<Fault> EndpointCalls::ensureHead(std::size_t endpoint, BlockHeight needed)
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

Try<std::vector<RawLog>> EndpointCalls::logs(std::size_t endpoint, BlockRange range)
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

Try<std::vector<RawLog>> EndpointCalls::linkedLogs(std::size_t endpoint, std::span<const BlockHeader> blocks)
{
    const BlockHeader& first = blocks.front();
    const BlockHeader& last = blocks.back();
    auto answer = logs(endpoint, {first.height, last.height});
    if (std::holds_alternative<Fault>(answer))
        return answer;
    // The hash of the last block stands for all before it: the endpoint that gave the logs is on the same
    // fork.
    auto ends = headers(endpoint, std::span(&last.height, 1));
    if (auto* fault = std::get_if<Fault>(&ends))
        return std::move(*fault);
    if (std::get<std::vector<BlockHeader>>(ends).front().hash != last.hash)
        return onAnotherFork(last.height);
    for (const RawLog& log : std::get<std::vector<RawLog>>(answer))
        if (log.blockHash != blocks[static_cast<std::size_t>(log.height - first.height)].hash)
            return onAnotherFork(log.height);
    return answer;
}

Try<BlockReceipts> EndpointCalls::receipts(std::size_t endpoint, const BlockHeader& block)
{
    const RpcCall call{"eth_getBlockReceipts", "[\"" + toHexQuantity(block.height.value()) + "\"]"};
    const auto answer = m_client.send(endpoint, {&call, 1});
    if (const auto* fault = std::get_if<Fault>(&answer))
        return *fault;
    const auto& result = std::get<RpcReply>(answer).result(0);
    if (isNull(result))
        return Fault{FaultKind::Behind,
                     "does not have the receipts of the block " + std::to_string(block.height.value())};
    auto receipts = decodeReceipts(result, m_contract, block.height);
    if (!receipts)
        return malformed(receipts.error());
    if (receipts->blockHash.value_or(block.hash) != block.hash)
        return onAnotherFork(block.height);
    return std::move(*receipts);
}

Try<std::vector<EndpointCalls::Bytes>>
EndpointCalls::contractCalls(std::size_t endpoint, std::span<const std::string> calls, std::string_view at)
{
    std::vector<RpcCall> requests;
    for (const std::string& call : calls)
        requests.push_back({"eth_call", R"([{"to":")" + m_contract.hex() + R"(","data":")" + call +
                                            R"("},")" + std::string(at) + R"("])"});
    std::vector<Bytes> results;
    auto fault = inBatches(endpoint, requests,
                           [&](std::size_t, const simdjson::dom::element& element) -> std::optional<Fault> {
                               auto bytes = decodeBytes(element);
                               if (!bytes)
                                   return malformed(bytes.error());
                               results.push_back(std::move(*bytes));
                               return std::nullopt;
                           });
    if (fault)
        return std::move(*fault);
    return results;
}

} // namespace chainpoints
