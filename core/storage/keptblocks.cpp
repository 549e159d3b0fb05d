#include "core/storage/keptblocks.h"

#include "core/storage/sql/rows.h"

namespace chainpoints {
namespace {

Result<Hash> hashFrom(const std::string& text, const char* table)
{
    auto hash = Hash::parse(text);
    if (!hash)
        return Error{ErrorCode::Corrupt, std::string("table ") + table + " holds something else than hashes"};
    return *hash;
}

} // namespace

Result<std::optional<KnownBlock>> knownBlock(sql::Connection& connection, ChainId chain, BlockHeight height)
{
    std::optional<KnownBlock> known;
    auto kept = sql::forEachRow(
        connection,
        "SELECT block_height, block_hash, parent_hash, block_time FROM chain_block WHERE chain_id = ? AND "
        "block_height <= ? ORDER BY block_height DESC LIMIT 1",
        {chain.value(), height.value()}, [&](const sql::Statement& row) -> Result<void> {
            auto hash = hashFrom(row.text(1), "chain_block");
            auto parent = hashFrom(row.text(2), "chain_block");
            if (!hash || !parent)
                return !hash ? hash.error() : parent.error();
            const BlockHeader header{BlockHeight(row.integer(0)), *hash, *parent, UnixTime(row.integer(3))};
            known = KnownBlock{header.height, header.hash, header};
            return {};
        });
    if (!kept)
        return kept.error();
    auto rows =
        sql::forEachRow(connection,
                        "SELECT block_height, block_hash FROM user_balance_change WHERE chain_id = ? AND "
                        "block_height <= ? AND "
                        "change_type <> 'opening' ORDER BY block_height DESC LIMIT 1",
                        {chain.value(), height.value()}, [&](const sql::Statement& row) -> Result<void> {
                            if (known && known->height.value() >= row.integer(0))
                                return {};
                            auto hash = hashFrom(row.text(1), "user_balance_change");
                            if (!hash)
                                return hash.error();
                            known = KnownBlock{BlockHeight(row.integer(0)), *hash, std::nullopt};
                            return {};
                        });
    if (!rows)
        return rows.error();
    return known;
}

} // namespace chainpoints
