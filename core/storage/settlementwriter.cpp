#include "core/storage/settlementwriter.h"

#include "core/base/time.h"

#include <algorithm>

namespace chainpoints {

SettlementWriter::SettlementWriter(sql::Connection& connection, ChainId chain, int decimals)
    : m_chain(chain), m_decimals(decimals),
      m_spans(connection, "user_points_change",
              {"user_id", "chain_id", "from_block_height", "to_block_height", "from_block_time",
               "to_block_time", "points_raw", "calculated_points", "status", "reason", "attempts",
               "last_attempt_at"},
              sql::BulkInsert::OnConflict::Replace, {"chain_id", "user_id", "from_block_time"}),
      m_states(connection, "user_points",
               {"chain_id", "user_id", "points", "points_raw", "last_updated_block", "last_updated_time",
                "span_from_block", "span_from_time"},
               sql::BulkInsert::OnConflict::Replace, {"chain_id", "user_id"})
{
}

Result<void> SettlementWriter::spans(const SettlementUser& user, const std::vector<PointsSpan>& spans)
{
    for (const PointsSpan& span : spans) {
        const bool wasFailure = user.failedSpanEnd && span.from == user.state.spanStart;
        // An attempt that failed came before, also where a roll-back lets attempts count anew.
        const std::int64_t attempts = wasFailure ? std::max<std::int64_t>(user.attempts + 1, 2) : 1;
        auto added = m_spans.add({user.id.value(), m_chain.value(), span.from.block.value(),
                                  span.to.block.value(), span.from.time.value(), span.to.time.value(),
                                  span.points.decimal(), toJson(span, m_decimals), std::int64_t(1),
                                  wasFailure ? user.failure : std::string(), attempts, wallClock().value()});
        if (!added)
            return added;
    }
    return {};
}

Result<void> SettlementWriter::failure(const SettlementUser& user, const UserSettlement& settlement)
{
    const SettledPoint from = settlement.state().spanStart;
    const SettledPoint until = settlement.failedUntil();
    const bool sameAsBefore = user.failedSpanEnd && from == user.state.spanStart;
    return m_spans.add({user.id.value(), m_chain.value(), from.block.value(), until.block.value(),
                        from.time.value(), until.time.value(), sql::Value(), sql::Value(), std::int64_t(0),
                        settlement.problem()->text(), sameAsBefore ? user.attempts + 1 : std::int64_t(1),
                        wallClock().value()});
}

Result<void> SettlementWriter::state(const SettlementUser& user, const UserPointsState& state)
{
    return m_states.add({m_chain.value(), user.id.value(), formatPoints(state.points, m_decimals),
                         state.points.decimal(), state.settled.block.value(), state.settled.time.value(),
                         state.spanStart.block.value(), state.spanStart.time.value()});
}

Result<void> SettlementWriter::finish()
{
    auto finished = m_spans.finish();
    return finished ? m_states.finish() : finished;
}

std::string toJson(const PointsSpan& span, int decimals)
{
    // Only digits and fixed words go in, so nothing needs escaping.
    std::string text = R"({"segments":[)";
    for (const PointsSegment& segment : span.segments) {
        if (!text.ends_with('['))
            text += ',';
        text += R"({"from":)" + std::to_string(segment.from.value()) + R"(,"to":)" +
                std::to_string(segment.to.value()) + R"(,"balance":")" +
                formatScaled(segment.balance.value(), decimals) + R"(","rate":")" +
                formatRate(segment.rateE9) + R"(","points":")" + formatPoints(segment.points, decimals) +
                R"("})";
    }
    return text + R"(],"points":")" + formatPoints(span.points, decimals) + R"("})";
}

} // namespace chainpoints
