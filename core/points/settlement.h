// Settles one user up to a boundary: the ledger rows in, points and spans out. Pure.
#pragma once

#include "core/ledger/ledgercheck.h"
#include "core/points/integral.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace chainpoints {

/// A boundary and the last block before it: a point where a settlement can stand.
struct SettledPoint
{
    UnixTime time;
    BlockHeight block;

    bool operator==(const SettledPoint&) const = default;
};

/// A stretch of settled time of one user that becomes a row of user_points_change. Spans of a user tile time.
struct PointsSpan
{
    SettledPoint from;
    SettledPoint to;
    std::vector<PointsSegment> segments;
    PointsRaw points;
};

/// How far a user is settled, as stored.
struct UserPointsState
{
    PointsRaw points;     ///< up to `settled`
    SettledPoint settled; ///< the user's cursor
    SettledPoint
        spanStart; ///< where the next span starts; at or before `settled`, the balance constant in between
};

/// The user's balance as the balance table has it, to be compared with the ledger.
struct StoredBalance
{
    RawAmount balance;
    BlockHeight lastChange; ///< height of the newest ledger row
};

/// Settles one user over [state.settled, target). Feed `row` with all of the user's rows behind
/// state.settled.block, oldest first, then call `finish`.
///
/// A span ends at the boundary after each interval in which the balance changed, so that the spans do not
/// depend on when and how often settlements run. A balance is credited only where it is proven: each stretch
/// by the row that follows it, also one behind the target, the last stretch by the balance table. Where that
/// fails the user stops at the boundary before the last sound row, since a row may be missing anywhere behind
/// it.
class UserSettlement
{
public:
    /// Finds the last block before a closable boundary.
    using BlockBefore = std::function<BlockHeight(UnixTime boundary)>;

    /// `anchor`: the user's last ledger row at or before state.settled.block, if any. `failedSpanEnd`: end of
    /// the user's open failure, if any: the span ends there even without a change, so that the failure
    /// becomes a span. References must outlive this object.
    UserSettlement(UserPointsState state, const std::optional<LedgerRow>& anchor, UnixTime target,
                   std::optional<UnixTime> failedSpanEnd, std::int64_t intervalSeconds,
                   const RateTimeline& rates, const BlockBefore& blockBefore);

    void row(const LedgerRow& row);
    /// Instead of `row`: what is stored cannot be read as a row.
    void unreadable(LedgerProblem problem);
    /// Compares with the balance table, closes the last span and credits up to the target, or to the failure.
    void finish(const StoredBalance& stored);

    /// Spans closed so far; taking them keeps memory small while a long history streams through.
    [[nodiscard]] std::vector<PointsSpan> takeSpans() { return std::exchange(m_spans, {}); }

    // After finish():
    [[nodiscard]] const UserPointsState& state() const { return m_state; }
    [[nodiscard]] const std::optional<LedgerProblem>& problem() const { return m_problem; }
    /// The span that could not be settled; meaningful with a problem.
    [[nodiscard]] SettledPoint failedUntil() const { return at(m_state.settled.time + m_interval); }

private:
    [[nodiscard]] SettledPoint at(UnixTime boundary) const { return {boundary, m_blockBefore(boundary)}; }
    void closeSpanBefore(UnixTime time);
    void closeSpan(UnixTime end);
    /// True if the row's time lies in the interval that its block lies in.
    [[nodiscard]] bool isInPlace(const LedgerRow& row) const;
    void fail(LedgerProblem problem);
    [[nodiscard]] std::optional<LedgerProblem> compare(const StoredBalance& stored) const;

    // Constant after construction
    const UnixTime m_target;
    const std::int64_t m_interval;
    const RateTimeline& m_rates;
    const BlockBefore& m_blockBefore;

    UserPointsState m_state;
    LedgerCheck m_check;
    BlockHeight m_lastRow{-1}; ///< height of the newest row that was found sound
    UnixTime m_lastRowTime{0}; ///< of those behind the anchor
    bool m_over = false;       ///< something did not add up; what follows means nothing

    PointsRaw m_closedPoints; ///< up to m_state.spanStart
    RawAmount m_spanStartBalance;
    std::vector<PointsSegment> m_segments; ///< of the open span, up to m_integrated
    UnixTime m_integrated;
    RawAmount m_balance;               ///< from m_integrated on
    std::optional<UnixTime> m_spanEnd; ///< the boundary where the open span ends; none while it may go on
    std::vector<PointsSpan> m_spans;

    std::optional<LedgerProblem> m_problem;
    UnixTime m_creditUntil;
};

} // namespace chainpoints
