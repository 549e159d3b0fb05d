// Walks along one user's ledger rows and integrates on the way. Internal to core/audit.
#pragma once

#include "core/ledger/ledgercheck.h"
#include "core/points/integral.h"
#include "core/storage/ledgerrows.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints::audit_parts {

/// The statement yields the user's rows of userLedgerQuery, oldest first; it and the rates must outlive this
/// object.
class BalanceWalk
{
public:
    BalanceWalk(sql::Statement& rows, const RateTimeline& rates) : m_rows(rows), m_rates(rates) {}

    /// Reads the first row.
    [[nodiscard]] Result<void> start() { return fetch(); }
    /// Time of the row that comes next; none at the end.
    [[nodiscard]] std::optional<UnixTime> nextTime() const { return m_nextTime; }

    /// Goes on to `to`, taking in every row stamped before it. Returns what was gained since the last call.
    /// Never goes back: an earlier `to` does nothing.
    [[nodiscard]] Result<PointsRaw> advance(UnixTime to, std::vector<PointsSegment>* segments);
    /// Takes in what is left, without integrating.
    [[nodiscard]] Result<void> drain();

    [[nodiscard]] UnixTime position() const { return m_position; }
    [[nodiscard]] std::int64_t rows() const { return m_count; }
    [[nodiscard]] const RawAmount& balance() const { return m_balance; }
    [[nodiscard]] BlockHeight lastHeight() const { return m_lastHeight; }
    /// The first thing wrong with the rows taken in so far. A negative balance counts only if it was
    /// integrated over, since the ledger tells the truth there and the user fails for it.
    [[nodiscard]] const std::optional<LedgerProblem>& problem() const { return m_problem; }

private:
    [[nodiscard]] Result<void> fetch();
    void take(bool credited);

    sql::Statement& m_rows;
    const RateTimeline& m_rates;
    std::optional<StoredLedgerRow> m_next;
    std::optional<UnixTime> m_nextTime; ///< there exactly where m_next is
    LedgerCheck m_check;
    std::optional<LedgerProblem> m_problem;
    RawAmount m_balance;
    BlockHeight m_lastHeight{-1};
    UnixTime m_position{0};
    std::int64_t m_count = 0;
};

} // namespace chainpoints::audit_parts
