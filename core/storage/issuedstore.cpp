#include "core/storage/issuedstore.h"

#include "core/storage/sql/rows.h"

namespace chainpoints {

Result<void> IssuedStore::add(UnixTime to, const PointsRaw& points)
{
    PointsRaw sum = points;
    bool known = true;
    auto read = sql::forEachRow(
        m_connection, "SELECT points_raw FROM points_issued WHERE chain_id = ? AND settled_to = ?",
        {m_chain.value(), to.value()}, [&](const sql::Statement& row) -> Result<void> {
            const auto before = PointsRaw::fromDecimal(row.text(0));
            known = before.has_value();
            if (known)
                sum += *before;
            return {};
        });
    if (!read || !known)
        return read;
    auto written = m_connection.run(m_connection.dialect().insertOrReplace(
                                        "points_issued",
                                        std::vector<std::string_view>{"chain_id", "settled_to", "points_raw"},
                                        std::vector<std::string_view>{"chain_id", "settled_to"}),
                                    {m_chain.value(), to.value(), sum.decimal()});
    return written ? Result<void>() : written.error();
}

Result<void> IssuedStore::close(std::optional<UnixTime> from, UnixTime to)
{
    const std::int64_t behind = from ? from->value() : INT64_MIN;
    PointsRaw sum;
    bool known = true;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT points_raw FROM points_issued WHERE chain_id = ? AND settled_to > ? AND settled_to <= ?",
        {m_chain.value(), behind, to.value()}, [&](const sql::Statement& row) -> Result<void> {
            const auto part = PointsRaw::fromDecimal(row.text(0));
            known = known && part.has_value();
            if (part)
                sum += *part;
            return {};
        });
    if (!read)
        return read;
    auto removed = m_connection.run(
        "DELETE FROM points_issued WHERE chain_id = ? AND settled_to > ? AND settled_to <= ?",
        {m_chain.value(), behind, to.value()});
    if (!removed)
        return removed.error();
    if (!known)
        return {};
    auto written = m_connection.run(
        "INSERT INTO points_issued (chain_id, settled_to, settled_from, points_raw) VALUES (?, ?, ?, ?)",
        {m_chain.value(), to.value(), from ? sql::Value(from->value()) : sql::Value(), sum.decimal()});
    return written ? Result<void>() : written.error();
}

Result<void> IssuedStore::rollBackTo(std::optional<UnixTime> boundary)
{
    auto removed = m_connection.run("DELETE FROM points_issued WHERE chain_id = ? AND settled_to > ?",
                                    {m_chain.value(), boundary ? boundary->value() : INT64_MIN});
    return removed ? Result<void>() : removed.error();
}

Result<void> IssuedStore::forget()
{
    return rollBackTo(std::nullopt);
}

Result<std::vector<IssuedPoints>> IssuedStore::upTo(UnixTime to, std::size_t limit)
{
    std::vector<IssuedPoints> issued;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT settled_from, settled_to, points_raw FROM points_issued WHERE chain_id = ? AND "
        "settled_to <= ? ORDER BY settled_to DESC LIMIT ?",
        {m_chain.value(), to.value(), static_cast<std::int64_t>(limit)},
        [&](const sql::Statement& row) -> Result<void> {
            auto points = PointsRaw::fromDecimal(row.text(2));
            if (!points)
                return {};
            issued.push_back({row.isNull(0) ? std::nullopt : std::optional(UnixTime(row.integer(0))),
                              UnixTime(row.integer(1)), std::move(*points)});
            return {};
        });
    if (!read)
        return read.error();
    return issued;
}

} // namespace chainpoints
