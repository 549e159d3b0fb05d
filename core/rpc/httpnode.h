// A ChainNode that asks EVM nodes over JSON-RPC and HTTP(S).
#pragma once

#include "core/config/config.h"
#include "core/rpc/callplan.h"
#include "core/rpc/node.h"
#include "core/rpc/rpcclient.h"

#include <string_view>

namespace chainpoints {

/// See ChainNode for the contract. Needs no event loop in its thread.
class HttpNode final : public ChainNode
{
public:
    HttpNode(std::shared_ptr<EndpointPool> pool, EvmChainId chainId, const Address& contract,
             std::chrono::milliseconds timeout, std::stop_token stop);

    [[nodiscard]] Result<BlockHeader> block(BlockTag tag) override;
    [[nodiscard]] Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) override;
    [[nodiscard]] Result<std::vector<RawLog>> transferLogs(BlockRange range) override;
    [[nodiscard]] Result<std::vector<RawLog>> transferLogsOf(std::span<const BlockHeader> blocks) override;
    [[nodiscard]] Result<TokenInfo> tokenInfo() override;

private:
    [[nodiscard]] CallPlan plan(std::optional<BlockHeight> needed, CallPlan::RangeErrors rangeErrors) const;
    /// Tries `once` (endpoint index -> Try<T>) on verified endpoints until one succeeds or the plan ends.
    template <typename T, typename Once>
    [[nodiscard]] Result<T> ask(CallPlan& plan, Once once);

    [[nodiscard]] Try<BlockHeader> blockFrom(std::size_t endpoint, BlockTag tag);
    [[nodiscard]] Try<std::vector<BlockHeader>> headersFrom(std::size_t endpoint,
                                                            std::span<const BlockHeight> heights);
    [[nodiscard]] Try<std::vector<RawLog>> logsFrom(std::size_t endpoint, BlockRange range);
    [[nodiscard]] Try<std::vector<RawLog>> linkedLogsFrom(std::size_t endpoint,
                                                          std::span<const BlockHeader> blocks);
    /// Takes those out of the plan that said that they take fewer blocks at once. True: there are some.
    bool excludeCapped(CallPlan& calls, std::int64_t blocks) const;
    [[nodiscard]] std::optional<Fault> ensureHead(std::size_t endpoint, BlockHeight needed);
    /// What the contract returns for a function without arguments; empty where it has no such function.
    [[nodiscard]] Result<std::vector<std::uint8_t>> callContract(std::string_view selector);

    std::shared_ptr<EndpointPool> m_pool;
    Address m_contract;
    std::stop_token m_stop;
    RpcClient m_client;
};

/// The pool for a chain's configured endpoints.
[[nodiscard]] std::shared_ptr<EndpointPool> makeEndpointPool(const ChainConfig& chain);
/// Makes HttpNodes for a configured chain that share `pool`.
[[nodiscard]] ChainNodeFactory makeHttpNodeFactory(const ChainConfig& chain,
                                                   std::shared_ptr<EndpointPool> pool);

} // namespace chainpoints
