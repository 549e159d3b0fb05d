// What keeps a process that lost a chain from writing it.
#pragma once

#include "core/storage/leasestore.h"

#include <atomic>

namespace chainpoints {

/// One term on one chain. Given to a connection (Connection::fence), it lets every write transaction there
/// begin by updating the lease under the term's number; where another has the chain by now, that is a
/// Conflict and nothing is written. Each write thus renews the lease.
class LeaseFence final : public sql::WriteFence
{
public:
    LeaseFence(ChainId chain, FencingNumber fencing) : m_chain(chain), m_fencing(fencing) {}

    [[nodiscard]] Result<void> atBegin(sql::Connection& connection) override;
    [[nodiscard]] Result<void> beforeCommit(sql::Connection& connection) override;

    [[nodiscard]] ChainId chain() const { return m_chain; }
    [[nodiscard]] FencingNumber fencing() const { return m_fencing; }
    /// When the last write that went well renewed the lease, at the earliest. From any thread.
    [[nodiscard]] std::chrono::steady_clock::time_point renewedAt() const { return m_renewedAt; }

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] Result<void> assertHeld(sql::Connection& connection);

    const ChainId m_chain;
    const FencingNumber m_fencing;
    Clock::time_point m_assertedAt; ///< of the running transaction
    std::atomic<Clock::time_point> m_renewedAt = Clock::now();
};

} // namespace chainpoints
