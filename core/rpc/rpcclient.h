// One thread's conversation with the endpoints of a chain: a call out, a checked answer or a fault back.
// Never retries.
#pragma once

#include "core/rpc/endpointpool.h"
#include "core/rpc/httptransport.h"
#include "core/rpc/jsonrpc.h"

#include <memory>
#include <span>

namespace chainpoints {

/// Belongs to the thread that made it. Notes latencies, heads and verified chain ids in the pool; faults are
/// only returned.
class RpcClient
{
public:
    RpcClient(std::shared_ptr<EndpointPool> pool, EvmChainId chainId, std::chrono::milliseconds timeout,
              std::stop_token stop);

    /// Sends the calls in one request, a single one without an array. The reply has a result for each of
    /// them.
    [[nodiscard]] Try<RpcReply> send(std::size_t endpoint, std::span<const RpcCall> calls);
    /// Makes sure, once for each endpoint and process, that it serves the chain.
    [[nodiscard]] std::optional<Fault> verify(std::size_t endpoint);
    /// The endpoint's head, noted in the pool.
    [[nodiscard]] Try<BlockHeight> askHead(std::size_t endpoint);
    /// Asks the head of an endpoint that nobody asked lately, if there is one, and gives it little time for
    /// that. Tells the pool of a fault.
    void exploreHeads();

private:
    [[nodiscard]] Try<RpcReply> sendOnce(std::size_t endpoint, std::span<const RpcCall> calls);
    [[nodiscard]] Try<RpcReply> readAnswer(const HttpAnswer& answer, std::size_t count) const;
    [[nodiscard]] Try<std::int64_t> askQuantity(std::size_t endpoint, const std::string& method);

    std::shared_ptr<EndpointPool> m_pool;
    EvmChainId m_chainId;
    std::chrono::milliseconds m_timeout;
    std::stop_token m_stop;
    HttpTransport m_transport;
};

} // namespace chainpoints
