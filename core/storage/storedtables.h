// The tables of a database as the database itself describes them.
#pragma once

#include "core/storage/sql/connection.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace chainpoints {

struct StoredColumn
{
    std::string name;
    bool number = false; ///< else a text
};

/// Columns that the database computes from others are left out.
struct StoredTable
{
    struct KeyColumn
    {
        std::size_t column = 0; ///< which of `columns`
        bool descending = false;
    };

    std::string name;
    std::vector<StoredColumn> columns;
    std::vector<KeyColumn> key; ///< the primary key

    [[nodiscard]] std::vector<std::string_view> columnNames() const;
};

/// The names of those of this program's tables that are in the connection's database.
[[nodiscard]] Result<std::set<std::string>> storedTableNames(sql::Connection& connection);

/// This program's in the connection's database, each behind those that it refers to. Errors are those of the
/// connection.
[[nodiscard]] Result<std::vector<StoredTable>> storedTables(sql::Connection& connection);

} // namespace chainpoints
