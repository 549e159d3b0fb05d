// What operators see, as JSON (SPEC 11). Chains are in core/access/chainjson.h. Internal to core/http.
#pragma once

#include "core/access/accountviews.h"
#include "core/access/incidentviews.h"
#include "core/access/views.h"

#include <nlohmann/json.hpp>

#include <string>

namespace chainpoints {

using ApiJson = nlohmann::ordered_json;

[[nodiscard]] ApiJson toJson(const UserView& user);
/// The same keys; what has no sum over chains is null.
[[nodiscard]] ApiJson toJson(const UserPointsView& user);
[[nodiscard]] ApiJson toJson(const ChangeView& change);
[[nodiscard]] ApiJson toJson(const SpanView& span);
[[nodiscard]] ApiJson toJson(const StatementPage& page);
[[nodiscard]] ApiJson toJson(const UserPointsAtView& points);
[[nodiscard]] ApiJson toJson(const FailureView& failure);
[[nodiscard]] ApiJson toJson(const IncidentView& incident);
[[nodiscard]] ApiJson toJson(const RestatementView& view);
[[nodiscard]] ApiJson toJson(const ActionView& action);
[[nodiscard]] ApiJson toJson(const ActionSummary& action);

/// {"users":[...],"next_cursor":...}
template <typename View>
[[nodiscard]] ApiJson pageJson(const char* name, const std::vector<View>& views, const std::string& next)
{
    ApiJson list = ApiJson::array();
    for (const View& view : views)
        list.push_back(toJson(view));
    ApiJson page;
    page[name] = std::move(list);
    page["next_cursor"] = next.empty() ? ApiJson(nullptr) : ApiJson(next);
    return page;
}

/// Always valid UTF-8: symbols come from contracts and may be anything.
[[nodiscard]] std::string dumped(const ApiJson& json);

} // namespace chainpoints
