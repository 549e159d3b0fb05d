#include "core/engine/leasekeeper.h"

#include "core/base/log.h"

namespace chainpoints {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kBetweenLooks = 1s;
// Leaves time for two more attempts before the lease expires.
constexpr auto kRenewAfter = LeaseStore::kDuration / 3;

} // namespace

LeaseKeeper::LeaseKeeper(LeaseHolder self, OpenDatabase open, IsGone isGone)
    : m_self(std::move(self)), m_open(std::move(open)), m_isGone(std::move(isGone)),
      m_thread([this](std::stop_token stop) { run(std::move(stop)); })
{
}

void LeaseKeeper::keep(std::shared_ptr<const LeaseFence> fence)
{
    const std::scoped_lock lock(m_mutex);
    m_fences[fence->chain()] = std::move(fence);
}

void LeaseKeeper::drop(ChainId chain)
{
    const std::scoped_lock lock(m_mutex);
    m_fences.erase(chain);
}

void LeaseKeeper::run(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            m_stopped.wait_for(lock, stop, kBetweenLooks, [] { return false; });
        }
        const Fences fences = due();
        if (fences.empty() || stop.stop_requested())
            continue;
        if (auto renewed = renew(fences); !renewed) {
            log::debug("lease", "Not renewed: " + renewed.error().message);
            m_connection.reset();
        }
    }
    m_connection.reset();
}

LeaseKeeper::Fences LeaseKeeper::due()
{
    Fences fences;
    {
        const std::scoped_lock lock(m_mutex);
        fences = m_fences;
    }
    const auto before = Clock::now() - kRenewAfter;
    std::erase_if(fences, [&](const auto& entry) {
        return std::max(entry.second->renewedAt(), m_renewedAt[entry.first]) > before;
    });
    return fences;
}

Result<void> LeaseKeeper::renew(const Fences& fences)
{
    if (!m_connection) {
        auto opened = m_open();
        if (!opened)
            return opened.error();
        m_connection = std::move(*opened);
    }
    for (const auto& [chain, fence] : fences) {
        auto held = LeaseStore(*m_connection).renew(chain, fence->fencing());
        if (!held)
            return held.error();
        m_renewedAt[chain] = Clock::now();
        // Who lost it hears of that at its next write.
    }
    return {};
}

} // namespace chainpoints
