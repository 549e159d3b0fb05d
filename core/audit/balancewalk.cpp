#include "core/audit/balancewalk.h"

#include "core/storage/facts.h"

#include <algorithm>

namespace chainpoints::audit_parts {

Result<void> BalanceWalk::fetch()
{
    auto more = m_rows.next();
    if (!more)
        return more.error();
    m_next.reset();
    m_nextTime.reset();
    if (*more) {
        m_next = readLedgerRow(m_rows);
        m_nextTime = UnixTime(m_rows.integer(kLedgerTimeColumn));
    }
    return {};
}

void BalanceWalk::take(bool credited)
{
    ++m_count;
    if (const auto* unreadable = std::get_if<UnreadableRow>(&*m_next)) {
        if (!m_problem)
            m_problem = unreadable->problem;
        return;
    }
    const LedgerRow& row = std::get<LedgerRow>(*m_next);
    if (auto problem = m_check.next(row)) {
        const bool counts = credited || problem->code != "negative_balance";
        if (counts && !m_problem)
            m_problem = std::move(problem);
        m_check = LedgerCheck(row); // later rows are judged by themselves
    }
    m_balance = row.balanceAfter;
    m_lastHeight = row.height;
}

Result<PointsRaw> BalanceWalk::advance(UnixTime to, std::vector<PointsSegment>* segments)
{
    PointsRaw gained;
    const auto integrateUpTo = [&](UnixTime time) {
        gained += integrate(m_balance, m_position, time, m_rates);
        if (segments)
            appendSegments(*segments, m_balance, m_position, time, m_rates);
        m_position = std::max(m_position, time);
    };
    while (m_nextTime && *m_nextTime < to) {
        integrateUpTo(*m_nextTime);
        take(true);
        if (auto fetched = fetch(); !fetched)
            return fetched.error();
    }
    integrateUpTo(to);
    return gained;
}

Result<void> BalanceWalk::drain()
{
    while (m_next) {
        take(false);
        if (auto fetched = fetch(); !fetched)
            return fetched.error();
    }
    return {};
}

} // namespace chainpoints::audit_parts
