// A ChainNode that asks EVM nodes over JSON-RPC and HTTP(S).
#pragma once

#include "core/config/config.h"
#include "core/rpc/callplan.h"
#include "core/rpc/endpointcalls.h"
#include "core/rpc/logverifier.h"
#include "core/rpc/node.h"

#include <string>

namespace chainpoints {

/// What an HttpNode has to know of its chain.
struct HttpNodeSettings
{
    EvmChainId chainId;
    Address contract;
    std::chrono::milliseconds timeout{10'000};
    Verify verify = Verify::Bloom;
};

/// See ChainNode for the contract. Needs no event loop in its thread.
class HttpNode final : public ChainNode
{
public:
    HttpNode(std::shared_ptr<EndpointPool> pool, const HttpNodeSettings& settings, std::stop_token stop);

    [[nodiscard]] Result<BlockHeader> block(BlockTag tag) override;
    [[nodiscard]] Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) override;
    [[nodiscard]] Result<CheckedLogs> transferLogs(BlockRange range,
                                                   SupplyProof supply = SupplyProof::WhereTold) override;
    [[nodiscard]] Result<CheckedLogs> transferLogsOf(std::span<const BlockHeader> blocks,
                                                     SupplyProof supply = SupplyProof::WhereTold) override;
    [[nodiscard]] Result<TokenInfo> tokenInfo() override;
    [[nodiscard]] Result<std::vector<RawAmount>> balances(std::span<const Address> holders,
                                                          BlockHeight at) override;
    [[nodiscard]] Result<RawAmount> totalSupply(BlockHeight at) override;

private:
    using Logs = std::vector<RawLog>;

    [[nodiscard]] CallPlan plan(std::optional<BlockHeight> needed, CallPlan::RangeErrors rangeErrors) const;
    /// Tries `once` (endpoint index -> Try<T>) on verified endpoints until one succeeds or the plan ends.
    template <typename T, typename Once>
    [[nodiscard]] Result<T> ask(CallPlan& plan, Once once);

    /// `answer`, unless it lacks a proof that is required.
    [[nodiscard]] Try<Logs> proven(Try<Logs> answer, SupplyProof supply) const;
    /// The logs that were accepted, or if there are none, doubted ones; else the error.
    [[nodiscard]] Result<CheckedLogs> judged(Result<Logs> accepted, std::vector<DoubtedLogs> doubted);
    /// Takes those out of the plan that said that they take fewer blocks at once. True: there are some.
    bool excludeCapped(CallPlan& calls, std::int64_t blocks) const;
    /// RangeLimit where an endpoint is well, but silent on the range.
    [[nodiscard]] std::optional<Error> silentOnRange(const CallPlan& calls);
    /// What the contract returns for a function without arguments; empty where it has no such function.
    [[nodiscard]] Result<EndpointCalls::Bytes> callContract(std::string_view selector);
    /// The numbers that the contract returns in the state of a block.
    [[nodiscard]] Result<std::vector<RawAmount>> amounts(std::span<const std::string> calls, BlockHeight at);

    /// The error of a call on several blocks may be one on too many of them: some were proven.
    [[nodiscard]] bool tookTooMany(const Error& error, std::int64_t proofsBefore) const;

    std::shared_ptr<EndpointPool> m_pool;
    std::stop_token m_stop;
    EndpointCalls m_calls;
    LogVerifier m_verifier;
};

/// The pool for a chain's configured endpoints.
[[nodiscard]] std::shared_ptr<EndpointPool> makeEndpointPool(const ChainConfig& chain);
/// Makes HttpNodes for a configured chain that share `pool`.
[[nodiscard]] ChainNodeFactory makeHttpNodeFactory(const ChainConfig& chain,
                                                   std::shared_ptr<EndpointPool> pool);

} // namespace chainpoints
