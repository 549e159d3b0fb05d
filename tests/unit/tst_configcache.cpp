// The `cache` part of a configuration: Redis with all its keys, every mistake by its key path, secrets
// unseen.
#include "core/base/log.h"
#include "tests/unit/configfixture.h"

#include <QTest>

#include <fstream>

using namespace chainpoints;
using nlohmann::json;

namespace {

Result<Config> readRedis(json cache, const std::string& password = "p@ss:w/rd")
{
    cache["driver"] = "redis";
    json tree = minimal();
    tree["cache"] = std::move(cache);
    return readConfigText(tree.dump(), kFile, SecretResolver([password](const std::string& name) {
                              return name == "redis" ? Result(std::optional(password))
                                                     : Result(std::optional<std::string>());
                          }));
}

RedisConfig redisOf(const Result<Config>& config)
{
    if (!config)
        qFatal("%s", config.error().message.c_str());
    return std::get<RedisConfig>(config->cache);
}

json redisSchema()
{
    return json::parse(std::ifstream(SCHEMA_FILE))["properties"]["cache"]["oneOf"][1];
}

} // namespace

class TestConfigCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEmbeddedOneIsTheDefault();
    void readsUrls_data();
    void readsUrls();
    void readsEveryKey();
    void fillsInDefaults();
    void secretsGoIntoTheUrl();
    void sentinelsKnowTheMasterByName();
    void refusesMistakes_data();
    void refusesMistakes();
    void theSchemaKnowsTheSameKeys();
};

void TestConfigCache::theEmbeddedOneIsTheDefault()
{
    json tree = minimal();
    QVERIFY(std::holds_alternative<EmbeddedCacheConfig>(read(tree)->cache));
    tree["cache"] = {{"driver", "embedded"}};
    QVERIFY(std::holds_alternative<EmbeddedCacheConfig>(read(tree)->cache));
}

void TestConfigCache::readsUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("parts"); // host port database user password encrypted
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* url, const char* parts, const char* shown) {
        QTest::newRow(url) << QByteArray(url) << QByteArray(parts) << QByteArray(shown);
    };
    row("redis://127.0.0.1:6379/0", "127.0.0.1 6379 0   0", "redis://127.0.0.1:6379/0");
    row("redis://cache.example.org", "cache.example.org 6379 0   0", "redis://cache.example.org/0");
    row("redis://[::1]/", "::1 6379 0   0", "redis://[::1]/0");
    row("redis://[::1]:1234/16383", "::1 1234 16383   0", "redis://[::1]:1234/16383");
    row("redis://:pw1@h", "h 6379 0  pw1 0", "redis://h/0");
    row("rediss://me:pw1@h:1/2", "h 1 2 me pw1 1", "rediss://h:1/2");
    row("redis://me:a%40b%25c%3A@h", "h 6379 0 me a@b%c: 0", "redis://h/0");
    row("redis://me:a/b@c:d+=@h/3", "h 6379 3 me a/b@c:d+= 0", "redis://h/3");
}

void TestConfigCache::readsUrls()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, parts);
    QFETCH(QByteArray, shown);
    const RedisConfig redis = redisOf(readRedis({{"url", url.toStdString()}}));
    QCOMPARE(redis.servers.size(), std::size_t(1));
    const std::string found = redis.servers[0].host + " " + std::to_string(redis.servers[0].port) + " " +
                              std::to_string(redis.database) + " " + redis.user + " " + redis.password + " " +
                              (redis.encrypted ? "1" : "0");
    QCOMPARE(q(found), QString::fromUtf8(parts));
    QCOMPARE(q(redis.shown), QString::fromUtf8(shown));
}

