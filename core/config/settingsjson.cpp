#include "core/config/settingsjson.h"

#include "core/config/netaddress.h"
#include "core/config/secrets.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace chainpoints {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kHidden = "***";
constexpr std::array<std::string_view, 11> kNumbers{
    "chain_id", "start_block",  "confirmations", "poll_ms",          "timeout_ms", "max_range",
    "decimals", "max_rollback", "port",          "interval_seconds", "batch_size"};
constexpr std::array<std::string_view, 3> kLists{"rpc", "exclude", "sentinels"};
/// What stands in the object "tls" is shown beside the keys around it: "ca" as "tls.ca".
constexpr std::string_view kTls = "tls.";
constexpr std::string_view kTlsRequired = "tls.required"; ///< the only truth value
/// The order in which a new object has them.
constexpr std::array<std::string_view, 12> kFirstKeys{"driver",      "name",          "chain_id", "contract",
                                                      "start_block", "confirmations", "rpc",      "path",
                                                      "host",        "port",          "user",     "password"};

bool isOf(const auto& names, std::string_view key)
{
    return std::ranges::find(names, key) != names.end();
}

bool isReference(const std::string& text)
{
    const auto names = namesOfSecrets(text);
    return names.size() == 1 && text == "{secret:" + *names.begin() + "}";
}

/// One value, without a password.
std::string textOf(const std::string& key, const Json& value)
{
    if (!value.is_string())
        return value.dump();
    const auto text = value.get<std::string>();
    if (key.ends_with("password"))
        return text.empty() || isReference(text) ? text : std::string(kHidden);
    return hidePassword(text);
}

bool isPlain(const Json& value)
{
    return !value.is_structured() && !value.is_null();
}

bool isPlainList(const Json& value)
{
    return value.is_array() && std::ranges::all_of(value, isPlain);
}

SettingsTexts textsOf(const Json& object)
{
    SettingsTexts texts;
    if (!object.is_object())
        return texts;
    for (const auto& [key, value] : object.items()) {
        if (isPlain(value)) {
            texts[key] = textOf(key, value);
        } else if (isPlainList(value)) {
            std::string lines;
            for (const Json& element : value)
                lines += (lines.empty() ? "" : "\n") + textOf(key, element);
            texts[key] = lines;
        } else if (key + '.' == kTls) {
            for (const auto& [below, text] : textsOf(value))
                texts[std::string(kTls) + below] = text;
        }
    }
    return texts;
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0)
            lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Where the same text stood before, its value stays: the text does not tell a password.
Json listOf(const std::string& key, const std::string& text, const Json& before)
{
    Json list = Json::array();
    for (const std::string& line : linesOf(text)) {
        const auto same =
            std::ranges::find_if(before, [&](const Json& old) { return textOf(key, old) == line; });
        list.push_back(same != before.end() ? *same : Json(line));
    }
    return list;
}

Json valueOf(const std::string& key, const std::string& text)
{
    if (key == kTlsRequired && (text == "true" || text == "false"))
        return text == "true";
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    const bool isNumber = isOf(kNumbers, key) && parsed.ec == std::errc() && parsed.ptr == end;
    return isNumber ? Json(number) : Json(text);
}

void erase(Json& object, const std::string& key)
{
    if (!key.starts_with(kTls)) {
        object.erase(key);
        return;
    }
    Json& tls = object["tls"];
    tls.erase(key.substr(kTls.size()));
    if (tls.empty())
        object.erase("tls");
}

Json& valueIn(Json& object, const std::string& key)
{
    return key.starts_with(kTls) ? object["tls"][key.substr(kTls.size())] : object[key];
}

void setTexts(Json& object, const SettingsTexts& texts)
{
    const SettingsTexts before = textsOf(object);
    for (const auto& [key, text] : before)
        if (!texts.contains(key))
            erase(object, key);
    const auto set = [&](const std::string& key, const std::string& text) {
        const auto old = before.find(key);
        if (old != before.end() && old->second == text)
            return;
        Json& value = valueIn(object, key);
        value = isOf(kLists, key) ? listOf(key, text, old == before.end() ? Json::array() : value)
                                  : valueOf(key, text);
    };
    for (const std::string_view first : kFirstKeys)
        if (const auto found = texts.find(std::string(first)); found != texts.end())
            set(found->first, found->second);
    for (const auto& [key, text] : texts)
        set(key, text);
}

/// A driver's keys go with it.
void setTextsOfDriver(Json& tree, const std::string& part, const SettingsTexts& texts)
{
    Json object = tree.value(part, Json::object());
    const auto driverIn = [](const SettingsTexts& of) {
        const auto found = of.find("driver");
        return found == of.end() ? std::string() : found->second;
    };
    const bool stays = driverIn(textsOf(object)) == driverIn(texts);
    if (stays && textsOf(object) == texts)
        return;
    if (!stays)
        object = Json::object();
    setTexts(object, texts);
    tree[part] = std::move(object);
}

const Json* partOf(const Json& tree, const char* key)
{
    const auto found = tree.is_object() ? tree.find(key) : tree.end();
    return found == tree.end() ? nullptr : &*found;
}

std::vector<RateSettings> ratesOf(const Json& tree)
{
    std::vector<RateSettings> rates;
    const Json* points = partOf(tree, "points");
    const Json* list = points ? partOf(*points, "rates") : nullptr;
    if (list && list->is_array())
        for (const Json& rate : *list) {
            const SettingsTexts texts = textsOf(rate);
            const auto text = [&](const char* key) {
                const auto found = texts.find(key);
                return found == texts.end() ? std::string() : found->second;
            };
            rates.push_back({text("from"), text("per_hour")});
        }
    return rates;
}

void setPoints(Json& tree, const Settings& settings)
{
    const bool sameRates = ratesOf(tree) == settings.rates;
    Json points = tree.value("points", Json::object());
    if (sameRates && textsOf(points) == settings.points)
        return;
    setTexts(points, settings.points);
    if (!sameRates) {
        points["rates"] = Json::array();
        for (const RateSettings& rate : settings.rates)
            points["rates"].push_back({{"from", rate.from}, {"per_hour", rate.perHour}});
        if (settings.rates.empty())
            points.erase("rates");
    }
    tree["points"] = std::move(points);
}

} // namespace

Settings settingsOf(const Json& tree)
{
    const auto texts = [&](const char* key) {
        const Json* part = partOf(tree, key);
        return part ? textsOf(*part) : SettingsTexts();
    };
    Settings settings{texts("database"), texts("cache"), texts("points"), ratesOf(tree), {}};
    const Json* chains = partOf(tree, "chains");
    if (chains && chains->is_array())
        for (std::size_t i = 0; i < chains->size(); ++i)
            settings.chains.push_back({i, textsOf((*chains)[i])});
    return settings;
}

Json withSettings(const Json& tree, const Settings& settings)
{
    Json result = tree.is_object() ? tree : Json::object();
    setTextsOfDriver(result, "database", settings.database);
    setTextsOfDriver(result, "cache", settings.cache);
    setPoints(result, settings);
    const Json before = result.value("chains", Json::array());
    Json chains = Json::array();
    for (const ChainSettings& chain : settings.chains) {
        Json object = chain.origin && *chain.origin < before.size() ? before[*chain.origin] : Json::object();
        setTexts(object, chain.texts);
        chains.push_back(std::move(object));
    }
    result["chains"] = std::move(chains);
    return result;
}

} // namespace chainpoints
