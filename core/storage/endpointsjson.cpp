#include "core/storage/endpointsjson.h"

#include <nlohmann/json.hpp>

namespace chainpoints {
namespace {

using Json = nlohmann::json;

/// None where the member is missing, or no number.
std::optional<std::int64_t> number(const Json& endpoint, const char* name)
{
    const auto found = endpoint.find(name);
    return found != endpoint.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>())
                                                                 : std::nullopt;
}

std::string text(const Json& endpoint, const char* name)
{
    const auto found = endpoint.find(name);
    return found != endpoint.end() && found->is_string() ? found->get<std::string>() : std::string();
}

EndpointHealth endpointOf(const Json& json)
{
    EndpointHealth endpoint;
    endpoint.address = text(json, "address");
    endpoint.state = endpointStateFromText(text(json, "state")).value_or(EndpointState::NotAsked);
    endpoint.why = text(json, "why");
    if (const auto until = number(json, "until"))
        endpoint.until = UnixTime(*until);
    endpoint.score = static_cast<int>(number(json, "score").value_or(EndpointHealth::kFaultless));
    endpoint.latencyMs = number(json, "latency_ms");
    endpoint.calls = number(json, "calls").value_or(0);
    endpoint.errors = number(json, "errors").value_or(0);
    if (const auto kinds = json.find("errors_by_kind"); kinds != json.end() && kinds->is_object())
        for (const auto& [kind, count] : kinds->items())
            endpoint.errorsByKind[kind] = number(*kinds, kind.c_str()).value_or(0);
    endpoint.lags = number(json, "lags").value_or(0);
    endpoint.behind = number(json, "behind");
    endpoint.lies = number(json, "lies").value_or(0);
    endpoint.lastError = text(json, "last_error");
    return endpoint;
}

Json jsonOf(const EndpointHealth& endpoint)
{
    Json json{{"address", endpoint.address},
              {"state", toText(endpoint.state)},
              {"why", endpoint.why},
              {"score", endpoint.score},
              {"calls", endpoint.calls},
              {"errors", endpoint.errors},
              {"errors_by_kind", endpoint.errorsByKind},
              {"lags", endpoint.lags},
              {"lies", endpoint.lies},
              {"last_error", endpoint.lastError}};
    if (endpoint.until)
        json["until"] = endpoint.until->value();
    if (endpoint.latencyMs)
        json["latency_ms"] = *endpoint.latencyMs;
    if (endpoint.behind)
        json["behind"] = *endpoint.behind;
    return json;
}

} // namespace

std::string endpointsText(std::span<const EndpointHealth> endpoints)
{
    Json list = Json::array();
    for (const EndpointHealth& endpoint : endpoints)
        list.push_back(jsonOf(endpoint));
    // Errors quote what nodes answered: bytes that are no UTF-8 must not stop the status.
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<EndpointHealth> endpointsFromText(const std::string& text)
{
    std::vector<EndpointHealth> endpoints;
    for (const Json& endpoint : Json::parse(text, nullptr, false))
        if (endpoint.is_object())
            endpoints.push_back(endpointOf(endpoint));
    return endpoints;
}

} // namespace chainpoints
