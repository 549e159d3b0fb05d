// Reads a whole table in pieces, in the order of its primary key.
#pragma once

#include "core/storage/sql/value.h"
#include "core/storage/storedtables.h"

#include <cstdint>
#include <vector>

namespace chainpoints {

using StoredRow = std::vector<sql::Value>;

/// Each piece is a few queries along the primary key's index, so that memory is bounded also where a query's
/// whole answer is held. Rows that are written meanwhile may be missed, unless the caller has begun a
/// transaction for reading. Borrows both.
class TableReader
{
public:
    TableReader(sql::Connection& connection, const StoredTable& table, std::size_t rowsAtOnce);

    /// The next rows; none: that was all. A text that is no UTF-8 comes mended, as no other database would
    /// take it. Errors are those of the connection.
    [[nodiscard]] Result<std::vector<StoredRow>> next();

private:
    [[nodiscard]] std::string queryText() const;
    [[nodiscard]] Result<std::size_t> append(std::vector<StoredRow>& rows);
    [[nodiscard]] StoredRow rowOf(const sql::Statement& answer) const;

    sql::Connection& m_connection;
    const StoredTable& m_table;
    const std::size_t m_rowsAtOnce;
    StoredRow m_last; ///< the key of the last row; empty before the first
    /// As many columns of the key are those of the last row in the rows that are asked for next.
    std::size_t m_fixed = 0;
    bool m_finished = false;
};

/// What two tables with the same rows have in common, in whatever order they were read.
class TableDigest
{
public:
    void add(const StoredRow& row);

    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    bool operator==(const TableDigest&) const = default;

private:
    std::int64_t m_rows = 0;
    std::uint64_t m_sum = 0; ///< of the rows' hashes, which are good within this process only
};

} // namespace chainpoints
