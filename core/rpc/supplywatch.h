// The total supply of a token as nodes tell it, where they have the state of old blocks.
#pragma once

#include "core/rpc/endpointcalls.h"

#include <map>

namespace chainpoints {

/// Belongs to the thread of its EndpointCalls. Remembers for a while who lacks which states, so that hardly a
/// call is made in vain.
class SupplyWatch
{
public:
    /// What lies behind an endpoint's address may change.
    static constexpr std::chrono::minutes kMemory{10};

    explicit SupplyWatch(EndpointCalls& calls) : m_calls(calls) {}

    /// By how much the supply changed over the range, as this endpoint tells it. A fault where it can't: it
    /// has no such old state, did not answer, or the contract tells no supply. The pool knows of it already.
    [[nodiscard]] Try<RawAmount> changeOver(std::size_t endpoint, BlockRange range);

private:
    struct NoState
    {
        BlockHeight upTo;
        EndpointPool::Clock::time_point until;
        Fault fault;
    };

    /// What totalSupply() returns in the state of a block; empty before the contract was made.
    [[nodiscard]] Try<EndpointCalls::Bytes> askAt(std::size_t endpoint, BlockHeight height);

    EndpointCalls& m_calls;
    std::map<std::size_t, NoState> m_stateless; ///< by endpoint
};

} // namespace chainpoints
