#include "core/storage/tablereader.h"

#include "core/storage/sql/rows.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace chainpoints {
namespace {

std::string mended(std::string text)
{
    if (std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; }))
        return text;
    using Json = nlohmann::json;
    return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

} // namespace

TableReader::TableReader(sql::Connection& connection, const StoredTable& table, std::size_t rowsAtOnce)
    : m_connection(connection), m_table(table), m_rowsAtOnce(rowsAtOnce)
{
}

Result<std::vector<StoredRow>> TableReader::next()
{
    std::vector<StoredRow> rows;
    while (!m_finished && rows.size() < m_rowsAtOnce) {
        const std::size_t wanted = m_rowsAtOnce - rows.size();
        auto added = append(rows);
        if (!added)
            return added.error();
        if (*added > 0) {
            m_last.clear();
            for (const auto& key : m_table.key)
                m_last.push_back(rows.back()[key.column]);
        }
        // A full answer may have ended in the middle of rows that share all but the key's last column.
        if (*added == wanted)
            m_fixed = m_table.key.size() - 1;
        else if (m_fixed == 0)
            m_finished = true;
        else
            --m_fixed;
    }
    return rows;
}

/// Behind the last row, those that share the first m_fixed columns of the key with it: one stretch of the
/// key's index. A comparison of whole keys would not be one for every database.
std::string TableReader::queryText() const
{
    std::string columns;
    for (const StoredColumn& column : m_table.columns)
        columns += (columns.empty() ? "" : ", ") + column.name;
    std::string where;
    std::string order;
    for (std::size_t i = 0; i < m_table.key.size(); ++i) {
        const auto& key = m_table.key[i];
        const std::string& name = m_table.columns[key.column].name;
        if (!m_last.empty() && i <= m_fixed)
            where += (where.empty() ? " WHERE " : " AND ") + name +
                     (i < m_fixed      ? " = ?"
                      : key.descending ? " < ?"
                                       : " > ?");
        if (i >= m_fixed)
            order += (order.empty() ? " ORDER BY " : ", ") + name + (key.descending ? " DESC" : "");
    }
    return "SELECT " + columns + " FROM " + m_table.name + where + order + " LIMIT ?";
}

Result<std::size_t> TableReader::append(std::vector<StoredRow>& rows)
{
    StoredRow parameters;
    if (!m_last.empty())
        parameters.assign(m_last.begin(), m_last.begin() + static_cast<std::ptrdiff_t>(m_fixed) + 1);
    parameters.emplace_back(static_cast<std::int64_t>(m_rowsAtOnce - rows.size()));
    const std::size_t before = rows.size();
    auto read = sql::forEachRow(m_connection, queryText(), std::span<const sql::Value>(parameters),
                                [&](const sql::Statement& answer) -> Result<void> {
                                    rows.push_back(rowOf(answer));
                                    return {};
                                });
    if (!read)
        return read.error();
    return rows.size() - before;
}

StoredRow TableReader::rowOf(const sql::Statement& answer) const
{
    StoredRow row;
    row.reserve(m_table.columns.size());
    for (int i = 0; const StoredColumn& column : m_table.columns) {
        if (answer.isNull(i))
            row.emplace_back();
        else if (column.number)
            row.emplace_back(answer.integer(i));
        else
            row.emplace_back(mended(answer.text(i)));
        ++i;
    }
    return row;
}

void TableDigest::add(const StoredRow& row)
{
    std::string text;
    for (const sql::Value& value : row) {
        const auto* number = std::get_if<std::int64_t>(&value);
        const auto* words = std::get_if<std::string>(&value);
        const std::string shown = number ? std::to_string(*number) : words ? *words : std::string();
        text += (number ? 'n' : words ? 't' : '-') + std::to_string(shown.size()) + ':' + shown;
    }
    ++m_rows;
    m_sum += std::hash<std::string>()(text);
}

} // namespace chainpoints
