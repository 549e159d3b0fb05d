#include "core/http/apijson.h"

namespace chainpoints {
namespace {

constexpr const char* kFormula =
    "points_raw = balance_raw * rate * 10^9 * (to - from); the sum of all segments is "
    "points_raw of the user; points = points_raw / (3600 * 10^9 * 10^decimals), "
    "cut at 18 decimals";

ApiJson orNull(const std::string& text)
{
    return text.empty() ? ApiJson(nullptr) : ApiJson(text);
}

template <typename T>
ApiJson orNull(const std::optional<T>& value)
{
    return value ? ApiJson(value->value()) : ApiJson(nullptr);
}

ApiJson headOf(const ActionView& action)
{
    return {
        {"id", action.id.value()},
        {"kind", toText(action.kind)},
        {"requested_at", action.requestedAt.value()},
        {"requested_by", action.requestedBy},
        {"requested_from", action.requestedFrom},
        {"finished", action.finished()},
        {"waiting", action.waiting},
        {"done", action.done},
        {"failed", action.failed},
        {"skipped", action.skipped},
        {"cancelled", action.cancelled},
    };
}

} // namespace

ApiJson toJson(const UserView& user)
{
    return {
        {"address", user.address},
        {"status", static_cast<int>(user.status)},
        {"balance", user.balance},
        {"balance_raw", user.balanceRaw},
        {"points", user.points},
        {"points_raw", user.pointsRaw},
        {"last_updated_block", user.lastUpdatedBlock.value()},
        {"settled_time", user.settledUpTo.value()},
    };
}

ApiJson toJson(const UserPointsView& user)
{
    return {
        {"address", user.address},
        {"status", static_cast<int>(user.status)},
        {"balance", nullptr},
        {"balance_raw", nullptr},
        {"points", user.points},
        {"points_raw", nullptr},
        {"last_updated_block", nullptr},
        {"chains", user.chains},
    };
}

ApiJson toJson(const ChangeView& change)
{
    return {
        {"chain", change.chain},
        {"change_type", change.type},
        {"amount", change.amount},
        {"amount_raw", change.amountRaw},
        {"balance_after", change.balanceAfter},
        {"balance_after_raw", change.balanceAfterRaw},
        {"tx_hash", change.txHash},
        {"log_index", change.logIndex},
        {"block_hash", change.blockHash},
        {"block_height", change.block.value()},
        {"block_time", change.time.value()},
    };
}

ApiJson toJson(const SpanView& span)
{
    return {
        {"id", span.id.value()},
        {"chain", span.chain},
        {"from_block_height", span.fromBlock.value()},
        {"to_block_height", span.toBlock.value()},
        {"from_block_time", span.from.value()},
        {"to_block_time", span.to.value()},
        {"points", orNull(span.points)},
        {"points_raw", orNull(span.pointsRaw)},
        {"status", span.settled ? 1 : 0},
        {"reason", span.reason},
        {"attempts", span.attempts},
    };
}

ApiJson toJson(const StatementPage& page)
{
    ApiJson segments = ApiJson::array();
    for (const StatementSegment& segment : page.segments)
        segments.push_back({{"from", segment.from.value()},
                            {"to", segment.to.value()},
                            {"balance", segment.balance},
                            {"balance_raw", segment.balanceRaw},
                            {"rate", segment.rate},
                            {"points", segment.points},
                            {"points_raw", segment.pointsRaw},
                            {"total_points_raw", segment.totalRaw}});
    return {
        {"chain", page.chain},       {"address", page.address},
        {"decimals", page.decimals}, {"settled_time", page.settledUpTo.value()},
        {"points", page.points},     {"points_raw", page.pointsRaw},
        {"formula", kFormula},       {"segments", std::move(segments)},
    };
}

ApiJson toJson(const UserPointsAtView& points)
{
    ApiJson chains = ApiJson::array();
    for (const PointsAtView& one : points.chains)
        chains.push_back({{"chain", one.chain},
                          {"points", one.points},
                          {"points_raw", one.pointsRaw},
                          {"settled_block", one.settledBlock.value()},
                          {"settled_time", one.settledUpTo.value()}});
    return {
        {"address", points.address},
        {"at", points.at.value()},
        {"points", points.points},
        {"chains", std::move(chains)},
    };
}

ApiJson toJson(const FailureView& failure)
{
    const auto& dismissal = failure.dismissal;
    return {
        {"id", failure.id.value()},
        {"chain", failure.chain},
        {"user_address", failure.address},
        {"status", failure.open ? "open" : "resolved"},
        {"from_block_height", failure.fromBlock.value()},
        {"to_block_height", failure.toBlock.value()},
        {"from_block_time", failure.from.value()},
        {"to_block_time", failure.to.value()},
        {"code", failure.code},
        {"reason", failure.reason},
        {"attempts", failure.attempts},
        {"last_attempt_at", failure.lastAttempt.value()},
        {"dismissed",
         dismissal ? ApiJson{{"at", dismissal->at.value()}, {"by", dismissal->by}, {"note", dismissal->note}}
                   : ApiJson(nullptr)},
    };
}

ApiJson toJson(const IncidentView& incident)
{
    const auto tip = [](const TipView& view) {
        return ApiJson{{"block_height", view.block.value()}, {"block_hash", view.hash}};
    };
    return {
        {"id", incident.id},
        {"chain", incident.chain},
        {"kind", incident.kind},
        {"happened_at", incident.happenedAt.value()},
        {"ancestor_block", orNull(incident.ancestor)},
        {"old_tip", tip(incident.oldTip)},
        {"new_tip", tip(incident.newTip)},
        {"depth", incident.depth ? ApiJson(*incident.depth) : ApiJson(nullptr)},
        {"rows_removed", incident.rowsRemoved},
        {"users_changed", incident.usersChanged},
        {"sentence", incident.sentence},
        {"evidence", ApiJson::parse(incident.evidence, nullptr, false)},
        {"action_id", orNull(incident.action)},
        {"resolved_at", orNull(incident.resolvedAt)},
    };
}

ApiJson toJson(const RestatementView& view)
{
    return {
        {"id", view.id},
        {"chain", view.chain},
        {"user_address", view.address},
        {"reason", view.reason},
        {"incident_id", view.incident ? ApiJson(*view.incident) : ApiJson(nullptr)},
        {"action_id", orNull(view.action)},
        {"requested_by", view.requestedBy},
        {"restated_at", view.restatedAt.value()},
        {"points_before", view.pointsBefore},
        {"points_after", view.pointsAfter},
        {"difference", view.difference},
        {"points_before_raw", view.pointsBeforeRaw},
        {"points_after_raw", view.pointsAfterRaw},
        {"difference_raw", view.differenceRaw},
        {"settled_before", view.settledBefore.value()},
        {"settled_after", view.settledAfter.value()},
    };
}

ApiJson toJson(const ActionView& action)
{
    ApiJson items = ApiJson::array();
    for (const ActionItem& item : action.items)
        items.push_back({{"chain", item.chain},
                         {"failure_id", item.failure ? ApiJson(item.failure->value()) : ApiJson(nullptr)},
                         {"state", toText(item.state)},
                         {"sentence", item.sentence}});
    ApiJson json = headOf(action);
    json["items"] = std::move(items);
    return json;
}

ApiJson toJson(const ActionSummary& action)
{
    ApiJson json = headOf(action.action);
    json["chains"] = action.chains;
    json["result"] = action.result;
    return json;
}

std::string dumped(const ApiJson& json)
{
    return json.dump(-1, ' ', false, ApiJson::error_handler_t::replace);
}

} // namespace chainpoints
