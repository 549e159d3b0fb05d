#include "core/config/configdraft.h"

#include "core/config/configreader.h"
#include "core/config/jsontext.h"
#include "core/config/settingsjson.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace chainpoints {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

// Long enough for each purpose, and like nothing that a log would say: it is taken for a secret there.
Result<std::optional<std::string>> anySecret(const std::string&)
{
    return std::optional<std::string>("any-secret-at-all-will-do");
}

Json treeOf(const std::string& text)
{
    return text.empty() ? Json::object() : Json::parse(text, nullptr, true, true);
}

/// A whole address may be a secret; any other text in its place would be none.
Json withoutSecretAddresses(Json tree)
{
    if (!tree.is_object() || !tree.contains("chains"))
        return tree;
    for (Json& chain : tree["chains"])
        if (chain.is_object() && chain.contains("rpc") && chain["rpc"].is_array())
            for (Json& url : chain["rpc"])
                if (url.is_string() && url.get<std::string>().starts_with("{secret:"))
                    url = "https://any.example/" + url.get<std::string>();
    return tree;
}

Result<void> check(const Json& tree, const std::filesystem::path& file)
{
    auto config = readConfigText(withoutSecretAddresses(tree).dump(), file, SecretResolver(anySecret));
    return config ? Result<void>() : config.error();
}

/// Where a text only stands for a password, and stood nowhere before.
std::optional<std::string> strandedIn(const Json& value, const std::string& path, const std::string& before)
{
    if (value.is_string() && value.get<std::string>().find("***") != std::string::npos &&
        before.find(value.dump()) == std::string::npos)
        return path;
    if (value.is_structured())
        for (const auto& [key, member] : value.items())
            if (auto found = strandedIn(
                    member, value.is_array() ? path + "[" + key + "]" : keyPath(path, key), before))
                return found;
    return std::nullopt;
}

/// What decides how the rest is read.
Json frameOf(const ConfigDraft& draft)
{
    const Json tree = treeOf(draft.text);
    Json frame = Json::object();
    if (tree.contains("secrets_dir"))
        frame["secrets_dir"] = tree["secrets_dir"];
    return frame;
}

} // namespace

Result<ConfigDraft> draftOf(const std::filesystem::path& file, const std::string* text)
{
    ConfigDraft draft{
        .file = file, .exists = text != nullptr, .text = {}, .hasComments = false, .settings = {}};
    if (!text)
        return draft;
    if (auto tree = parseJsonText(*text); !tree)
        return Error{ErrorCode::BadInput, file.string() + ": " + tree.error().message};
    const Json tree = treeOf(*text);
    if (auto fine = check(tree, file); !fine)
        return fine.error();
    draft.text = *text;
    draft.hasComments = !Json::accept(*text, false);
    draft.settings = settingsOf(tree);
    return draft;
}

Result<ConfigPlan> planOf(const ConfigDraft& draft, const Settings& settings)
{
    const Json before = treeOf(draft.text);
    const Json after = withSettings(before, settings);
    if (auto fine = check(after, draft.file); !fine)
        return fine.error();
    if (const auto path = strandedIn(after, {}, before.dump()))
        return Error{ErrorCode::BadInput, *path +
                                              ": *** stands for a password that only the file has; write it "
                                              "anew, best as {secret:NAME}"};
    const auto plain = [](const Json& tree) { return nlohmann::json::parse(tree.dump()); };
    return ConfigPlan{after.dump(kIndent) + "\n", configChanges(plain(before), plain(after))};
}

std::string uncheckedText(const ConfigDraft& draft, const Settings& settings)
{
    return withSettings(treeOf(draft.text), settings).dump();
}

bool namesSecret(const ConfigDraft& draft, const Settings& settings)
{
    return !namesOfSecrets(uncheckedText(draft, settings)).empty();
}

std::string textToTryDatabase(const ConfigDraft& draft, const Settings& settings)
{
    Settings only;
    only.database = settings.database;
    only.chains = {{std::nullopt,
                    {{"name", "any"},
                     {"chain_id", "1"},
                     {"contract", "0x0000000000000000000000000000000000000001"},
                     {"rpc", "https://any.example"}}}};
    Json tree = frameOf(draft);
    // Its hidden password and its TLS files are in the file only.
    const Json whole = treeOf(draft.text);
    if (whole.contains("database"))
        tree["database"] = whole["database"];
    return withSettings(tree, only).dump();
}

std::string textToTryChain(const ConfigDraft& draft, const ChainSettings& chain)
{
    Settings only;
    only.chains = {chain};
    Json tree = frameOf(draft);
    const Json whole = treeOf(draft.text);
    if (whole.contains("chains"))
        tree["chains"] = whole["chains"];
    return withSettings(tree, only).dump();
}

} // namespace chainpoints
