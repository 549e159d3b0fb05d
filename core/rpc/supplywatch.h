// The total supply of a token as nodes tell it, where they have the state of old blocks.
#pragma once

#include "core/rpc/endpointcalls.h"

#include <map>

namespace chainpoints {

/// Belongs to the thread of its EndpointCalls. Remembers who lacks which states, so that hardly a call is
/// made in vain.
class SupplyWatch
{
public:
    explicit SupplyWatch(EndpointCalls& calls) : m_calls(calls) {}

    /// By how much the supply changed over the range, as this endpoint tells it. Nothing where it can't: it
    /// has no such old state, did not answer, or the contract tells no supply.
    [[nodiscard]] std::optional<RawAmount> changeOver(std::size_t endpoint, BlockRange range);

private:
    /// What totalSupply() returns in the state of a block; empty before the contract was made.
    [[nodiscard]] std::optional<EndpointCalls::Bytes> askAt(std::size_t endpoint, BlockHeight height);

    EndpointCalls& m_calls;
    std::map<std::size_t, BlockHeight> m_stateless; ///< up to this height, an endpoint has no state
};

} // namespace chainpoints
