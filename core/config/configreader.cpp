#include "core/config/configreader.h"

#include "core/base/log.h"
#include "core/config/cacheconfigreader.h"
#include "core/config/chainconfigreader.h"
#include "core/config/databaseconfigreader.h"
#include "core/config/jsontext.h"
#include "core/config/netaddress.h"
#include "core/config/objectreader.h"
#include "core/config/pathreader.h"
#include "core/config/smallfile.h"

#include <nlohmann/json.hpp>

#include <system_error>

namespace chainpoints {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFileKiB = 1024;
constexpr std::string_view kDefaultRate = "0.05";

std::string readToken(const SecretResolver& secrets, ReadingNotes& notes)
{
    const auto token = secrets.find("api");
    if (!token) {
        notes.wrong("api", token.error().message);
        return {};
    }
    if (!*token)
        return {};
    if (auto fine = checkSecret("api", **token); !fine)
        notes.wrong("api", fine.error().message);
    return **token;
}

ApiConfig readApi(ObjectReader object, const std::filesystem::path& folder, const SecretResolver& secrets,
                  ReadingNotes& notes)
{
    ApiConfig api;
    const std::string what = "\"off\" or HOST:PORT like \"127.0.0.1:8787\"";
    const ValueReader listen = object.take("listen");
    const bool insecure = object.take("insecure").boolean(false);
    api.tls = readIdentity(object.take("tls"), folder);
    object.finish();
    const std::string text = listen.text(what, api.host + ":" + std::to_string(api.port));
    if (text == "off") {
        api.enabled = false;
        return api;
    }
    const auto address = parseHostPort(text);
    if (!address) {
        listen.expected(what, address.error().message);
        return api;
    }
    if (!insecure && !api.tls && !isLoopback(address->host))
        listen.expected("a loopback address", "elsewhere the API needs \"tls\", or \"insecure\": true");
    api.host = address->host;
    api.port = address->port;
    api.token = readToken(secrets, notes);
    return api;
}

RateChange readRate(const ValueReader& value)
{
    ObjectReader object = value.object();
    RateChange rate;
    const std::string time = "a time like \"1970-01-01T00:00:00Z\"";
    const ValueReader from = object.require("from", time);
    if (const auto parsed = parseTime(from.text(time)))
        rate.from = *parsed;
    else
        from.expected(time);
    const std::string decimal = "points per token and hour in quotes, like \"0.05\", with at most 9 decimals";
    const ValueReader perHour = object.require("per_hour", decimal);
    if (auto parsed = parseRate(perHour.text(decimal)))
        rate.perHourE9 = std::move(*parsed);
    else
        perHour.expected(decimal);
    object.finish();
    return rate;
}

std::vector<RateChange> readRates(const ValueReader& list, ReadingNotes& notes)
{
    std::vector<RateChange> rates;
    if (!list.isThere())
        return {RateChange{UnixTime(0), *parseRate(kDefaultRate)}};
    for (const ValueReader& element : list.oneOrMoreElements("rates")) {
        RateChange rate = readRate(element);
        if (notes.isFine() && !rates.empty() && rate.from <= rates.back().from)
            notes.wrong(keyPath(element.path(), "from"), "expected a time after " +
                                                             formatTime(rates.back().from) + ", found " +
                                                             formatTime(rate.from));
        rates.push_back(std::move(rate));
    }
    // Nothing is earned before the first entry.
    if (!rates.empty() && rates.front().from > UnixTime(0))
        rates.insert(rates.begin(), RateChange{UnixTime(0), 0});
    return rates;
}

PointsConfig readPoints(ObjectReader object, ReadingNotes& notes)
{
    PointsConfig points;
    points.intervalSeconds = object.take("interval_seconds").integer(1, 86400, points.intervalSeconds);
    points.batchSize = static_cast<int>(object.take("batch_size").integer(1, 100000, points.batchSize));
    points.rates = readRates(object.take("rates"), notes);
    object.finish();
    return points;
}

Config readTree(const nlohmann::json& tree, const fs::path& file, const SecretResolver& givenSecrets,
                ReadingNotes& notes)
{
    Config config;
    config.file = file;
    const fs::path folder = file.parent_path();
    ObjectReader object = ValueReader(&tree, "", notes).object();
    (void)object.take("$schema").text("the schema's address"); // for editors
    const ValueReader secretsFolder = object.take("secrets_dir");
    const SecretResolver secrets =
        secretsFolder.isThere() ? givenSecrets.withFolder(readPath(secretsFolder, "", folder)) : givenSecrets;
    config.database = readDatabase(object.take("database").object(), secrets, folder);
    config.dataFolder = config.database.path.parent_path();
    config.cache = readCache(object.take("cache").object(), secrets, folder);
    config.api = readApi(object.take("api").object(), folder, secrets, notes);
    config.points = readPoints(object.take("points").object(), notes);
    config.chains = readChains(object.require("chains", "a list of chains"), secrets, notes);
    object.finish();
    return config;
}

Error inFile(const fs::path& file, const std::string& sentence)
{
    return {ErrorCode::BadInput, log::redacted(file.string() + ": " + sentence)};
}

Result<std::string> textOf(const fs::path& file)
{
    std::error_code failure;
    const fs::file_status status = fs::status(file, failure);
    if (status.type() == fs::file_type::not_found)
        return inFile(file, "the configuration file does not exist; name one with --config");
    if (failure)
        return inFile(file, "the configuration file cannot be read: " + failure.message());
    auto text = readSmallFile(file, kLargestFileKiB);
    if (!text)
        return inFile(file, "the configuration file " + text.error().message);
    return text;
}

} // namespace

