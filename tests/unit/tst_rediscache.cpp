// Redis when it is not as it should be: its data lost or strange, itself gone, silent, closed or a replica.
#include "core/cache/rediscache.h"
#include "tests/support/pendingblocks.h"
#include "tests/support/redisserver.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace chainpoints;

namespace {

const std::string kKey(64, 'a');

RedisCache cacheAt(const RedisConfig& config, std::stop_token stop = {})
{
    return {config, "sepolia", BlockSeal(kKey, EvmChainId(11155111), user(9)), std::move(stop)};
}

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

/// The key under which `cacheAt` keeps its blocks.
QString keyIn(const RedisServer& server)
{
    return server.cli({q("KEYS"), q("*")});
}

QString refusalOf(const RedisConfig& config)
{
    const auto checked = RedisCache::check(config, {});
    if (!checked && checked.error().code != ErrorCode::Database)
        return q("(wrong code)");
    return failure(checked);
}

} // namespace

class TestRedisCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyItsOwnBlocksCount();
    void anotherKindOfValueIsRemoved();
    void aFlushedOneIsEmptyAndWorks();
    void aRestartedServerIsFoundAgain();
    void blocksDoNotOutliveTheirChain();
    void aDeadServerIsNamed();
    void aSilentServerIsGivenUpInTime();
    void aStopInterrupts();
    void worksInAnyThread();
    void whatIsNoRedisIsTold();
    void logsIn();
    void refusalsNameTheRemedy();
    void aReplicaIsRefused();
    void theDatabaseNumberCounts();
    void certificatesAreChecked();
    void sentinelsTellTheMaster();
};

void TestRedisCache::onlyItsOwnBlocksCount()
{
    const RedisServer server;
    RedisCache cache = cacheAt(server.config());
    QVERIFY(cache.store(pendingBlocks(10, 15)));
    const QString key = keyIn(server);
    QVERIFY(key.startsWith(q("chainpoints:pending:sepolia:")));
    const auto put = [&](const QString& field, const QString& value) {
        (void)server.cli({q("HSET"), key, field, value});
    };
    const auto get = [&](int height) { return server.cli({q("HGET"), key, QString::number(height)}); };
    // One token more for user 1.
    put(q("10"), get(10).replace(q("\"value\":\"11\""), q("\"value\":\"12\"")));
    put(q("11"), get(12));                         // of another height
    put(q("12"), get(12).chopped(1));              // cut
    put(q("13"), q("garbage"));                    // no line
    put(q("fourteen"), get(14));                   // no height
    put(q("014"), get(14));                        // not as it is written
    put(q("-1"), get(14));                         // no height of a block
    put(q("99999999999999999999999999"), get(14)); // too much
    put(q("16"),
        QString::fromStdString(BlockSeal(kKey, EvmChainId(1), user(9)).sealed(pendingBlock(16)))); // chain
    put(q("17"), QString::fromStdString(
                     BlockSeal(kKey, EvmChainId(11155111), user(8)).sealed(pendingBlock(17)))); // contract
    put(q("18"), QString::fromStdString(BlockSeal(std::string(64, 'b'), EvmChainId(11155111), user(9))
                                            .sealed(pendingBlock(18)))); // another database
    put(q("19"),
        QString::fromStdString(BlockSeal(kKey, EvmChainId(11155111), user(9)).sealed(pendingBlock(19))));
    const auto loaded = cacheAt(server.config()).load();
    QCOMPARE(told(loaded), q("14 15 19"));
    QVERIFY((*loaded)[0] == pendingBlock(14));
    // What cannot be read goes when the window moves.
    QVERIFY(cache.keepOnly(BlockHeight(14), BlockHeight(15)));
    QCOMPARE(server.cli({q("HLEN"), key}), q("2"));
}

