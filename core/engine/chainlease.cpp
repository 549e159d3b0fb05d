#include "core/engine/chainlease.h"

namespace chainpoints {

ChainLease::~ChainLease()
{
    release();
}

Result<std::optional<LeaseHolder>> ChainLease::take()
{
    LeaseStore leases(m_connection);
    auto lease = leases.read(m_chain);
    if (!lease)
        return lease.error();
    if (!mayTake(*lease))
        return lease->holder;
    auto fencing = leases.take(m_chain, *lease, m_keeper.self());
    if (!fencing)
        return fencing.error();
    if (!*fencing) {
        // Another one was faster.
        lease = leases.read(m_chain);
        if (!lease)
            return lease.error();
        return lease->holder ? lease->holder : std::optional(LeaseHolder());
    }
    m_fence = std::make_shared<LeaseFence>(m_chain, **fencing);
    m_connection.fence(m_fence.get());
    m_keeper.keep(m_fence);
    return std::optional<LeaseHolder>();
}

bool ChainLease::mayTake(const Lease& lease)
{
    const bool sameTerm = m_seen && m_seen->fencing == lease.fencing;
    if (!sameTerm || m_seen->writes != lease.writes) {
        m_otherLives = sameTerm;
        m_seen = lease;
        m_seenSince = Clock::now();
    }
    if (!lease.holder || lease.expired)
        return true;
    // An earlier term of this process itself, lost with its connection: the new one fences the old one too.
    if (lease.holder->instance == m_keeper.self().instance)
        return true;
    // The clock of the database may have been set back since.
    return Clock::now() - m_seenSince > LeaseStore::kDuration || m_keeper.isGone(*lease.holder);
}

Result<void> ChainLease::giveBack()
{
    if (!m_fence)
        return {};
    const FencingNumber fencing = m_fence->fencing();
    release();
    return LeaseStore(m_connection).giveBack(m_chain, fencing);
}

void ChainLease::release()
{
    if (!m_fence)
        return;
    m_keeper.drop(m_chain);
    m_connection.fence(nullptr);
    m_fence.reset();
}

} // namespace chainpoints
