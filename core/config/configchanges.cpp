#include "core/config/configchanges.h"

#include "core/config/jsontext.h"
#include "core/config/netaddress.h"
#include "core/config/secrets.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace chainpoints {
namespace {

using nlohmann::json;

struct Value
{
    std::string key;
    json exact;
    std::string shown;
};
using Values = std::vector<Value>;

bool isPassword(const std::string& key)
{
    return key.ends_with("password");
}

bool isReference(const std::string& text)
{
    const auto names = namesOfSecrets(text);
    return names.size() == 1 && text == "{secret:" + *names.begin() + "}";
}

std::string shownValue(const std::string& key, const json& value)
{
    if (!value.is_string())
        return value.dump();
    const std::string text = value.get<std::string>();
    if (isPassword(key))
        return isReference(text) ? text : "***";
    return hidePassword(text);
}

Values valuesIn(const json& tree)
{
    Values values;
    visitValues(tree, [&](const std::string& path, const json& value) {
        values.push_back({path, value, shownValue(path, value)});
    });
    return values;
}

const Value* valueIn(const Values& values, const std::string& key)
{
    const auto found = std::ranges::find(values, key, &Value::key);
    return found == values.end() ? nullptr : &*found;
}

} // namespace

std::vector<ConfigChange> configChanges(const json& before, const json& after)
{
    const Values had = valuesIn(before);
    const Values has = valuesIn(after);
    std::vector<ConfigChange> changes;
    for (const Value& old : had) {
        const Value* now = valueIn(has, old.key);
        if (!now || now->exact != old.exact)
            changes.push_back({old.key, old.shown, now ? std::optional(now->shown) : std::nullopt});
    }
    for (const Value& value : has)
        if (!valueIn(had, value.key))
            changes.push_back({value.key, std::nullopt, value.shown});
    std::ranges::stable_sort(changes, {}, &ConfigChange::key);
    return changes;
}

} // namespace chainpoints
