#include "core/rpc/supplywatch.h"

#include "core/base/hex.h"
#include "core/rpc/abitext.h"
#include "core/rpc/tokencalls.h"

namespace chainpoints {

std::optional<RawAmount> SupplyWatch::changeOver(std::size_t endpoint, BlockRange range)
{
    // The older state is the one that is missing more often.
    const auto before = range.first == BlockHeight(0) ? std::optional(EndpointCalls::Bytes())
                                                      : askAt(endpoint, range.first - 1);
    if (!before)
        return std::nullopt;
    const auto after = askAt(endpoint, range.last);
    const auto supplyAfter = after ? abiUint256(*after) : std::nullopt;
    // Before the contract was made nobody held anything.
    const auto supplyBefore = before->empty() ? std::optional(RawAmount()) : abiUint256(*before);
    if (!supplyBefore || !supplyAfter)
        return std::nullopt;
    return *supplyAfter - *supplyBefore;
}

std::optional<EndpointCalls::Bytes> SupplyWatch::askAt(std::size_t endpoint, BlockHeight height)
{
    const auto stateless = m_stateless.find(endpoint);
    if (stateless != m_stateless.end() && height <= stateless->second)
        return std::nullopt;
    const auto startedAt = m_calls.pool().now();
    const std::string call(kTotalSupply);
    auto answer = m_calls.contractCalls(endpoint, {&call, 1}, toHexQuantity(height.value()));
    if (const auto* fault = std::get_if<Fault>(&answer)) {
        if (fault->kind == FaultKind::Refused || fault->kind == FaultKind::Behind)
            m_stateless.insert_or_assign(endpoint, height);
        else
            m_calls.pool().failed(endpoint, *fault, startedAt);
        return std::nullopt;
    }
    return std::move(std::get<std::vector<EndpointCalls::Bytes>>(answer).front());
}

} // namespace chainpoints
