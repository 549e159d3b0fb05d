#include "core/rpc/httpnode.h"

#include "core/base/hex.h"
#include "core/rpc/abitext.h"
#include "core/rpc/tokencalls.h"

#include <algorithm>
#include <iterator>

namespace chainpoints {

HttpNode::HttpNode(std::shared_ptr<EndpointPool> pool, const HttpNodeSettings& settings, std::stop_token stop)
    : m_pool(std::move(pool)), m_stop(std::move(stop)),
      m_calls(m_pool, settings.chainId, settings.contract, settings.timeout, settings.verify != Verify::Off,
              m_stop),
      m_verifier(m_calls, settings.verify)
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
        auto unfit = m_calls.client().verify(*endpoint);
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
        m_calls.client().exploreHeads();
    CallPlan calls = plan(std::nullopt, CallPlan::RangeErrors::TryElsewhere);
    return ask<BlockHeader>(calls, [&](std::size_t endpoint) { return m_calls.block(endpoint, tag); });
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
            calls, [&](std::size_t endpoint) { return m_calls.headers(endpoint, part); });
        if (!headers)
            return headers.error();
        result.insert(result.end(), headers->begin(), headers->end());
    }
    return result;
}

Result<CheckedLogs> HttpNode::judged(Result<Logs> accepted, std::vector<DoubtedLogs> doubted)
{
    if (accepted) {
        m_verifier.blame(doubted, *accepted);
        return CheckedLogs{std::move(*accepted), {}};
    }
    if (doubted.empty() || accepted.error().code == ErrorCode::Stopped ||
        accepted.error().code == ErrorCode::RangeLimit)
        return accepted.error();
    DoubtedLogs& first = doubted.front();
    first.doubt.evidence = m_pool->name(first.endpoint) + " " + first.doubt.evidence;
    return CheckedLogs{std::move(first.logs), {std::move(first.doubt)}};
}

Try<HttpNode::Logs> HttpNode::proven(Try<Logs> answer, SupplyProof supply) const
{
    const auto& untold = m_verifier.supplyUntold();
    if (supply == SupplyProof::WhereTold || !untold || std::holds_alternative<Fault>(answer))
        return answer;
    // Its logs are well, so this says nothing against the endpoint.
    return Fault{FaultKind::Doubtful, "does not tell the total supply of these blocks: it " + *untold};
}

