#include "core/points/settlement.h"

#include "core/model/boundaries.h"

#include <algorithm>

namespace chainpoints {

UserSettlement::UserSettlement(UserPointsState state, const std::optional<LedgerRow>& anchor, UnixTime target,
                               std::optional<UnixTime> failedSpanEnd, std::int64_t intervalSeconds,
                               const RateTimeline& rates, const BlockBefore& blockBefore)
    : m_target(target), m_interval(intervalSeconds), m_rates(rates), m_blockBefore(blockBefore),
      m_state(std::move(state)), m_check(anchor ? LedgerCheck(*anchor) : LedgerCheck()),
      m_integrated(m_state.spanStart.time), m_spanEnd(failedSpanEnd), m_creditUntil(target)
{
    if (anchor) {
        m_lastRow = anchor->height;
        m_balance = anchor->balanceAfter;
    }
    m_spanStartBalance = m_balance;
    m_closedPoints =
        m_state.points - integrate(m_balance, m_state.spanStart.time, m_state.settled.time, m_rates);
}

void UserSettlement::row(const LedgerRow& row)
{
    if (m_over)
        return;
    if (auto problem = m_check.next(row)) {
        // The arithmetic holds with a balance below zero too, so all the time before that row's interval is
        // proven.
        if (problem->code == LedgerProblem::kNegativeBalance && isInPlace(row)) {
            closeSpanBefore(std::min(row.blockTime, m_target));
            m_lastRowTime = row.blockTime;
        }
        return fail(std::move(*problem));
    }
    if (!isInPlace(row))
        return fail({"order", "the row of block " + std::to_string(row.height.value()) + ", log " +
                                  std::to_string(row.logIndex) + " has the time stamp " +
                                  formatTime(row.blockTime) + ", which lies in an interval of other blocks"});
    m_lastRow = row.height;
    m_lastRowTime = row.blockTime;
    if (row.blockTime >= m_target)
        return;

    closeSpanBefore(row.blockTime);
    appendSegments(m_segments, m_balance, m_integrated, row.blockTime, m_rates);
    m_integrated = row.blockTime;
    m_balance = row.balanceAfter;
    m_spanEnd = boundaryAfter(row.blockTime, m_interval);
}

void UserSettlement::unreadable(LedgerProblem problem)
{
    if (!m_over)
        fail(std::move(problem));
}

void UserSettlement::finish(const StoredBalance& stored)
{
    if (!m_over)
        if (auto problem = compare(stored))
            fail(std::move(*problem));
    closeSpanBefore(m_creditUntil);
    m_state.points = m_closedPoints + integrate(m_balance, m_state.spanStart.time, m_creditUntil, m_rates);
    if (m_creditUntil != m_state.settled.time)
        m_state.settled = at(m_creditUntil);
}

bool UserSettlement::isInPlace(const LedgerRow& row) const
{
    if (row.blockTime >= m_target)
        return row.height > m_blockBefore(m_target);
    const UnixTime start = boundaryAtOrBefore(row.blockTime, m_interval);
    return row.height > m_blockBefore(start) && row.height <= m_blockBefore(start + m_interval);
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

void UserSettlement::fail(LedgerProblem problem)
{
    m_over = true;
    // Rows may be missing anywhere behind the last sound one, so only the time before its interval is proven.
    const UnixTime proven = std::max(boundaryAtOrBefore(m_lastRowTime, m_interval), m_state.settled.time);
    if (proven >= m_target)
        return;
    m_problem = std::move(problem);
    m_creditUntil = proven;
    // What was already taken in of the interval that fails is not credited.
    m_spanEnd.reset();
    m_segments.clear();
    m_integrated = m_state.spanStart.time;
    m_balance = m_spanStartBalance;
}

std::optional<LedgerProblem> UserSettlement::compare(const StoredBalance& stored) const
{
    const std::string newest = std::to_string(stored.lastChange.value());
    if (m_lastRow != stored.lastChange)
        return LedgerProblem{
            "balance_mismatch",
            "user_balance has block " + newest + " as the last change, but the ledger's last row is of " +
                (m_lastRow < BlockHeight(0) ? "no block" : "block " + std::to_string(m_lastRow.value()))};
    if (m_check.balance() != stored.balance)
        return LedgerProblem{"balance_mismatch", "after block " + newest + " user_balance has " +
                                                     stored.balance.decimal() + ", but the ledger " +
                                                     m_check.balance().decimal()};
    return std::nullopt;
}

} // namespace chainpoints
