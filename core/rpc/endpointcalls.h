// What can be asked of one endpoint: each answer decoded, and checked as far as it can be by itself.
#pragma once

#include "core/rpc/ethjson.h"
#include "core/rpc/node.h"
#include "core/rpc/rpcclient.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace chainpoints {

/// Belongs to the thread that made it. Never retries; faults are only returned, but what they tell of heads
/// and limits is noted in the pool.
class EndpointCalls
{
public:
    using Bytes = std::vector<std::uint8_t>;
    /// The block of a contract's state.
    static constexpr std::string_view kLatest = "latest";

    /// `seals`: whether what headers say of their logs is read and kept.
    EndpointCalls(std::shared_ptr<EndpointPool> pool, EvmChainId chainId, const Address& contract,
                  std::chrono::milliseconds timeout, bool seals, std::stop_token stop);

    [[nodiscard]] RpcClient& client() { return m_client; }
    [[nodiscard]] EndpointPool& pool() { return *m_pool; }
    [[nodiscard]] const Address& contract() const { return m_contract; }

    [[nodiscard]] Try<BlockHeader> block(std::size_t endpoint, BlockTag tag);
    [[nodiscard]] Try<std::vector<BlockHeader>> headers(std::size_t endpoint,
                                                        std::span<const BlockHeight> heights);
    /// Never beyond the endpoint's own head.
    [[nodiscard]] Try<std::vector<RawLog>> logs(std::size_t endpoint, BlockRange range);
    /// The same of consecutive blocks, if the endpoint is on their fork.
    [[nodiscard]] Try<std::vector<RawLog>> linkedLogs(std::size_t endpoint,
                                                      std::span<const BlockHeader> blocks);
    [[nodiscard]] Try<BlockReceipts> receipts(std::size_t endpoint, const BlockHeader& block);
    /// What the contract returns for each call (selector and arguments in hex) in the state of `at`: kLatest
    /// or a height as a quantity.
    [[nodiscard]] Try<std::vector<Bytes>>
    contractCalls(std::size_t endpoint, std::span<const std::string> calls, std::string_view at);
    /// A fault unless the endpoint reported a head at or above `needed`.
    [[nodiscard]] std::optional<Fault> ensureHead(std::size_t endpoint, BlockHeight needed);
    /// Of a header that was fetched lately.
    [[nodiscard]] const HeaderSeals* seals(const Hash& block) const;

private:
    /// Sends the calls in as few batches as the endpoint takes. `take` (index, JSON) -> std::optional<Fault>.
    template <typename Take>
    [[nodiscard]] std::optional<Fault> inBatches(std::size_t endpoint, std::span<const RpcCall> calls,
                                                 Take take);

    std::shared_ptr<EndpointPool> m_pool;
    const Address m_contract;
    const bool m_keepSeals;
    RpcClient m_client;
    std::unordered_map<Hash, HeaderSeals> m_seals;
};

} // namespace chainpoints
