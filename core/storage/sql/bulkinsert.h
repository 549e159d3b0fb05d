// Many rows into one table, the fastest way that the connection has.
#pragma once

#include "core/storage/sql/connection.h"

#include <string_view>
#include <vector>

namespace chainpoints::sql {

/// Inside a transaction: `add` rows, then `finish`. Rows may be sent at any time before finish() returns.
class BulkInsert
{
public:
    enum class OnConflict { Fail, Keep, Replace };

    [[nodiscard]] static Result<BulkInsert> into(Connection& connection, std::string_view table,
                                                 std::vector<std::string_view> columns,
                                                 OnConflict onConflict = OnConflict::Fail,
                                                 std::vector<std::string_view> key = {});

    /// One value for each column.
    [[nodiscard]] Result<void> add(std::initializer_list<Value> row);
    /// Returns how many rows were inserted or replaced.
    [[nodiscard]] Result<std::int64_t> finish() const { return m_changed; }

private:
    explicit BulkInsert(Statement& statement) : m_statement(&statement) {}
    Statement* m_statement;
    std::int64_t m_changed = 0;
};

} // namespace chainpoints::sql
