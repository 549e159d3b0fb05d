#include "core/cache/embeddedcache.h"

#include "core/cache/pendingtext.h"
#include "core/storage/sql/bulkinsert.h"
#include "core/storage/sql/repeated.h"

namespace chainpoints {

Result<std::vector<PendingBlock>> EmbeddedCache::load()
{
    auto query = m_connection.query(
        "SELECT block_height, block_hash, parent_hash, block_time, skipped_logs, transfers "
        "FROM pending_block WHERE chain_id = ? ORDER BY block_height",
        {m_chain.value()});
    if (!query)
        return query.error();
    const sql::Statement& row = **query;
    std::vector<PendingBlock> blocks;
    for (;;) {
        auto more = (*query)->next();
        if (!more)
            return more.error();
        if (!*more)
            return blocks;
        const auto hash = Hash::parse(row.text(1));
        const auto parent = Hash::parse(row.text(2));
        if (!hash || !parent)
            continue;
        const BlockHeader header{BlockHeight(row.integer(0)), *hash, *parent, UnixTime(row.integer(3))};
        auto transfers = fromPendingText(row.text(5), header);
        if (transfers)
            blocks.push_back({header, std::move(*transfers), row.integer(4)});
    }
}

Result<void> EmbeddedCache::store(const std::vector<PendingBlock>& blocks)
{
    return sql::inTransaction(m_connection, [&]() -> Result<void> {
        sql::BulkInsert rows(m_connection, "pending_block",
                             {"chain_id", "block_height", "block_hash", "parent_hash", "block_time",
                              "skipped_logs", "transfers"},
                             sql::BulkInsert::OnConflict::Replace, {"chain_id", "block_height"});
        for (const PendingBlock& block : blocks) {
            auto added = rows.add({m_chain.value(), block.header.height.value(), block.header.hash.hex(),
                                   block.header.parentHash.hex(), block.header.time.value(),
                                   block.skippedLogs, toPendingText(block.transfers)});
            if (!added)
                return added;
        }
        return rows.finish();
    });
}

Result<void> EmbeddedCache::keepOnly(BlockHeight first, BlockHeight last)
{
    auto removed = m_connection.write(
        "DELETE FROM pending_block WHERE chain_id = ? AND (block_height < ? OR block_height > ?)",
        {m_chain.value(), first.value(), last.value()});
    return removed ? Result<void>() : removed.error();
}

} // namespace chainpoints