void TestRedisCache::anotherKindOfValueIsRemoved()
{
    const RedisServer server;
    RedisCache cache = cacheAt(server.config());
    QVERIFY(cache.store(pendingBlocks(1, 2)));
    const QString key = keyIn(server);
    QCOMPARE(server.cli({q("SET"), key, q("text")}), q("OK"));
    QCOMPARE(told(cache.load()), QString());
    QCOMPARE(server.cli({q("SET"), key, q("text")}), q("OK"));
    QVERIFY(cache.store(pendingBlocks(1, 2)));
    QCOMPARE(told(cache.load()), q("1 2"));
}

void TestRedisCache::aFlushedOneIsEmptyAndWorks()
{
    const RedisServer server;
    RedisCache cache = cacheAt(server.config());
    QVERIFY(cache.store(pendingBlocks(1, 4)));
    QCOMPARE(server.cli({q("FLUSHALL")}), q("OK"));
    QVERIFY(cache.keepOnly(BlockHeight(2), BlockHeight(4)));
    QVERIFY(cache.store(pendingBlocks(5, 6)));
    QCOMPARE(told(cache.load()), q("5 6"));
}

void TestRedisCache::aRestartedServerIsFoundAgain()
{
    RedisServer server;
    RedisCache cache = cacheAt(server.config());
    QVERIFY(cache.store(pendingBlocks(1, 4)));
    server.kill();
    server.start();
    const auto stored = cache.store(pendingBlocks(5, 6));
    QVERIFY2(stored, qPrintable(failure(stored)));
    QCOMPARE(told(cache.load()), q("5 6"));
}

void TestRedisCache::blocksDoNotOutliveTheirChain()
{
    const RedisServer server;
    QVERIFY(cacheAt(server.config()).store(pendingBlocks(1, 4)));
    const int seconds = server.cli({q("TTL"), keyIn(server)}).toInt();
    QVERIFY2(seconds > 0 && seconds <= 7 * 86400, qPrintable(QString::number(seconds)));
}

void TestRedisCache::aDeadServerIsNamed()
{
    RedisConfig config;
    config.servers = {{"127.0.0.1", freePort()}};
    const QString refusal = refusalOf(config);
    QVERIFY2(refusal.contains(q("Redis at 127.0.0.1:%1 refused the connection").arg(config.servers[0].port)),
             qPrintable(refusal));
    config.servers = {{"nowhere.invalid", 6379}};
    QVERIFY2(refusalOf(config).startsWith(q("Redis at nowhere.invalid:6379 ")),
             qPrintable(refusalOf(config)));
}

