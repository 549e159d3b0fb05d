#include "core/storage/storedtables.h"

#include "core/storage/migrator.h"
#include "core/storage/sql/rows.h"

#include <algorithm>
#include <map>
#include <set>

namespace chainpoints {
namespace {

using References = std::map<std::string, std::set<std::string>>;

Result<std::vector<StoredTable>> readTables(sql::Connection& connection)
{
    std::vector<StoredTable> tables;
    std::map<std::pair<std::string, std::int64_t>, StoredTable::KeyColumn> keys;
    auto read = sql::forEachRow(connection, connection.dialect().selectColumns(), {},
                                [&](const sql::Statement& row) -> Result<void> {
                                    const std::string table = row.text(0);
                                    if (tables.empty() || tables.back().name != table)
                                        tables.push_back({table, {}, {}});
                                    std::vector<StoredColumn>& columns = tables.back().columns;
                                    if (row.integer(3) > 0)
                                        keys[{table, row.integer(3)}] = {columns.size(), row.integer(4) != 0};
                                    columns.push_back({row.text(1), row.integer(2) != 0});
                                    return {};
                                });
    if (!read)
        return read.error();
    const std::set<std::string> own = ownTables(connection.dialect());
    std::erase_if(tables, [&](const StoredTable& table) { return !own.contains(table.name); });
    for (StoredTable& table : tables)
        for (const auto& [place, column] : keys)
            if (place.first == table.name)
                table.key.push_back(column);
    return tables;
}

Result<References> readReferences(sql::Connection& connection)
{
    References references;
    auto read = sql::forEachRow(connection, connection.dialect().selectReferences(), {},
                                [&](const sql::Statement& row) -> Result<void> {
                                    if (row.text(0) != row.text(1))
                                        references[row.text(0)].insert(row.text(1));
                                    return {};
                                });
    if (!read)
        return read.error();
    return references;
}

} // namespace

std::vector<std::string_view> StoredTable::columnNames() const
{
    std::vector<std::string_view> names;
    for (const StoredColumn& column : columns)
        names.push_back(column.name);
    return names;
}

Result<std::set<std::string>> storedTableNames(sql::Connection& connection)
{
    auto tables = readTables(connection);
    if (!tables)
        return tables.error();
    std::set<std::string> names;
    for (const StoredTable& table : *tables)
        names.insert(table.name);
    return names;
}

Result<std::vector<StoredTable>> storedTables(sql::Connection& connection)
{
    auto tables = readTables(connection);
    if (!tables)
        return tables;
    auto references = readReferences(connection);
    if (!references)
        return references.error();
    std::vector<StoredTable> ordered;
    std::set<std::string> placed;
    const auto mayFollow = [&](const StoredTable& table) {
        return std::ranges::includes(placed, (*references)[table.name]);
    };
    while (!tables->empty()) {
        const auto next = std::ranges::find_if(*tables, mayFollow);
        if (next == tables->end())
            return Error{ErrorCode::Corrupt, "table " + tables->front().name +
                                                 " refers to itself by way of others, or to a missing one"};
        placed.insert(next->name);
        ordered.push_back(std::move(*next));
        tables->erase(next);
    }
    return ordered;
}

} // namespace chainpoints
