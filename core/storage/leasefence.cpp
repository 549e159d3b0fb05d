#include "core/storage/leasefence.h"

namespace chainpoints {
namespace {

/// A transaction that takes longer renews the lease once more at its end: what it renewed at its beginning
/// shows only now.
constexpr auto kLongWrite = LeaseStore::kDuration / 5;

} // namespace

Result<void> LeaseFence::atBegin(sql::Connection& connection)
{
    return assertHeld(connection);
}

Result<void> LeaseFence::beforeCommit(sql::Connection& connection)
{
    if (Clock::now() - m_assertedAt > kLongWrite)
        if (auto held = assertHeld(connection); !held)
            return held;
    if (auto recorded = LeaseStore(connection).recordWrite(m_chain, m_fencing); !recorded)
        return recorded;
    m_renewedAt = m_assertedAt;
    return {};
}

Result<void> LeaseFence::assertHeld(sql::Connection& connection)
{
    LeaseStore leases(connection);
    m_assertedAt = Clock::now();
    auto held = leases.assertHeld(m_chain, m_fencing);
    if (!held)
        return held.error();
    if (*held)
        return {};
    auto lease = leases.read(m_chain);
    if (!lease)
        return lease.error();
    const std::string other = lease->holder ? "process " + std::to_string(lease->holder->pid) + " on " +
                                                  lease->holder->host + " owns the chain now"
                                            : std::string("another process owned the chain meanwhile");
    return Error{ErrorCode::Conflict, other + " (term " + std::to_string(lease->fencing.value()) +
                                          "); this one, of term " + std::to_string(m_fencing.value()) +
                                          ", writes nothing more"};
}

} // namespace chainpoints
