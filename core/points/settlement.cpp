#include "core/points/settlement.h"

#include "core/model/boundaries.h"

#include <algorithm>

namespace chainpoints {

UserSettlement::UserSettlement(UserPointsState state, const std::optional<LedgerRow>& anchor, UnixTime target,
                               std::optional<UnixTime> failedSpanEnd, std::int64_t intervalSeconds,
                               const RateTimeline& rates, const BlockBefore& blockBefore)
    : m_target(target), m_interval(intervalSeconds), m_rates(rates), m_blockBefore(blockBefore), m_state(std::move(state)),
      m_check(anchor ? LedgerCheck(*anchor) : LedgerCheck()), m_integrated(m_state.spanStart.time),
      m_spanEnd(failedSpanEnd), m_creditUntil(target)
{
    if (anchor) {
        m_lastRow = anchor->height;
        m_lastRowTime = anchor->blockTime;
        m_balance = anchor->balanceAfter;
    }
    m_spanStartBalance = m_balance;
    m_closedPoints =
        m_state.points - integrate(m_balance, m_state.spanStart.time, m_state.settled.time, m_rates);
}

void UserSettlement::row(const LedgerRow& row)
{
    if (m_problem || row.blockTime >= m_target)
        return;
    if (auto problem = m_check.next(row))
        return fail(std::move(*problem), row.blockTime);
    if (row.blockTime < m_state.settled.time)
        return fail({"order", "block " + std::to_string(row.height.value()) + " lies in settled time by its time stamp " +
                                  formatTime(row.blockTime) + ", but behind the settled block " +
                                  std::to_string(m_state.settled.block.value()) + " by its height"},
                    row.blockTime);

    closeSpanBefore(row.blockTime);
    appendSegments(m_segments, m_balance, m_integrated, row.blockTime, m_rates);
    m_integrated = row.blockTime;
    m_balance = row.balanceAfter;
    m_spanEnd = boundaryAfter(row.blockTime, m_interval);
    m_lastRow = row.height;
    m_lastRowTime = row.blockTime;
}

void UserSettlement::unreadable(LedgerProblem problem, UnixTime time)
{
    if (!m_problem && time < m_target)
        fail(std::move(problem), time);
}

void UserSettlement::finish(const StoredBalance& stored)
{
    if (!m_problem)
        if (auto problem = compare(stored))
            fail(std::move(*problem), std::max(m_lastRowTime, m_state.settled.time));
    closeSpanBefore(m_creditUntil);
    m_state.points = m_closedPoints + integrate(m_balance, m_state.spanStart.time, m_creditUntil, m_rates);
    if (m_creditUntil != m_state.settled.time)
        m_state.settled = at(m_creditUntil);
}

void UserSettlement::closeSpanBefore(UnixTime time)
{
    if (m_spanEnd && *m_spanEnd <= time)
        closeSpan(*m_spanEnd);
}

void UserSettlement::closeSpan(UnixTime end)
{
    appendSegments(m_segments, m_balance, m_integrated, end, m_rates);
    PointsSpan span{m_state.spanStart, at(end), std::exchange(m_segments, {}), {}};
    for (const PointsSegment& segment : span.segments)
        span.points += segment.points;
    m_closedPoints += span.points;
    m_state.spanStart = span.to;
    m_spanStartBalance = m_balance;
    m_integrated = end;
    m_spanEnd.reset();
    m_spans.push_back(std::move(span));
}

void UserSettlement::fail(LedgerProblem problem, UnixTime when)
{
    m_problem = std::move(problem);
    closeSpanBefore(when);
    m_creditUntil =
        std::max({boundaryAtOrBefore(when, m_interval), m_state.settled.time, m_state.spanStart.time});
    // What was already taken in of the interval that fails is not credited.
    if (m_spanEnd && *m_spanEnd > m_creditUntil)
        m_spanEnd.reset();
    m_segments.clear();
    m_integrated = m_state.spanStart.time;
    m_balance = m_spanStartBalance;
}

std::optional<LedgerProblem> UserSettlement::compare(const StoredBalance& stored) const
{
    const std::string newest = std::to_string(stored.lastChange.value());
    const bool allSeen = stored.lastChange <= m_blockBefore(m_target);
    if (m_lastRow > stored.lastChange || (allSeen && m_lastRow < stored.lastChange))
        return LedgerProblem{"balance_mismatch",
                             "user_balance has block " + newest + " as the last change, but the ledger's last row is of " +
                                 (m_lastRow < BlockHeight(0) ? "no block" : "block " + std::to_string(m_lastRow.value()))};
    if (allSeen && m_check.balance() != stored.balance)
        return LedgerProblem{"balance_mismatch", "after block " + newest + " user_balance has " + stored.balance.decimal() +
                                                     ", but the ledger " + m_check.balance().decimal()};
    return std::nullopt;
}

} // namespace chainpoints