Result<CheckedLogs> HttpNode::transferLogs(BlockRange range, SupplyProof supply)
{
    const bool divisible = range.count() > 1;
    CallPlan calls =
        plan(range.last, divisible ? CallPlan::RangeErrors::EndTheCall : CallPlan::RangeErrors::TryElsewhere);
    const bool someAreCapped = excludeCapped(calls, range.count());
    const std::int64_t proofs = m_verifier.proofs();
    std::vector<DoubtedLogs> doubted;
    auto logs = ask<Logs>(calls, [&](std::size_t endpoint) {
        return proven(m_verifier.logsOfRange(endpoint, range, doubted), supply);
    });
    if (!logs && divisible && logs.error().code != ErrorCode::Stopped) {
        // Fewer blocks can be had from those that were not asked.
        if (someAreCapped)
            return Error{ErrorCode::RangeLimit, logs.error().message};
        if (logs.error().code == ErrorCode::Unreachable)
            if (auto error = silentOnRange(calls))
                return *error;
        if (tookTooMany(logs.error(), proofs))
            return Error{ErrorCode::RangeLimit, logs.error().message};
    }
    return judged(std::move(logs), std::move(doubted));
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

/// A full verification asks for each block. As long as some requests fail, fewer blocks at once are proven
/// sooner than many, which may never be: all of their requests would have to be answered in one try.
bool HttpNode::tookTooMany(const Error& error, std::int64_t proofsBefore) const
{
    return m_verifier.proofs() > proofsBefore && error.code != ErrorCode::Stopped &&
           error.code != ErrorCode::RangeLimit;
}

std::optional<Error> HttpNode::silentOnRange(const CallPlan& calls)
{
    // An endpoint that is silent on a range but quick with its head finds the range too heavy. Asking the
    // same again would fail for ever.
    for (const std::size_t endpoint : calls.timedOut()) {
        const auto head = m_calls.client().askHead(endpoint);
        if (std::holds_alternative<BlockHeight>(head))
            return Error{ErrorCode::RangeLimit,
                         m_pool->name(endpoint) + " answers, but not this range in time"};
        if (std::get<Fault>(head).kind == FaultKind::Stopped)
            return Error{ErrorCode::Stopped, "stopped while a node was asked"};
    }
    return std::nullopt;
}

Result<CheckedLogs> HttpNode::transferLogsOf(std::span<const BlockHeader> blocks, SupplyProof supply)
{
    CheckedLogs result;
    std::size_t most = blocks.size();
    while (!blocks.empty()) {
        const auto part = blocks.first(std::min(blocks.size(), most));
        const bool divisible = part.size() > 1;
        CallPlan calls = plan(part.back().height, divisible ? CallPlan::RangeErrors::EndTheCall
                                                            : CallPlan::RangeErrors::TryElsewhere);
        const std::int64_t proofs = m_verifier.proofs();
        std::vector<DoubtedLogs> doubted;
        auto logs = ask<Logs>(calls, [&](std::size_t endpoint) {
            return proven(m_verifier.logsOfBlocks(endpoint, part, doubted), supply);
        });
        if (!logs && divisible &&
            (logs.error().code == ErrorCode::RangeLimit || tookTooMany(logs.error(), proofs))) {
            most = part.size() / 2;
            continue;
        }
        auto checked = judged(std::move(logs), std::move(doubted));
        if (!checked)
            return checked;
        std::move(checked->logs.begin(), checked->logs.end(), std::back_inserter(result.logs));
        std::move(checked->doubts.begin(), checked->doubts.end(), std::back_inserter(result.doubts));
        blocks = blocks.subspan(part.size());
    }
    return result;
}

Result<EndpointCalls::Bytes> HttpNode::callContract(std::string_view selector)
{
    using Bytes = EndpointCalls::Bytes;
    const std::string call(selector);
    CallPlan calls = plan(std::nullopt, CallPlan::RangeErrors::TryElsewhere);
    return ask<Bytes>(calls, [&](std::size_t endpoint) -> Try<Bytes> {
        auto answer = m_calls.contractCalls(endpoint, {&call, 1}, EndpointCalls::kLatest);
        if (auto* fault = std::get_if<Fault>(&answer)) {
            if (fault->kind == FaultKind::Reverted)
                return Bytes();
            return std::move(*fault);
        }
        return std::move(std::get<std::vector<Bytes>>(answer).front());
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
                     "the contract " + m_calls.contract().hex() +
                         " tells no decimals from 0 to 255; check \"contract\", or set \"decimals\" of "
                         "the chain in the configuration"};
    return TokenInfo{abiText(*name), abiText(*symbol), *places};
}

Result<std::vector<RawAmount>> HttpNode::amounts(std::span<const std::string> contractCalls, BlockHeight at)
{
    using Amounts = std::vector<RawAmount>;
    CallPlan calls = plan(at, CallPlan::RangeErrors::TryElsewhere);
    return ask<Amounts>(calls, [&](std::size_t endpoint) -> Try<Amounts> {
        if (auto fault = m_calls.ensureHead(endpoint, at))
            return std::move(*fault);
        auto answer = m_calls.contractCalls(endpoint, contractCalls, toHexQuantity(at.value()));
        if (auto* fault = std::get_if<Fault>(&answer))
            return std::move(*fault);
        Amounts result;
        for (const EndpointCalls::Bytes& bytes : std::get<std::vector<EndpointCalls::Bytes>>(answer)) {
            // Before the contract was made nobody held anything.
            auto amount = bytes.empty() ? std::optional(RawAmount()) : abiUint256(bytes);
            if (!amount)
                return Fault{FaultKind::Malformed, "answered a call of the contract with no number"};
            result.push_back(std::move(*amount));
        }
        return result;
    });
}

Result<std::vector<RawAmount>> HttpNode::balances(std::span<const Address> holders, BlockHeight at)
{
    std::vector<RawAmount> result;
    while (result.size() < holders.size()) {
        const auto rest = holders.subspan(result.size());
        std::vector<std::string> calls;
        for (const Address& holder : rest.first(std::min(rest.size(), EndpointPool::kFullBatch)))
            calls.push_back(balanceOfCall(holder));
        auto part = amounts(calls, at);
        if (!part)
            return part;
        std::move(part->begin(), part->end(), std::back_inserter(result));
    }
    return result;
}

Result<RawAmount> HttpNode::totalSupply(BlockHeight at)
{
    const std::string call(kTotalSupply);
    auto supply = amounts({&call, 1}, at);
    if (!supply)
        return supply.error();
    return std::move(supply->front());
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
    return [pool = std::move(pool),
            settings = HttpNodeSettings{chain.evmChainId, chain.contract, chain.timeout, chain.verify}](
               std::stop_token stop) -> std::unique_ptr<ChainNode> {
        return std::make_unique<HttpNode>(pool, settings, std::move(stop));
    };
}

} // namespace chainpoints
