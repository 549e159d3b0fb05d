#include "core/storage/ledgerrows.h"

#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {

StoredLedgerRow readLedgerRow(const sql::Statement& statement, int column)
{
    LedgerRow row;
    row.logIndex = statement.integer(column + 3);
    row.blockTime = UnixTime(statement.integer(column + 4));
    row.height = BlockHeight(statement.integer(column + 5));
    const auto type = changeTypeFromText(statement.text(column));
    auto amount = RawAmount::fromDecimal(statement.text(column + 1));
    auto balance = RawAmount::fromDecimal(statement.text(column + 2));
    if (type && amount && balance) {
        row.type = *type;
        row.amount = std::move(*amount);
        row.balanceAfter = std::move(*balance);
        return row;
    }
    const std::string cause = !type     ? "the change type is unknown"
                              : !amount ? "amount " + amount.error().message
                                        : "balance_after " + balance.error().message;
    return UnreadableRow{{"unreadable", "at block " + std::to_string(row.height.value()) + ", log " +
                                            std::to_string(row.logIndex) + ": " + cause},
                         row.blockTime};
}

RowOrigin originOf(const LedgerRow& row)
{
    return {row.height.value(), row.logIndex,         std::string(toText(row.type)),
            row.user.hex(),     row.amount.decimal(), row.txHash.hex(),
            row.blockHash.hex()};
}

Result<std::vector<RowOrigin>> storedOrigins(sql::Connection& connection, ChainId chain, BlockRange range)
{
    std::vector<RowOrigin> rows;
    auto read =
        sql::forEachRow(connection,
                        "SELECT c.block_height, c.log_index, c.change_type, u.user_address, c.amount, "
                        "c.tx_hash, c.block_hash "
                        "FROM user_balance_change c JOIN user u ON u.id = c.user_id WHERE c.chain_id = ? AND "
                        "c.block_height >= ? AND c.block_height <= ?",
                        {chain.value(), range.first.value(), range.last.value()},
                        [&](const sql::Statement& row) -> Result<void> {
                            rows.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3),
                                            row.text(4), row.text(5), row.text(6)});
                            return {};
                        });
    if (!read)
        return read.error();
    std::ranges::sort(rows);
    return rows;
}

} // namespace chainpoints
