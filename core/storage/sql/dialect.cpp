#include "core/storage/sql/dialect.h"

#include "core/storage/sql/mysqlerror.h"
#include "core/storage/sql/sqlitestatement.h"

#include <algorithm>

namespace chainpoints::sql {
namespace {

std::string joined(Dialect::Names names)
{
    std::string text;
    for (const std::string_view name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

/// "a = before a after, b = ..." for all columns outside the key.
std::string updates(Dialect::Names columns, Dialect::Names key, std::string_view before,
                    std::string_view after)
{
    std::string text;
    for (const std::string_view column : columns)
        if (std::find(key.begin(), key.end(), column) == key.end())
            text.append(text.empty() ? "" : ", ")
                .append(column)
                .append(" = ")
                .append(before)
                .append(column)
                .append(after);
    return text;
}

} // namespace

std::string plainInsert(std::string_view table, Dialect::Names columns, std::size_t rows)
{
    std::string row = "(";
    for (std::size_t i = 0; i < columns.size(); ++i)
        row += i == 0 ? "?" : ", ?";
    row += ')';
    std::string text = "INSERT INTO " + std::string(table) + " (" + joined(columns) + ") VALUES " + row;
    for (std::size_t i = 1; i < rows; ++i)
        text.append(", ").append(row);
    return text;
}

std::string Dialect::insertOrKeep(std::string_view table, Names columns, Names key, std::size_t rows) const
{
    return plainInsert(table, columns, rows) + orKeep(key);
}

std::string Dialect::insertOrReplace(std::string_view table, Names columns, Names key, std::size_t rows) const
{
    return plainInsert(table, columns, rows) + orReplace(columns, key);
}

Error SqliteDialect::error(int code, const std::string& message) const
{
    return sqliteError(code, message);
}

std::string SqliteDialect::orKeep(Names key) const
{
    return " ON CONFLICT (" + joined(key) + ") DO NOTHING";
}

std::string SqliteDialect::orReplace(Names columns, Names key) const
{
    return " ON CONFLICT (" + joined(key) + ") DO UPDATE SET " + updates(columns, key, "excluded.", "");
}

Error MysqlDialect::error(int code, const std::string& message) const
{
    return mysqlError(code, message);
}

std::string MysqlDialect::orKeep(Names key) const
{
    // INSERT IGNORE would swallow every other error too.
    const std::string column(key.front());
    return " ON DUPLICATE KEY UPDATE " + column + " = " + column;
}

std::string MysqlDialect::orReplace(Names columns, Names key) const
{
    // MariaDB does not know MySQL's newer way to name the row.
    return " ON DUPLICATE KEY UPDATE " + updates(columns, key, "VALUES(", ")");
}

} // namespace chainpoints::sql