void TestConfigCache::readsEveryKey()
{
    const RedisConfig redis =
        redisOf(readRedis({{"url", "rediss://me:{secret:redis}@points/4"},
                           {"sentinels", {"a.example.org:26379", "[::1]:26380"}},
                           {"sentinel_password", "{secret:redis}"},
                           {"prefix", "team:points_1.0-x"},
                           {"timeout_ms", 10},
                           {"tls", {{"ca", "tls/ca.pem"}, {"cert", "tls/me.pem"}, {"key", "/etc/me.key"}}}}));
    QCOMPARE(redis.servers.size(), std::size_t(2));
    QVERIFY(redis.servers[0] == (HostPort{"a.example.org", 26379}));
    QVERIFY(redis.servers[1] == (HostPort{"::1", 26380}));
    QCOMPARE(q(redis.master), QStringLiteral("points"));
    QCOMPARE(redis.database, 4);
    QCOMPARE(q(redis.sentinelPassword), QStringLiteral("p@ss:w/rd"));
    QCOMPARE(q(redis.prefix), QStringLiteral("team:points_1.0-x"));
    QCOMPARE(redis.timeout.count(), 10);
    QVERIFY(redis.encrypted);
    QCOMPARE(q(redis.tls.authorities.string()), q((kFile.parent_path() / "tls/ca.pem").string()));
    QCOMPARE(q(redis.tls.certificate.string()), q((kFile.parent_path() / "tls/me.pem").string()));
    QCOMPARE(q(redis.tls.key.filename().string()), QStringLiteral("me.key"));
}

void TestConfigCache::fillsInDefaults()
{
    const RedisConfig redis = redisOf(readRedis({{"url", "redis://h"}}));
    QCOMPARE(q(redis.prefix), QStringLiteral("chainpoints"));
    QCOMPARE(redis.timeout.count(), 2000);
    QVERIFY(redis.master.empty() && redis.user.empty() && redis.password.empty() &&
            redis.sentinelPassword.empty() && redis.tls.authorities.empty() && !redis.encrypted);
}

void TestConfigCache::secretsGoIntoTheUrl()
{
    const RedisConfig redis = redisOf(readRedis({{"url", "redis://me:{secret:redis}@h:1/2"}}));
    QCOMPARE(q(redis.password), QStringLiteral("p@ss:w/rd"));
    QCOMPARE(q(redis.user), QStringLiteral("me"));
    QCOMPARE(q(redis.shown), QStringLiteral("redis://h:1/2"));
    QCOMPARE(q(log::redacted("AUTH me p@ss:w/rd")), QStringLiteral("AUTH me ***"));
    QCOMPARE(q(redisOf(readRedis({{"url", "{secret:redis}"}}, "rediss://u:whole-4711@h")).password),
             QStringLiteral("whole-4711"));
    QCOMPARE(q(log::redacted("whole-4711")), QStringLiteral("***"));
    const QString refused = refusal(readRedis({{"url", "redis://me:{secret:redis}@h:x"}}));
    QVERIFY2(refused.contains(QStringLiteral("with its secrets filled in")) &&
                 !refused.contains(QStringLiteral("w/rd")),
             qPrintable(refused));
    const QString hidden = refusal(readRedis({{"url", "redis://me:in-the-open@h:x"}}));
    QVERIFY2(!hidden.contains(QStringLiteral("open")), qPrintable(hidden));
    QVERIFY(refusal(readRedis({{"url", "redis://:{secret:none}@h"}}))
                .contains(QStringLiteral("cache.url: the secret \"none\"")));
}

void TestConfigCache::sentinelsKnowTheMasterByName()
{
    const RedisConfig redis = redisOf(readRedis({{"url", "redis://my_master.1/1"}, {"sentinels", {"h:1"}}}));
    QCOMPARE(q(redis.master), QStringLiteral("my_master.1"));
    QCOMPARE(q(redis.shown), QStringLiteral("redis://my_master.1/1"));
}

