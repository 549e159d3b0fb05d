#include "core/storage/sql/bulkinsert.h"

#include <bit>

namespace chainpoints::sql {
namespace {

// Beside a text: its length, its type and what the protocol needs.
constexpr std::size_t kBytesBesideText = 16;

std::size_t bytesOf(std::span<const Value> row)
{
    std::size_t bytes = 0;
    for (const Value& value : row) {
        const auto* text = std::get_if<std::string>(&value);
        bytes += kBytesBesideText + (text ? text->size() : 0);
    }
    return bytes;
}

} // namespace

BulkInsert::BulkInsert(Connection& connection, std::string_view table, std::vector<std::string_view> columns,
                       OnConflict onConflict, std::vector<std::string_view> key)
    : m_connection(&connection), m_table(table), m_columns(std::move(columns)), m_onConflict(onConflict),
      m_key(std::move(key)), m_rowsAtOnce(connection.dialect().rowsAtOnce())
{
}

Result<void> BulkInsert::add(std::span<const Value> row)
{
    if (m_rowsAtOnce == 1)
        return send(row);
    const std::size_t bytes = bytesOf(row);
    if (m_waiting.size() == m_rowsAtOnce * m_columns.size() ||
        m_waitingBytes + bytes > m_connection->mostBytes() / 2)
        if (auto sent = finish(); !sent)
            return sent;
    m_waiting.insert(m_waiting.end(), row.begin(), row.end());
    m_waitingBytes += bytes;
    return {};
}

Result<void> BulkInsert::finish()
{
    const std::span<const Value> values(m_waiting);
    // In powers of two, so that few statements serve every number of rows.
    for (std::size_t sent = 0; sent < values.size();) {
        const std::size_t rows = std::bit_floor((values.size() - sent) / m_columns.size());
        if (auto done = send(values.subspan(sent, rows * m_columns.size())); !done)
            return done;
        sent += rows * m_columns.size();
    }
    m_waiting.clear();
    m_waitingBytes = 0;
    return {};
}

std::string BulkInsert::textFor(std::size_t rows) const
{
    const Dialect& dialect = m_connection->dialect();
    switch (m_onConflict) {
    case OnConflict::Fail:
        break;
    case OnConflict::Keep:
        return dialect.insertOrKeep(m_table, m_columns, m_key, rows);
    case OnConflict::Replace:
        return dialect.insertOrReplace(m_table, m_columns, m_key, rows);
    }
    return plainInsert(m_table, m_columns, rows);
}

Result<void> BulkInsert::send(std::span<const Value> values)
{
    const std::size_t rows = values.size() / m_columns.size();
    Statement*& statement = m_statements[static_cast<std::size_t>(std::countr_zero(rows))];
    if (!statement) {
        auto prepared = m_connection->prepare(textFor(rows));
        if (!prepared)
            return prepared.error();
        statement = *prepared;
    }
    auto done = statement->run(values);
    return done ? Result<void>() : done.error();
}

} // namespace chainpoints::sql
