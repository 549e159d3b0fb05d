// A cache whose failures hold nobody up: the window in memory is what counts, the cache only saves fetching
// it again after a restart.
#pragma once

#include "core/cache/pendingcache.h"

#include <chrono>
#include <memory>

namespace chainpoints {

/// Passes everything on to another cache. Where that fails with Database, it is told by problem() and counts
/// as an empty cache, which is tried again with growing pauses; every other error is passed on.
class ForgivingCache final : public PendingCache
{
public:
    /// `chain` is for the log. `pause` comes after the first failure.
    ForgivingCache(std::unique_ptr<PendingCache> cache, std::string chain,
                   std::chrono::milliseconds pause = std::chrono::seconds(1));

    [[nodiscard]] Result<std::vector<PendingBlock>> load() override;
    [[nodiscard]] Result<void> store(const std::vector<PendingBlock>& blocks) override;
    [[nodiscard]] Result<void> keepOnly(BlockHeight first, BlockHeight last) override;
    [[nodiscard]] std::optional<Alert> problem() const override { return m_problem; }

private:
    /// Runs `work` unless the cache is being left alone; T() stands for what it could not say.
    template <typename T, typename Work>
    [[nodiscard]] Result<T> forgiven(Work work);
    void failed(const Error& error);
    void worked();

    const std::unique_ptr<PendingCache> m_cache;
    const std::string m_chain;
    const std::chrono::milliseconds m_pause;
    std::optional<Alert> m_problem;
    int m_failures = 0; ///< in a row
    std::chrono::steady_clock::time_point m_nextAttempt;
};

} // namespace chainpoints
