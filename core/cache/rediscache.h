// The pending cache in Redis: for each chain one hash "PREFIX:pending:NAME:ID" of heights and sealed blocks.
#pragma once

#include "core/cache/blockseal.h"
#include "core/cache/pendingcache.h"
#include "core/cache/redis/client.h"

#include <stop_token>
#include <string>

namespace chainpoints {

/// What Redis returns is believed only where it bears this database's seal. Errors: Database, Stopped.
class RedisCache final : public PendingCache
{
public:
    RedisCache(const RedisConfig& config, std::string chain, BlockSeal seal, std::stop_token stop);

    /// Whether Redis can be reached, lets us in and lets us write. Changes nothing.
    [[nodiscard]] static Result<void> check(const RedisConfig& config, std::stop_token stop);

    [[nodiscard]] Result<std::vector<PendingBlock>> load() override;
    [[nodiscard]] Result<void> store(const std::vector<PendingBlock>& blocks) override;
    [[nodiscard]] Result<void> keepOnly(BlockHeight first, BlockHeight last) override;

private:
    [[nodiscard]] Result<std::vector<redis::Answer>> run(const std::vector<redis::Command>& commands);

    const std::string m_chain;
    const BlockSeal m_seal;
    const std::string m_key;
    redis::Client m_client;
};

} // namespace chainpoints
