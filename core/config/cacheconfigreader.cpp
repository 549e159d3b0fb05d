#include "core/config/cacheconfigreader.h"

#include "core/base/log.h"
#include "core/config/pathreader.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace chainpoints {
namespace {

constexpr int kRedisPort = 6379;
constexpr int kMostDatabase = 16383;
constexpr std::size_t kLongestPrefix = 64;

Error reason(const std::string& sentence)
{
    return {ErrorCode::BadInput, sentence};
}

/// The parts of redis://[USER[:PASSWORD]@]HOST[:PORT][/DATABASE].
struct RedisUrl
{
    bool encrypted = false;
    std::string user;
    std::string password;
    std::string server; ///< HOST[:PORT]
    int database = 0;
};

Result<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '%') {
            const char* start = text.data() + i + 1;
            const std::size_t digits = std::min<std::size_t>(2, text.size() - i - 1);
            const auto parsed = std::from_chars(start, start + digits, byte, 16);
            if (digits != 2 || parsed.ec != std::errc() || parsed.ptr != start + 2)
                return reason("a % before @ must be written as %25");
            i += 2;
        }
        decoded += static_cast<char>(byte);
    }
    return decoded;
}

Result<int> databaseNumber(std::string_view text)
{
    int number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty())
        return 0;
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || number < 0 ||
        number > kMostDatabase)
        return reason("behind the / only a database's number can stand, 0 to " +
                      std::to_string(kMostDatabase));
    return number;
}

Result<RedisUrl> parseRedisUrl(std::string_view text)
{
    RedisUrl url;
    url.encrypted = text.starts_with("rediss://");
    if (!url.encrypted && !text.starts_with("redis://"))
        return reason("it does not begin with redis:// or rediss://");
    text.remove_prefix(text.find("//") + 2);
    // The last @, since a password may hold others: nothing behind it can.
    if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
        const std::string_view whole = text.substr(0, at);
        const std::size_t colon = std::min(whole.find(':'), whole.size());
        auto user = percentDecoded(whole.substr(0, colon));
        auto password = percentDecoded(whole.substr(std::min(colon + 1, whole.size())));
        if (!user || !password)
            return user ? password.error() : user.error();
        if (password->empty())
            return reason("the password before @ is missing; write USER:PASSWORD@ or :PASSWORD@");
        url.user = std::move(*user);
        url.password = std::move(*password);
        text.remove_prefix(at + 1);
    }
    const std::size_t slash = std::min(text.find('/'), text.size());
    url.server = text.substr(0, slash);
    const auto database = databaseNumber(text.substr(std::min(slash + 1, text.size())));
    if (!database)
        return database.error();
    url.database = *database;
    return url;
}

std::string filledIn(const ValueReader& value, const std::string& what, const SecretResolver& secrets)
{
    auto text = secrets.resolve(value.textWithSecrets(what));
    if (text)
        return std::move(text->resolved);
    value.wrong(text.error().message);
    return {};
}

bool hasPort(const std::string& server)
{
    const std::size_t bracket = server.rfind(']');
    return server.find(':', bracket == std::string::npos ? 0 : bracket) != std::string::npos;
}

bool isMasterName(const std::string& text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == '_';
    });
}

/// All that the URL says; with Sentinels its host is the name that they know the master by.
void readUrl(const ValueReader& value, bool hasSentinels, const SecretResolver& secrets, RedisConfig& redis)
{
    const std::string what = "a URL like \"redis://127.0.0.1:6379/0\"";
    const bool hasSecrets = mentionsSecret(value.textWithSecrets(what));
    const auto wrong = [&](const Error& error) {
        value.expected(what, (hasSecrets ? "with its secrets filled in, " : "") + error.message);
    };
    auto url = parseRedisUrl(filledIn(value, what, secrets));
    if (!url)
        return wrong(url.error());
    log::redact(url->password);
    if (hasSentinels) {
        if (!isMasterName(url->server))
            return wrong(reason("with \"sentinels\" the host is the name of the master that they watch, "
                                "without a port"));
        redis.master = url->server;
    } else {
        const bool given = hasPort(url->server);
        const auto server =
            parseHostPort(given ? url->server : url->server + ":" + std::to_string(kRedisPort));
        if (!server)
            return wrong(server.error());
        redis.servers = {*server};
    }
    redis.shown =
        (url->encrypted ? "rediss://" : "redis://") + url->server + "/" + std::to_string(url->database);
    redis.encrypted = url->encrypted;
    redis.user = std::move(url->user);
    redis.password = std::move(url->password);
    redis.database = url->database;
}

void readSentinels(const ValueReader& list, RedisConfig& redis)
{
    const std::string what = "HOST:PORT of a Sentinel like \"127.0.0.1:26379\"";
    for (const ValueReader& element : list.oneOrMoreElements("Sentinels")) {
        const auto address = parseHostPort(element.text(what));
        if (address)
            redis.servers.push_back(*address);
        else
            element.expected(what, address.error().message);
    }
}

std::string readPrefix(const ValueReader& value, const std::string& fallback)
{
    const std::string what = "1 to 64 letters, digits, or any of . : _ -";
    std::string prefix = value.text(what, fallback);
    const bool shaped = std::all_of(prefix.begin(), prefix.end(),
                                    [](char c) { return isMasterName(std::string(1, c)) || c == ':'; });
    if (!shaped || prefix.empty() || prefix.size() > kLongestPrefix)
        value.expected(what);
    return prefix;
}

RedisConfig readRedis(ObjectReader& object, const SecretResolver& secrets,
                      const std::filesystem::path& folder)
{
    RedisConfig redis;
    const ValueReader url = object.require("url", "a URL like \"redis://127.0.0.1:6379/0\"");
    const ValueReader sentinels = object.take("sentinels");
    if (sentinels.isThere())
        readSentinels(sentinels, redis);
    if (url.isThere())
        readUrl(url, sentinels.isThere(), secrets, redis);
    const ValueReader password = object.take("sentinel_password");
    if (password.isThere() && !sentinels.isThere())
        password.wrong("there are no \"sentinels\" that could ask for it");
    redis.sentinelPassword = filledIn(password, "the Sentinels' password", secrets);
    log::redact(redis.sentinelPassword);
    redis.prefix = readPrefix(object.take("prefix"), redis.prefix);
    redis.timeout =
        std::chrono::milliseconds(object.take("timeout_ms").integer(10, 60000, redis.timeout.count()));
    const ValueReader tls = object.take("tls");
    redis.tls = readTlsFiles(tls.object(), folder);
    if (tls.isThere() && url.isThere() && !redis.encrypted)
        tls.wrong("the URL does not ask for TLS; begin it with rediss://");
    return redis;
}

} // namespace

CacheConfig readCache(ObjectReader object, const SecretResolver& secrets, const std::filesystem::path& folder)
{
    CacheConfig cache;
    if (object.take("driver").word({"embedded", "redis"}, "embedded") == "redis")
        cache = readRedis(object, secrets, folder);
    object.finish();
    return cache;
}

} // namespace chainpoints
