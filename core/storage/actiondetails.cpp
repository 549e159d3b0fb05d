#include "core/storage/actiondetails.h"

#include <nlohmann/json.hpp>

namespace chainpoints {

using Json = nlohmann::ordered_json;

namespace {

Result<void> read(const Json& json, ActionDetails& details)
{
    if (json.contains("block"))
        details.block = BlockHeight(json["block"].get<std::int64_t>());
    if (json.contains("action"))
        details.action = ActionId(json["action"].get<std::int64_t>());
    details.user = json.value("user", "");
    details.from = UnixTime(json.value("from", std::int64_t(0)));
    details.recalculate = json.value("recalculate", false);
    details.reason = json.value("reason", "");
    const Json rates = json.value("rates", Json::array());
    for (const Json& rate : rates) {
        auto perHour = parseRate(rate.at("per_hour").get<std::string>());
        if (!perHour)
            return perHour.error();
        details.rates.push_back({UnixTime(rate.at("from").get<std::int64_t>()), std::move(*perHour)});
    }
    const Json exclude = json.value("exclude", Json::object());
    for (const auto& [chain, addresses] : exclude.items())
        for (const Json& text : addresses) {
            auto address = Address::parse(text.get<std::string>());
            if (!address)
                return address.error();
            details.exclude[chain].push_back(*address);
        }
    return {};
}

} // namespace

std::string toJson(const ActionDetails& details)
{
    Json json = Json::object();
    if (details.block)
        json["block"] = details.block->value();
    if (details.action)
        json["action"] = details.action->value();
    if (!details.user.empty())
        json["user"] = details.user;
    if (details.from != UnixTime())
        json["from"] = details.from.value();
    if (details.recalculate)
        json["recalculate"] = true;
    if (!details.reason.empty())
        json["reason"] = details.reason;
    for (const RateChange& rate : details.rates)
        json["rates"].push_back({{"from", rate.from.value()}, {"per_hour", formatRate(rate.perHourE9)}});
    for (const auto& [chain, addresses] : details.exclude) {
        json["exclude"][chain] = Json::array();
        for (const Address& address : addresses)
            json["exclude"][chain].push_back(address.hex());
    }
    // What people type need not be UTF-8.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<ActionDetails> actionDetailsFromJson(const std::string& text)
{
    const std::string unreadable = "the details of the action cannot be read: " + text;
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return Error{ErrorCode::Corrupt, unreadable};
    ActionDetails details;
    try {
        if (auto done = read(json, details); !done)
            return Error{ErrorCode::Corrupt, unreadable};
    } catch (const Json::exception&) {
        return Error{ErrorCode::Corrupt, unreadable};
    }
    return details;
}

} // namespace chainpoints
