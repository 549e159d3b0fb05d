// The pending cache inside the program's own database: table pending_block.
#pragma once

#include "core/cache/pendingcache.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

class EmbeddedCache final : public PendingCache
{
public:
    EmbeddedCache(sql::Connection& connection, ChainId chain) : m_connection(connection), m_chain(chain) {}

    [[nodiscard]] Result<std::vector<PendingBlock>> load() override;
    [[nodiscard]] Result<void> store(const std::vector<PendingBlock>& blocks) override;
    [[nodiscard]] Result<void> keepOnly(BlockHeight first, BlockHeight last) override;

private:
    sql::Connection& m_connection;
    const ChainId m_chain;
};

} // namespace chainpoints
