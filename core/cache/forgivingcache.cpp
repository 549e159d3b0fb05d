#include "core/cache/forgivingcache.h"

#include "core/base/log.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::chrono::milliseconds kLongestPause = std::chrono::seconds(30);

} // namespace

ForgivingCache::ForgivingCache(std::unique_ptr<PendingCache> cache, std::string chain,
                               std::chrono::milliseconds pause)
    : m_cache(std::move(cache)), m_chain(std::move(chain)), m_pause(pause)
{
}

template <typename T, typename Work>
Result<T> ForgivingCache::forgiven(Work work)
{
    const auto nothing = [] {
        if constexpr (std::is_void_v<T>)
            return Result<T>();
        else
            return Result<T>(T());
    };
    if (m_problem && std::chrono::steady_clock::now() < m_nextAttempt)
        return nothing();
    Result<T> outcome = work();
    if (outcome) {
        worked();
        return outcome;
    }
    if (outcome.error().code != ErrorCode::Database)
        return outcome;
    failed(outcome.error());
    return nothing();
}

Result<std::vector<PendingBlock>> ForgivingCache::load()
{
    return forgiven<std::vector<PendingBlock>>([&] { return m_cache->load(); });
}

Result<void> ForgivingCache::store(const std::vector<PendingBlock>& blocks)
{
    return forgiven<void>([&] { return m_cache->store(blocks); });
}

Result<void> ForgivingCache::keepOnly(BlockHeight first, BlockHeight last)
{
    return forgiven<void>([&] { return m_cache->keepOnly(first, last); });
}

void ForgivingCache::failed(const Error& error)
{
    if (!m_problem || m_problem->sentence != error.message)
        log::warning(m_chain, error.message + "; unconfirmed blocks are kept in memory meanwhile");
    m_problem = Alert{"cache_unreachable", error.message, m_problem ? m_problem->since : wallClock()};
    m_nextAttempt = std::chrono::steady_clock::now() +
                    std::min(m_pause * (1 << std::min(m_failures++, 5)), kLongestPause);
}

void ForgivingCache::worked()
{
    if (m_problem)
        log::info(m_chain, "The cache works again");
    m_problem.reset();
    m_failures = 0;
}

} // namespace chainpoints
