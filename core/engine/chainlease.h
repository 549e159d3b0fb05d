// One chain's lease in the hands of the one who writes the chain, or waits for it.
#pragma once

#include "core/engine/leasekeeper.h"

namespace chainpoints {

/// Belongs to the thread of its connection, which it fences while it is held; both are borrowed, like the
/// keeper. Destroyed without giveBack() the lease stays until it expires.
class ChainLease
{
public:
    ChainLease(sql::Connection& connection, ChainId chain, LeaseKeeper& keeper)
        : m_connection(connection), m_chain(chain), m_keeper(keeper)
    {
    }
    ~ChainLease();
    ChainLease(const ChainLease&) = delete;
    ChainLease& operator=(const ChainLease&) = delete;

    /// None: it is ours; what was read of the chain before is to be read again. Else the process that has it.
    /// One look; where the owner has died it takes some more over LeaseStore::kDuration.
    [[nodiscard]] Result<std::optional<LeaseHolder>> take();
    /// So that others need not wait.
    [[nodiscard]] Result<void> giveBack();

    /// Whether the process that has it gave a sign of life since the first look.
    [[nodiscard]] bool otherLives() const { return m_otherLives; }

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool mayTake(const Lease& lease);
    void release();

    sql::Connection& m_connection;
    const ChainId m_chain;
    LeaseKeeper& m_keeper;
    std::shared_ptr<LeaseFence> m_fence; ///< while it is held
    std::optional<Lease> m_seen;
    Clock::time_point m_seenSince; ///< no sign of its holder since
    bool m_otherLives = false;
};

} // namespace chainpoints
