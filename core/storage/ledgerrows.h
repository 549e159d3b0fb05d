// Reads ledger rows of one user, oldest first.
#pragma once

#include "core/ledger/ledgercheck.h"
#include "core/model/ledger.h"
#include "core/storage/sql/connection.h"

#include <variant>

namespace chainpoints {

/// A row whose text cannot be read as what it must be; `time` is the row's block time.
struct UnreadableRow
{
    LedgerProblem problem;
    UnixTime time;
};
using StoredLedgerRow = std::variant<LedgerRow, UnreadableRow>;

/// The columns to select, in the order that readLedgerRow expects.
inline constexpr const char* kLedgerColumns =
    "change_type, amount, balance_after, log_index, block_time, block_height";

/// The current row of a query over kLedgerColumns, starting at `column`. `user`, hashes are left empty.
[[nodiscard]] StoredLedgerRow readLedgerRow(const sql::Statement& statement, int column = 0);

} // namespace chainpoints
