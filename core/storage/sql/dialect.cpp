#include "core/storage/sql/dialect.h"

#include <algorithm>

namespace chainpoints::sql {
namespace {

std::string joined(std::span<const std::string_view> names)
{
    std::string text;
    for (const std::string_view name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

} // namespace

std::string plainInsert(std::string_view table, std::span<const std::string_view> columns)
{
    std::string marks;
    for (std::size_t i = 0; i < columns.size(); ++i)
        marks += i == 0 ? "?" : ", ?";
    return "INSERT INTO " + std::string(table) + " (" + joined(columns) + ") VALUES (" + marks + ")";
}

std::string SqliteDialect::insertOrKeep(std::string_view table, std::span<const std::string_view> columns,
                                        std::span<const std::string_view> key) const
{
    return plainInsert(table, columns) + " ON CONFLICT (" + joined(key) + ") DO NOTHING";
}

std::string SqliteDialect::insertOrReplace(std::string_view table, std::span<const std::string_view> columns,
                                           std::span<const std::string_view> key) const
{
    std::string updates;
    for (const std::string_view column : columns)
        if (std::find(key.begin(), key.end(), column) == key.end())
            updates.append(updates.empty() ? "" : ", ").append(column).append(" = excluded.").append(column);
    return plainInsert(table, columns) + " ON CONFLICT (" + joined(key) + ") DO UPDATE SET " + updates;
}

} // namespace chainpoints::sql