Result<Config> readConfig(const fs::path& file, const SecretResolver& secrets)
{
    const auto text = textOf(file);
    return text ? readConfigText(*text, file, secrets) : text.error();
}

Result<SecretsConfig> readSecretsConfig(const fs::path& file)
{
    const auto text = textOf(file);
    return text ? readSecretsConfigText(*text, file) : text.error();
}

Result<SecretsConfig> readSecretsConfigText(std::string_view text, const fs::path& file)
{
    std::error_code failure;
    const fs::path absolute = fs::absolute(file, failure).lexically_normal();
    const auto tree = parseJsonText(text);
    if (!tree)
        return inFile(absolute, tree.error().message);
    SecretsConfig config;
    visitValues(*tree, [&](const std::string& path, const nlohmann::json& value) {
        if (path == "api.listen" && value == "off")
            config.hasApi = false;
        if (value.is_string())
            for (const std::string& name : namesOfSecrets(value.get<std::string>()))
                config.uses[name].push_back(path);
    });
    ReadingNotes notes;
    const ValueReader folder = ValueReader(&*tree, "", notes).object().take("secrets_dir");
    if (folder.isThere())
        config.folder = readPath(folder, "", absolute.parent_path());
    if (const auto problem = notes.problem())
        return inFile(absolute, problem->message);
    return config;
}

Result<Config> readConfigText(std::string_view text, const fs::path& file, const SecretResolver& secrets)
{
    std::error_code failure;
    const fs::path absolute = fs::absolute(file, failure).lexically_normal();
    if (failure)
        return inFile(file, "the folder of the configuration file cannot be found: " + failure.message());
    const auto tree = parseJsonText(text);
    if (!tree)
        return inFile(absolute, tree.error().message);
    ReadingNotes notes;
    Config config = readTree(*tree, absolute, secrets, notes);
    if (const auto problem = notes.problem())
        return inFile(absolute, problem->message);
    return config;
}

std::set<std::string> knownConfigKeys()
{
    // A reading asks for every key, so one of an almost empty file leaves them all in the notes.
    ReadingNotes notes;
    const auto tree = nlohmann::json::parse(R"({"points": {"rates": [{}]}, "chains": [{}]})");
    (void)readTree(tree, "config.json", SecretResolver(), notes);
    std::set<std::string> keys;
    for (std::string key : notes.keys()) {
        for (std::size_t at = key.find("[0]"); at != std::string::npos; at = key.find("[0]", at))
            key.erase(at + 1, 1);
        keys.insert(std::move(key));
    }
    return keys;
}

} // namespace chainpoints
