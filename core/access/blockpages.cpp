#include "core/access/blockpages.h"

#include "core/storage/chainrollback.h"
#include "core/storage/sql/rows.h"

#include <nlohmann/json.hpp>

namespace chainpoints {
namespace {

/// Of what is kept with a block; what cannot be read is fetched again by who follows the chain.
std::int64_t transfersIn(const std::string& text)
{
    const auto list = nlohmann::json::parse(text, nullptr, false);
    return list.is_array() ? std::int64_t(list.size()) : 0;
}

} // namespace

Result<PendingView> readPending(sql::Connection& connection, const std::string& chain, std::size_t limit)
{
    if (limit < 1 || limit > kMostPendingBlocks)
        return Error{ErrorCode::BadInput,
                     "limit: between 1 and " + std::to_string(kMostPendingBlocks) + " are possible"};
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto record = ChainStore(connection).byName(chain);
    if (!record)
        return record.error();
    PendingView view;
    // What was processed meanwhile may still be there.
    auto counted = sql::forEachRow(
        connection, "SELECT COUNT(*) FROM pending_block WHERE chain_id = ? AND block_height > ?",
        {record->id.value(), record->processed.value()}, [&](const sql::Statement& row) -> Result<void> {
            view.count = row.integer(0);
            return {};
        });
    if (!counted)
        return counted.error();
    auto read = sql::forEachRow(
        connection,
        "SELECT block_height, block_hash, block_time, transfers FROM pending_block WHERE chain_id = ? AND "
        "block_height > ? ORDER BY block_height LIMIT ?",
        {record->id.value(), record->processed.value(), std::int64_t(limit)},
        [&](const sql::Statement& row) -> Result<void> {
            view.blocks.push_back({BlockHeight(row.integer(0)), row.text(1), UnixTime(row.integer(2)),
                                   transfersIn(row.text(3))});
            return {};
        });
    if (!read)
        return read.error();
    return view;
}

Result<RollbackView> readRollback(sql::Connection& connection, const std::string& chain, BlockHeight height)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto record = ChainStore(connection).byName(chain);
    if (!record)
        return record.error();
    if (auto possible = requireRollbackTarget(*record, height); !possible)
        return possible.error();
    auto loss = lossByRollback(connection, *record, height);
    if (!loss)
        return loss.error();
    return RollbackView{loss->changes, record->calculatedTime, loss->remains};
}

} // namespace chainpoints
