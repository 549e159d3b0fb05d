// Many rows into one table, the fastest way that the connection has.
#pragma once

#include "core/storage/sql/connection.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints::sql {

/// Inside a transaction: `add` rows, then `finish`. Rows may be sent at any time before finish() returns, so
/// that either may fail for a row that was added before.
class BulkInsert
{
public:
    enum class OnConflict { Fail, Keep, Replace };

    /// The names must outlive this.
    BulkInsert(Connection& connection, std::string_view table, std::vector<std::string_view> columns,
               OnConflict onConflict = OnConflict::Fail, std::vector<std::string_view> key = {});

    /// One value for each column.
    [[nodiscard]] Result<void> add(std::span<const Value> row);
    [[nodiscard]] Result<void> add(std::initializer_list<Value> row)
    {
        return add(std::span(row.begin(), row.size()));
    }
    /// All rows are in the database then; more may follow.
    [[nodiscard]] Result<void> finish();

private:
    [[nodiscard]] std::string textFor(std::size_t rows) const;
    [[nodiscard]] Result<void> send(std::span<const Value> values);

    Connection* m_connection;
    std::string_view m_table;
    std::vector<std::string_view> m_columns;
    OnConflict m_onConflict;
    std::vector<std::string_view> m_key;
    std::size_t m_rowsAtOnce;
    std::vector<Value> m_waiting; ///< row after row
    std::size_t m_waitingBytes = 0;
    std::array<Statement*, 64> m_statements{}; ///< [n]: for 2^n rows, once it was needed
};

} // namespace chainpoints::sql
