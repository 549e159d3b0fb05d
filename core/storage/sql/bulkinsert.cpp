#include "core/storage/sql/bulkinsert.h"

namespace chainpoints::sql {

Result<BulkInsert> BulkInsert::into(Connection& connection, std::string_view table,
                                    std::vector<std::string_view> columns, OnConflict onConflict,
                                    std::vector<std::string_view> key)
{
    const Dialect& dialect = connection.dialect();
    const std::string text = onConflict == OnConflict::Fail   ? plainInsert(table, columns)
                             : onConflict == OnConflict::Keep ? dialect.insertOrKeep(table, columns, key)
                                                              : dialect.insertOrReplace(table, columns, key);
    auto statement = connection.prepare(text);
    if (!statement)
        return statement.error();
    return BulkInsert(**statement);
}

Result<void> BulkInsert::add(std::initializer_list<Value> row)
{
    const auto changed = m_statement->run(std::span(row.begin(), row.size()));
    if (!changed)
        return changed.error();
    m_changed += *changed;
    return {};
}

} // namespace chainpoints::sql
