#include "core/storage/ledgerrows.h"

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

} // namespace chainpoints
