#include "core/access/chainjson.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace chainpoints {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json orNull(const std::optional<T>& ordinal)
{
    return ordinal ? Json(ordinal->value()) : Json(nullptr);
}

/// A number where it is one, else the tag.
Json confirmationsJson(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc() && end == text.data() + text.size();
    return isNumber ? Json(number) : Json(text);
}

template <typename T>
Json numberOrNull(const std::optional<T>& number)
{
    return number ? Json(*number) : Json(nullptr);
}

Json toJson(const EndpointHealth& endpoint)
{
    Json errors = Json::object();
    for (const auto& [kind, count] : endpoint.errorsByKind)
        errors[kind] = count;
    return Json{
        {"address", endpoint.address},
        {"state", toText(endpoint.state)},
        {"why", endpoint.why},
        {"until", orNull(endpoint.until)},
        {"score", endpoint.score},
        {"latency_ms", numberOrNull(endpoint.latencyMs)},
        {"calls", endpoint.calls},
        {"errors", endpoint.errors},
        {"errors_by_kind", std::move(errors)},
        {"lags", endpoint.lags},
        {"behind", numberOrNull(endpoint.behind)},
        {"lies", endpoint.lies},
        {"last_error", endpoint.lastError},
    };
}

Json toJson(const ChainView& chain)
{
    Json alerts = Json::array();
    for (const Alert& alert : chain.alerts)
        alerts.push_back(
            {{"code", alert.code}, {"sentence", alert.sentence}, {"since", alert.since.value()}});
    Json endpoints = Json::array();
    for (const EndpointHealth& endpoint : chain.endpoints)
        endpoints.push_back(toJson(endpoint));
    return Json{
        {"name", chain.name},
        {"evm_chain_id", chain.evmChainId.value()},
        {"contract_address", chain.contract.hex()},
        {"symbol", chain.symbol},
        {"decimals", chain.decimals ? Json(*chain.decimals) : Json(nullptr)},
        {"is_active", chain.active},
        {"state", toText(chain.state)},
        {"alerts", std::move(alerts)},
        {"endpoints", std::move(endpoints)},
        {"owner", chain.owner ? Json{{"host", chain.owner->host}, {"pid", chain.owner->pid}} : Json(nullptr)},
        {"start_block", chain.startBlock.value()},
        {"confirmations", confirmationsJson(chain.confirmations)},
        {"head_block", orNull(chain.head)},
        {"last_confirmed_block", chain.confirmed.value()},
        {"last_processed_block", chain.processed.value()},
        {"last_calculated_block", chain.calculated.value()},
        {"last_calculated_time", orNull(chain.calculatedTime)},
        {"users", chain.users},
        {"changes", chain.changes},
        {"skipped_logs", chain.skippedLogs},
        {"open_failures", chain.openFailures},
        {"last_error", chain.lastError},
    };
}

std::string dump(const Json& json, int indent)
{
    // Symbols come from contracts and may be anything.
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string chainJson(const ChainView& chain, int indent)
{
    return dump(toJson(chain), indent);
}

std::string chainsJson(std::span<const ChainView> chains, int indent)
{
    Json list = Json::array();
    for (const ChainView& chain : chains)
        list.push_back(toJson(chain));
    return dump(Json{{"chains", std::move(list)}}, indent);
}

} // namespace chainpoints
