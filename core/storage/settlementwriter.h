// Writes what came of a settlement.
#pragma once

#include "core/storage/settlementusers.h"
#include "core/storage/sql/bulkinsert.h"

namespace chainpoints {

/// Inside a transaction: for each user what there is to write, then `finish`. Rows may be sent at any time
/// before that.
class SettlementWriter
{
public:
    SettlementWriter(sql::Connection& connection, ChainId chain, int decimals);

    /// Closed spans of the user. An open failure that starts where one of them starts is hereby resolved, and
    /// stays with its reason.
    [[nodiscard]] Result<void> spans(const SettlementUser& user, const std::vector<PointsSpan>& spans);
    /// One more attempt that failed.
    [[nodiscard]] Result<void> failure(const SettlementUser& user, const UserSettlement& settlement);
    /// The user's points and cursor.
    [[nodiscard]] Result<void> state(const SettlementUser& user, const UserPointsState& state);
    /// Everything is in the database then.
    [[nodiscard]] Result<void> finish();

private:
    const ChainId m_chain;
    const int m_decimals;
    sql::BulkInsert m_spans;
    sql::BulkInsert m_states;
};

/// The text of user_points_change.calculated_points (SPEC 8).
[[nodiscard]] std::string toJson(const PointsSpan& span, int decimals);

} // namespace chainpoints