// clang-format off
void TestConfigCache::refusesMistakes_data()
{
    QTest::addColumn<QByteArray>("cache");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* cache, const char* expected) {
        QTest::newRow(cache) << QByteArray(cache) << QByteArray(expected);
    };
    row("{}", "cache.url: the key is missing; expected a URL like \"redis://127.0.0.1:6379/0\"");
    row(R"({"url": 1})", "cache.url: expected a URL like \"redis://127.0.0.1:6379/0\", found 1");
    row(R"({"url": "http://h"})", "cache.url: expected a URL like \"redis://127.0.0.1:6379/0\", found \"http://h\": it does not begin with redis:// or rediss://");
    row(R"({"url": "redis://"})", "found \"redis://\": the host is missing");
    row(R"({"url": "redis://h:0"})", "the port is not a number from 1 to 65535");
    row(R"({"url": "redis://h:99999"})", "the port is not a number from 1 to 65535");
    row(R"({"url": "redis://h/16384"})", "behind the / only a database's number can stand, 0 to 16383");
    row(R"({"url": "redis://h/0/1"})", "behind the / only a database's number can stand");
    row(R"({"url": "redis://h/0?x=1"})", "behind the / only a database's number can stand");
    row(R"({"url": "redis://h/-1"})", "behind the / only a database's number can stand");
    row(R"({"url": "redis://me@h"})", "the password before @ is missing");
    row(R"({"url": "redis://me:@h"})", "the password before @ is missing");
    row(R"({"url": "redis://:50%@h"})", "a % before @ must be written as %25");
    row(R"({"url": "redis://:%zz@h"})", "a % before @ must be written as %25");
    row(R"({"url": "redis://h", "sentinels": []})", "cache.sentinels: expected a list of Sentinels with at least one of them");
    row(R"({"url": "redis://m", "sentinels": ["h"]})", "cache.sentinels[0]: expected HOST:PORT of a Sentinel like \"127.0.0.1:26379\", found \"h\": the port is missing");
    row(R"({"url": "redis://m:1", "sentinels": ["h:1"]})", "cache.url: expected a URL like \"redis://127.0.0.1:6379/0\", found \"redis://m:1\": with \"sentinels\" the host is the name of the master");
    row(R"({"url": "redis://h", "sentinel_password": "x"})", "cache.sentinel_password: there are no \"sentinels\" that could ask for it");
    row(R"({"url": "redis://h", "prefix": ""})", "cache.prefix: expected 1 to 64 letters");
    row(R"({"url": "redis://h", "prefix": "a b"})", "cache.prefix: expected 1 to 64 letters");
    row(R"({"url": "redis://h", "timeout_ms": 9})", "cache.timeout_ms: expected an integer from 10 to 60000, found 9");
    row(R"({"url": "redis://h", "timeout_ms": 60001})", "cache.timeout_ms: expected an integer from 10 to 60000");
    row(R"({"url": "redis://h", "tls": {"ca": "ca.pem"}})", "cache.tls: the URL does not ask for TLS; begin it with rediss://");
    row(R"({"url": "rediss://h", "tls": {"cert": "a.pem"}})", "cache.tls.cert: \"cert\" and \"key\" belong together");
    row(R"({"url": "rediss://h", "tls": {"key": "a.pem"}})", "cache.tls.key: \"cert\" and \"key\" belong together");
    row(R"({"url": "rediss://h", "tls": {"ca": ""}})", "cache.tls.ca: expected a path, found \"\"");
    row(R"({"url": "rediss://h", "tls": {"cacert": "a"}})", "cache.tls.cacert: unknown key");
    row(R"({"url": "redis://h", "database": 1})", "cache.database: unknown key");
}
// clang-format on

void TestConfigCache::refusesMistakes()
{
    QFETCH(QByteArray, cache);
    QFETCH(QByteArray, expected);
    const QString refused = refusal(readRedis(json::parse(cache.toStdString())));
    QVERIFY2(refused.contains(QString::fromUtf8(expected)), qPrintable(refused));
}

void TestConfigCache::theSchemaKnowsTheSameKeys()
{
    const json values{{"url", "rediss://m"},      {"prefix", "p"},
                      {"timeout_ms", 2000},       {"sentinels", {"h:1"}},
                      {"sentinel_password", "x"}, {"tls", {{"ca", "a"}, {"cert", "b"}, {"key", "c"}}}};
    const json rules = redisSchema();
    const auto read = readRedis(values);
    QVERIFY2(read, qPrintable(refusal(read)));
    QCOMPARE(rules["properties"].size(), values.size() + 1); // and the driver
    for (const auto& [key, value] : values.items())
        QVERIFY2(rules["properties"].contains(key), key.c_str());
    for (const auto& [key, value] : values["tls"].items())
        QVERIFY2(rules["properties"]["tls"]["properties"].contains(key), key.c_str());
    QCOMPARE(rules["properties"]["tls"]["properties"].size(), std::size_t(3));
    const json& timeout = rules["properties"]["timeout_ms"];
    for (const char* end : {"minimum", "maximum", "default"})
        QVERIFY(readRedis({{"url", "redis://h"}, {"timeout_ms", timeout[end]}}));
    QVERIFY(!readRedis({{"url", "redis://h"}, {"timeout_ms", timeout["minimum"].get<int>() - 1}}));
    QVERIFY(!readRedis({{"url", "redis://h"}, {"timeout_ms", timeout["maximum"].get<int>() + 1}}));
    QVERIFY(rules["required"] == json::array({"driver", "url"}));
}

QTEST_APPLESS_MAIN(TestConfigCache)
#include "tst_configcache.moc"
