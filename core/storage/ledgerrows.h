// Reads ledger rows: of one user, oldest first; of some blocks.
#pragma once

#include "core/ledger/ledgercheck.h"
#include "core/model/ledger.h"
#include "core/storage/sql/connection.h"

#include <string>
#include <variant>
#include <vector>

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

/// Which log a ledger row came from, and what that says; in the texts of the database. What follows from
/// other logs too, as the balance does, is left out.
struct RowOrigin
{
    std::int64_t height = 0;
    std::int64_t logIndex = 0;
    std::string type;
    std::string address;
    std::string amount;
    std::string txHash;
    std::string blockHash;

    auto operator<=>(const RowOrigin&) const = default;
};

[[nodiscard]] RowOrigin originOf(const LedgerRow& row);
/// Those of the chain's stored rows of these blocks, ascending. Errors are those of the connection.
[[nodiscard]] Result<std::vector<RowOrigin>> storedOrigins(sql::Connection& connection, ChainId chain,
                                                           BlockRange range);

} // namespace chainpoints