void TestRedisCache::aSilentServerIsGivenUpInTime()
{
    RedisServer server;
    RedisConfig config = server.config();
    config.timeout = std::chrono::milliseconds(200);
    RedisCache cache = cacheAt(config);
    QVERIFY(cache.store(pendingBlocks(1, 4)));
    server.pause();
    QElapsedTimer timer;
    timer.start();
    const auto stored = cache.store(pendingBlocks(5, 6));
    QVERIFY(!stored && stored.error().code == ErrorCode::Database);
    QVERIFY2(failure(stored).endsWith(q("did not answer within 200 ms")), qPrintable(failure(stored)));
    QVERIFY2(timer.elapsed() >= 300 && timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    server.goOn();
    QVERIFY(cache.store(pendingBlocks(5, 6)));
    QCOMPARE(told(cache.load()), q("1 2 3 4 5 6"));
}

void TestRedisCache::aStopInterrupts()
{
    RedisServer server;
    RedisConfig config = server.config();
    config.timeout = std::chrono::milliseconds(60000);
    std::stop_source stop;
    RedisCache cache = cacheAt(config, stop.get_token());
    QVERIFY(cache.store(pendingBlocks(1, 4)));
    server.pause();
    std::jthread stopper([&stop] { stop.request_stop(); });
    QElapsedTimer timer;
    timer.start();
    const auto stored = cache.store(pendingBlocks(5, 6));
    QVERIFY(!stored && stored.error().code == ErrorCode::Stopped);
    QVERIFY(timer.elapsed() < 5000);
}

void TestRedisCache::worksInAnyThread()
{
    const RedisServer server;
    QString found;
    std::jthread([&] {
        (void)cacheAt(server.config()).store(pendingBlocks(1, 2));
        found = told(cacheAt(server.config()).load());
    }).join();
    QCOMPARE(found, q("1 2"));
}

void TestRedisCache::whatIsNoRedisIsTold()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    // Speaks once it is spoken to, in its own words.
    QObject::connect(&other, &QTcpServer::newConnection, &other, [&other] {
        QTcpSocket* visitor = other.nextPendingConnection();
        QObject::connect(visitor, &QTcpSocket::readyRead, visitor,
                         [visitor] { visitor->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    RedisConfig config;
    config.servers = {{"127.0.0.1", other.serverPort()}};
    const QString refusal = refusalOf(config);
    QVERIFY2(refusal.endsWith(q("does not speak Redis's protocol; is the port right?")), qPrintable(refusal));
}

void TestRedisCache::logsIn()
{
    // The rights that the README names.
    const RedisServer server;
    const QString rights = q("on >s3cret-word ~chainpoints:* -@all +select +hgetall +hkeys +hset +hdel "
                             "+del +expire");
    QCOMPARE(server.cli(QStringList{q("ACL"), q("SETUSER"), q("points")} + rights.split(QLatin1Char(' '))),
             q("OK"));
    RedisConfig config = server.config();
    config.user = "points";
    config.password = "s3cret-word";
    config.database = 3;
    QCOMPARE(refusalOf(config), q("(none)"));
    RedisCache cache = cacheAt(config);
    QVERIFY(cache.store(pendingBlocks(1, 4)));
    QVERIFY(cache.keepOnly(BlockHeight(2), BlockHeight(4)));
    QCOMPARE(told(cache.load()), q("2 3 4"));
    QCOMPARE(
        server.cli({q("-n"), q("3"), q("SET"), server.cli({q("-n"), q("3"), q("KEYS"), q("*")}), q("text")}),
        q("OK"));
    QCOMPARE(told(cache.load()), QString());
}

void TestRedisCache::refusalsNameTheRemedy()
{
    const RedisServer server;
    const QString rights = q("on >reader-word ~chainpoints:* -@all +select +hgetall");
    QCOMPARE(server.cli(QStringList{q("ACL"), q("SETUSER"), q("reader")} + rights.split(QLatin1Char(' '))),
             q("OK"));
    QCOMPARE(server.cli({q("CONFIG"), q("SET"), q("requirepass"), q("owner-word")}), q("OK"));
    RedisConfig config = server.config();
    const auto refusal = [&](const char* user, const char* password) {
        config.user = user;
        config.password = password;
        const QString sentence = refusalOf(config);
        const bool shown = *password != '\0' && sentence.contains(q(password));
        return shown ? q("shows the password: ") + sentence : sentence;
    };
    QVERIFY2(refusal("", "").contains(q("asks for a password; put it into cache.url")),
             qPrintable(refusal("", "")));
    QVERIFY(refusal("", "wrong-secret").contains(q("refuses the user or the password of cache.url")));
    QVERIFY(refusal("nobody", "wrong-secret").contains(q("refuses the user or the password of cache.url")));
    QVERIFY(refusal("reader", "reader-word").contains(q("rights that the cache needs")));
    QCOMPARE(refusal("", "owner-word"), q("(none)"));
    config.prefix = "elsewhere";
    QVERIFY(refusal("reader", "reader-word").contains(q("rights that the cache needs")));
    config.database = 9999;
    QVERIFY(refusal("", "owner-word").contains(q("out of range")));
}

void TestRedisCache::aReplicaIsRefused()
{
    const RedisServer master;
    const RedisServer replica(RedisServer::Kind::Plain,
                              {q("--replicaof"), q("127.0.0.1 %1").arg(master.address().port)});
    QVERIFY(refusalOf(replica.config()).contains(q("name the master in cache.url")));
}

void TestRedisCache::theDatabaseNumberCounts()
{
    const RedisServer server;
    RedisConfig config = server.config();
    config.database = 5;
    QVERIFY(cacheAt(config).store(pendingBlocks(1, 4)));
    QCOMPARE(told(cacheAt(config).load()), q("1 2 3 4"));
    QCOMPARE(told(cacheAt(server.config()).load()), QString());
}

void TestRedisCache::certificatesAreChecked()
{
    const RedisServer server(RedisServer::Kind::Tls);
    QCOMPARE(refusalOf(server.config()), q("(none)"));
    const auto with = [&](auto change) {
        RedisConfig config = server.config();
        change(config);
        return refusalOf(config);
    };
    const auto refuses = [](const QString& refusal, const char* words) {
        const bool found = refusal.contains(q(words));
        if (!found)
            qWarning("%s", qPrintable(refusal));
        return found;
    };
    QVERIFY(refuses(with([&](RedisConfig& c) { c.tls.authorities = server.file("stranger.crt"); }),
                    "failed in the TLS handshake"));
    QVERIFY(refuses(with([](RedisConfig& c) { c.tls.authorities.clear(); }), "failed in the TLS handshake"));
    QVERIFY(refuses(with([](RedisConfig& c) { c.servers[0].host = "localhost"; }),
                    "failed in the TLS handshake"));
    QVERIFY(refuses(with([](RedisConfig& c) { c.tls.certificate.clear(); }), "cache.tls.cert"));
    QVERIFY(refuses(with([&](RedisConfig& c) { c.tls.authorities = server.file("none.crt"); }),
                    "cache.tls.ca: there is no certificate"));
    QVERIFY(refuses(with([&](RedisConfig& c) { c.tls.key = server.file("ca.crt"); }),
                    "cache.tls.key: there is no key"));
    QVERIFY(refuses(with([](RedisConfig& c) { c.encrypted = false; }), "Redis at 127.0.0.1:"));
    // The other way round: TLS to a server that does not speak it.
    const RedisServer plain;
    QVERIFY(refuses(with([&](RedisConfig& c) { c.servers = {plain.address()}; }), "Redis at 127.0.0.1:"));
}

void TestRedisCache::sentinelsTellTheMaster()
{
    RedisServer master;
    const RedisServer replica(RedisServer::Kind::Plain,
                              {q("--replicaof"), q("127.0.0.1 %1").arg(master.address().port)});
    const auto port = [](const HostPort& address) { return QString::number(address.port); };
    QTRY_VERIFY_WITH_TIMEOUT(master.cli({q("INFO"), q("replication")}).contains(q("state=online")), 15000);
    const RedisServer sentinel(RedisServer::Kind::Sentinel,
                               {q("sentinel monitor points 127.0.0.1 %1 1").arg(master.address().port),
                                q("sentinel down-after-milliseconds points 500"),
                                q("sentinel failover-timeout points 3000")});
    QTRY_VERIFY_WITH_TIMEOUT(
        sentinel.cli({q("SENTINEL"), q("replicas"), q("points")}).contains(port(replica.address())), 15000);
    RedisConfig config;
    config.servers = {{"127.0.0.1", freePort()}, sentinel.address()}; // the first is down
    config.master = "others";
    QVERIFY2(refusalOf(config).contains(q("watches no master of that name")), qPrintable(refusalOf(config)));
    config.master = "points";
    RedisCache cache = cacheAt(config);
    QVERIFY(cache.store(pendingBlocks(1, 4)));
    QVERIFY(!keyIn(master).isEmpty());
    master.kill();
    QTRY_VERIFY_WITH_TIMEOUT(sentinel.cli({q("SENTINEL"), q("get-master-addr-by-name"), q("points")})
                                 .contains(port(replica.address())),
                             30000);
    QTRY_VERIFY_WITH_TIMEOUT(cache.store(pendingBlocks(5, 6)), 15000);
    QVERIFY(replica.cli({q("HKEYS"), keyIn(replica)}).contains(q("6")));
}

CP_REGISTER_TEST(TestRedisCache);
#include "tst_rediscache.moc"
