#include "core/rpc/supplywatch.h"

#include "core/base/hex.h"
#include "core/rpc/abitext.h"
#include "core/rpc/tokencalls.h"

namespace chainpoints {
namespace {

using Bytes = EndpointCalls::Bytes;

Fault noNumber()
{
    return {FaultKind::Malformed, "answered a call of totalSupply with no number"};
}

} // namespace

Try<RawAmount> SupplyWatch::changeOver(std::size_t endpoint, BlockRange range)
{
    // The older state is the one that is missing more often.
    auto before = range.first == BlockHeight(0) ? Try<Bytes>(Bytes()) : askAt(endpoint, range.first - 1);
    if (auto* fault = std::get_if<Fault>(&before))
        return std::move(*fault);
    auto after = askAt(endpoint, range.last);
    if (auto* fault = std::get_if<Fault>(&after))
        return std::move(*fault);
    // Before the contract was made nobody held anything.
    const Bytes& told = std::get<Bytes>(before);
    const auto supplyBefore = told.empty() ? std::optional(RawAmount()) : abiUint256(told);
    const auto supplyAfter = abiUint256(std::get<Bytes>(after));
    if (!supplyBefore || !supplyAfter)
        return noNumber();
    return *supplyAfter - *supplyBefore;
}

Try<EndpointCalls::Bytes> SupplyWatch::askAt(std::size_t endpoint, BlockHeight height)
{
    const auto startedAt = m_calls.pool().now();
    const auto stateless = m_stateless.find(endpoint);
    if (stateless != m_stateless.end() && height <= stateless->second.upTo &&
        startedAt < stateless->second.until)
        return stateless->second.fault;
    const std::string call(kTotalSupply);
    auto answer = m_calls.contractCalls(endpoint, {&call, 1}, toHexQuantity(height.value()));
    if (auto* fault = std::get_if<Fault>(&answer)) {
        if (fault->kind == FaultKind::Refused || fault->kind == FaultKind::Behind)
            m_stateless.insert_or_assign(endpoint, NoState{height, startedAt + kMemory, *fault});
        else
            m_calls.pool().failed(endpoint, *fault, startedAt);
        return std::move(*fault);
    }
    return std::move(std::get<std::vector<Bytes>>(answer).front());
}

} // namespace chainpoints
