#include "core/report/pointsat.h"

#include "core/model/boundaries.h"

namespace chainpoints {

Result<void> requireSettledBoundary(ChainFacts& facts, UnixTime at)
{
    const std::string chain = "chain " + facts.chain().name + ": ";
    const std::optional<UnixTime> last = facts.chain().calculatedTime;
    auto first = facts.firstBoundary();
    if (!first)
        return first.error();
    if (!last || !*first)
        return Error{ErrorCode::Refused, chain + "no points are settled yet"};
    // The interval before the first closable boundary was followed too, and nothing was gained before it.
    const UnixTime earliest = **first - facts.intervalSeconds();
    if (at >= earliest && at <= *last && boundaryAtOrBefore(at, facts.intervalSeconds()) == at)
        return {};
    return Error{ErrorCode::Refused,
                 chain + "there are no points as of " + formatTime(at) + "; they are available as of each " +
                     std::to_string(facts.intervalSeconds()) + " s from " + formatTime(earliest) + " to " +
                     formatTime(*last) + " (" + std::to_string(last->value()) + ")"};
}

Result<std::optional<PointsAt>> pointsAt(ChainFacts& facts, UserId user, const std::string& address,
                                         const SettledPoint& cursor, UnixTime at)
{
    auto rates = facts.ratesOf(user, address);
    if (!rates)
        return rates.error();
    const UnixTime end = std::min(at, cursor.time);
    PointsAt result;
    RawAmount balance;
    std::optional<UnixTime> since; // of `balance`
    auto read =
        facts.forEachLedgerRow(user, [&](const StoredLedgerRow& stored, UnixTime time) -> Result<bool> {
            const auto* row = std::get_if<LedgerRow>(&stored);
            if (time >= at)
                return false;
            if (time >= end) {
                since = since.value_or(end);
                return false;
            }
            if (!row)
                return corruptFact(facts.chain().name, address,
                                   std::get<UnreadableRow>(stored).problem.sentence);
            if (since)
                result.points += integrate(balance, *since, time, *rates);
            balance = row->balanceAfter;
            since = time;
            return true;
        });
    if (!read)
        return read.error();
    if (!since)
        return std::optional<PointsAt>();
    result.points += integrate(balance, *since, end, *rates);
    auto settled = cursor.time <= at ? Result<SettledPoint>(cursor) : facts.settledPoint(at);
    if (!settled)
        return settled.error();
    result.settled = *settled;
    return std::optional(std::move(result));
}

} // namespace chainpoints
