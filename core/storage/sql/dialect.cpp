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

std::string SqliteDialect::selectColumns() const
{
    return "SELECT t.name, c.name, c.type = 'INTEGER', c.pk, COALESCE((SELECT k.\"desc\" FROM "
           "pragma_index_list(t.name) i, pragma_index_xinfo(i.name) k WHERE i.origin = 'pk' AND k.key = 1 "
           "AND k.name = c.name), 0) FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = "
           "'table' AND t.name NOT LIKE 'sqlite_%' AND c.hidden = 0 ORDER BY t.name, c.cid";
}

std::string SqliteDialect::selectReferences() const
{
    return "SELECT t.name, f.\"table\" FROM sqlite_master t, pragma_foreign_key_list(t.name) f "
           "WHERE t.type = 'table'";
}

std::string SqliteDialect::selectNewestId() const
{
    return "SELECT seq FROM sqlite_sequence WHERE name = ?";
}

std::vector<std::string> SqliteDialect::continueIds(std::string_view table, std::int64_t newest) const
{
    const std::string name = "'" + std::string(table) + "'";
    return {"DELETE FROM sqlite_sequence WHERE name = " + name,
            "INSERT INTO sqlite_sequence (name, seq) VALUES (" + name + ", " + std::to_string(newest) + ")"};
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

std::string MysqlDialect::selectColumns() const
{
    // Of a column that is not computed, MySQL says '' and MariaDB NULL.
    return "SELECT c.table_name, c.column_name, CASE WHEN c.data_type IN ('bigint', 'int') THEN 1 ELSE 0 "
           "END, "
           "COALESCE(k.seq_in_index, 0), CASE WHEN k.collation = 'D' THEN 1 ELSE 0 END "
           "FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = "
           "c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' LEFT JOIN "
           "information_schema.statistics k ON "
           "k.table_schema = c.table_schema AND k.table_name = c.table_name AND "
           "k.column_name = c.column_name AND k.index_name = 'PRIMARY' WHERE c.table_schema = DATABASE() "
           "AND COALESCE(c.generation_expression, '') = '' ORDER BY c.table_name, c.ordinal_position";
}

std::string MysqlDialect::selectReferences() const
{
    return "SELECT table_name, referenced_table_name FROM information_schema.key_column_usage "
           "WHERE table_schema = DATABASE() AND referenced_table_schema = table_schema";
}

std::string MysqlDialect::selectNewestId() const
{
    return "SELECT auto_increment - 1 FROM information_schema.tables "
           "WHERE table_schema = DATABASE() AND table_name = ?";
}

std::vector<std::string> MysqlDialect::continueIds(std::string_view table, std::int64_t newest) const
{
    return {"ALTER TABLE " + std::string(table) + " AUTO_INCREMENT = " + std::to_string(newest + 1)};
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
