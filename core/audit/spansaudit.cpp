// The settled part of a user's audit: points and the spans that explain them.
#include "core/audit/useraudit.h"

#include "core/model/boundaries.h"
#include "core/storage/settlementwriter.h"
#include "core/storage/sql/rows.h"

#include <nlohmann/json.hpp>

namespace chainpoints::audit_parts {
namespace {

std::string spanText(UnixTime from, UnixTime to)
{
    return formatTime(from) + " to " + formatTime(to);
}

} // namespace

Result<void> UserAudit::checkSettled(const StoredPoints& points, BalanceWalk& walk)
{
    PointsRaw total;
    if (auto checked = checkSpans(points, walk, total); !checked)
        return checked;

    if (m_tiled && *m_tiled != points.spanStart.time)
        add("spans", "the last row of user_points_change ends at " + formatTime(*m_tiled) +
                         ", but user_points.span_from is " + formatTime(points.spanStart.time));
    // A span ends at the boundary after a change, so that nothing changed between the last one and the
    // cursor.
    if (const auto next = walk.nextTime(); next && *next < points.cursor.time)
        add("spans", "the settled change of " + formatTime(*next) + " is in no row of user_points_change");
    auto rest = walk.advance(points.cursor.time, nullptr);
    if (!rest)
        return rest.error();
    total += *rest;

    if (points.raw != total.decimal())
        add("points", "user_points.points_raw is " + points.raw + ", but the ledger gives " +
                          total.decimal() + " up to " + formatTime(points.cursor.time));
    const auto& decimals = m_facts.chain().decimals;
    const auto stored = PointsRaw::fromDecimal(points.raw);
    if (decimals && stored && points.points != formatPoints(*stored, *decimals))
        add("points", "user_points.points is " + points.points + ", but points_raw says " +
                          formatPoints(*stored, *decimals));
    const auto& calculated = m_facts.chain().calculatedTime;
    if (calculated && points.cursor.time < *calculated && !m_failed)
        add("cursor", "user_points is settled up to " + formatTime(points.cursor.time) +
                          " only, the chain up to " + formatTime(*calculated) + ", and there is no failure");
    return {};
}

Result<void> UserAudit::checkSpans(const StoredPoints& points, BalanceWalk& walk, PointsRaw& total)
{
    if (const auto first = walk.nextTime())
        m_tiled = boundaryAtOrBefore(*first, m_facts.intervalSeconds());
    return sql::forEachRow(
        m_connection,
        "SELECT from_block_time, from_block_height, to_block_time, to_block_height, points_raw, "
        "calculated_points, status "
        "FROM user_points_change WHERE chain_id = ? AND user_id = ? ORDER BY from_block_time",
        {m_facts.chain().id.value(), m_user.value()}, [&](const sql::Statement& row) -> Result<void> {
            ++m_findings.report().spans;
            const StoredSpan span{{UnixTime(row.integer(0)), BlockHeight(row.integer(1))},
                                  {UnixTime(row.integer(2)), BlockHeight(row.integer(3))},
                                  row.text(4),
                                  row.text(5),
                                  row.integer(6) != 0};
            if (m_failed)
                add("spans", "the row from " + formatTime(span.from.time) + " follows on an open failure");
            for (const SettledPoint& point : {span.from, span.to})
                if (auto checked = checkPoint(point, "user_points_change"); !checked)
                    return checked;
            if (span.from.time >= span.to.time) {
                add("spans",
                    "the row from " + spanText(span.from.time, span.to.time) + " is empty or turned round");
                return {};
            }
            if (span.settled)
                return checkSpan(span, points, walk, total);
            checkFailure(span, points);
            return {};
        });
}

Result<void> UserAudit::checkSpan(const StoredSpan& span, const StoredPoints& points, BalanceWalk& walk,
                                  PointsRaw& total)
{
    const std::string where = "the row from " + spanText(span.from.time, span.to.time);
    if (m_tiled && span.from.time != *m_tiled)
        add("spans",
            where + " does not start at " + formatTime(*m_tiled) + ", where the time before it ends");
    const bool overlaps = m_tiled && span.from.time < *m_tiled;
    m_tiled = span.to.time;
    if (span.to.time > points.cursor.time) {
        add("spans", where + " goes beyond the settled time " + formatTime(points.cursor.time));
        return {};
    }
    // What came before cannot be walked again; that it overlaps is told already.
    if (overlaps)
        return {};
    auto before = walk.advance(span.from.time, nullptr);
    if (!before)
        return before.error();
    PointsSpan expected{span.from, span.to, {}, {}};
    auto gained = walk.advance(span.to.time, &expected.segments);
    if (!gained)
        return gained.error();
    expected.points = *gained;
    total += *before + *gained;
    if (span.raw != gained->decimal())
        add("span_points",
            where + ": points_raw is " + span.raw + ", but the ledger gives " + gained->decimal());
    checkSegments(span, expected);
    return {};
}

void UserAudit::checkFailure(const StoredSpan& span, const StoredPoints& points)
{
    m_failed = true;
    const std::string where = "the failure from " + spanText(span.from.time, span.to.time);
    if (span.from.time != points.spanStart.time)
        add("spans", where + " does not start at user_points.span_from " + formatTime(points.spanStart.time));
    if (span.to.time <= points.cursor.time)
        add("spans", where + " is open, but the user is settled up to " + formatTime(points.cursor.time));
    if (!span.raw.empty() || !span.segments.empty())
        add("spans", where + " has points, which a failure has not");
}

void UserAudit::checkSegments(const StoredSpan& span, const PointsSpan& expected)
{
    const auto& decimals = m_facts.chain().decimals;
    if (!decimals)
        return;
    // Compared as JSON, since a database may write the same value with other blanks and another order of
    // keys.
    const auto stored = nlohmann::json::parse(span.segments, nullptr, false);
    const auto right = nlohmann::json::parse(toJson(expected, *decimals));
    if (stored == right)
        return;
    add("segments", "the row from " + spanText(span.from.time, span.to.time) + ": calculated_points is " +
                        span.segments.substr(0, 500) + ", but the ledger gives " +
                        right.dump().substr(0, 500));
}

} // namespace chainpoints::audit_parts
