// What every cache must do, on each kind of it.
#include "core/cache/embeddedcache.h"
#include "core/cache/rediscache.h"
#include "tests/support/pendingblocks.h"
#include "tests/support/redisserver.h"
#include "tests/support/testdatabase.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

enum class Kind { Embedded, Redis, RedisOverTls };

} // namespace

Q_DECLARE_METATYPE(Kind)

class TestCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_database.reset(); }
    void anEmptyOneHasNothing();
    void keepsBlocksAsTheyAre();
    void replacesBlocksOfTheSameHeight();
    void keepsOnlyTheWindow();
    void chainsDoNotMix();
    void databasesDoNotMix();

private:
    std::unique_ptr<PendingCache> cacheOf(const std::string& chain, TestDatabase* database = nullptr);

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<RedisServer> m_plain;
    std::unique_ptr<RedisServer> m_tls;
};

void TestCache::initTestCase_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("embedded") << Kind::Embedded;
    QTest::newRow("redis") << Kind::Redis;
    QTest::newRow("redis over TLS") << Kind::RedisOverTls;
}

void TestCache::init()
{
    QFETCH_GLOBAL(Kind, kind);
    m_database = std::make_unique<TestDatabase>(
        Backend::Sqlite, std::vector<TestChain>{{"sepolia", 11155111}, {"base-sepolia", 84532}});
    if (kind == Kind::Redis && !m_plain)
        m_plain = std::make_unique<RedisServer>();
    if (kind == Kind::RedisOverTls && !m_tls)
        m_tls = std::make_unique<RedisServer>(RedisServer::Kind::Tls);
    if (kind != Kind::Embedded)
        QCOMPARE((kind == Kind::Redis ? m_plain : m_tls)->cli({QStringLiteral("FLUSHALL")}),
                 QStringLiteral("OK"));
}

std::unique_ptr<PendingCache> TestCache::cacheOf(const std::string& chain, TestDatabase* database)
{
    const Kind kind = *static_cast<const Kind*>(QTest::qGlobalData("kind", qMetaTypeId<Kind>()));
    TestDatabase& owner = database != nullptr ? *database : *m_database;
    const ChainRecord record = owner.chain(chain);
    if (kind == Kind::Embedded)
        return std::make_unique<EmbeddedCache>(owner.connection(), record.id);
    const RedisConfig config = (kind == Kind::Redis ? m_plain : m_tls)->config();
    return std::make_unique<RedisCache>(
        config, chain, BlockSeal(*sealKeyOf(owner.connection()), record.evmChainId, record.contract),
        std::stop_token());
}

void TestCache::anEmptyOneHasNothing()
{
    const auto cache = cacheOf("sepolia");
    QCOMPARE(told(cache->load()), QString());
    QVERIFY(cache->store({}));
    QVERIFY(cache->keepOnly(BlockHeight(1), BlockHeight(0)));
    QVERIFY(!cache->problem());
}

void TestCache::keepsBlocksAsTheyAre()
{
    std::vector<PendingBlock> blocks = pendingBlocks(98, 103);
    blocks[0].skippedLogs = 7;
    blocks[1].transfers.clear();
    blocks[2].transfers[0].value = maxUint256();
    blocks[3].transfers.resize(1);
    for (int i = 1; i < 3000; ++i) {
        blocks[3].transfers.push_back(blocks[3].transfers[0]);
        blocks[3].transfers.back().logIndex += i;
    }
    // Order of storing is of no matter, nor is a number of digits more.
    QVERIFY(cacheOf("sepolia")->store({blocks[4], blocks[5], blocks[3]}));
    QVERIFY(cacheOf("sepolia")->store({blocks[0], blocks[1], blocks[2]}));
    const auto loaded = cacheOf("sepolia")->load();
    QVERIFY2(loaded, qPrintable(failure(loaded)));
    QVERIFY(*loaded == blocks);
}

void TestCache::replacesBlocksOfTheSameHeight()
{
    const auto cache = cacheOf("sepolia");
    QVERIFY(cache->store(pendingBlocks(5, 9)));
    std::vector<PendingBlock> fork = pendingBlocks(8, 9);
    for (PendingBlock& block : fork)
        block = pendingBlock(block.header.height.value(), 1'000);
    QVERIFY(cache->store(fork));
    const auto loaded = cache->load();
    QVERIFY2(loaded, qPrintable(failure(loaded)));
    QCOMPARE(told(loaded), QStringLiteral("5 6 7 8 9"));
    QVERIFY((*loaded)[3] == fork[0] && (*loaded)[4] == fork[1]);
}

void TestCache::keepsOnlyTheWindow()
{
    const auto cache = cacheOf("sepolia");
    QVERIFY(cache->store(pendingBlocks(5, 12)));
    QVERIFY(cache->keepOnly(BlockHeight(7), BlockHeight(10)));
    QCOMPARE(told(cache->load()), QStringLiteral("7 8 9 10"));
    QVERIFY(cache->keepOnly(BlockHeight(10), BlockHeight(10)));
    QCOMPARE(told(cache->load()), QStringLiteral("10"));
    // An empty window.
    QVERIFY(cache->keepOnly(BlockHeight(11), BlockHeight(10)));
    QCOMPARE(told(cache->load()), QString());
}

void TestCache::chainsDoNotMix()
{
    const auto one = cacheOf("sepolia");
    const auto other = cacheOf("base-sepolia");
    QVERIFY(one->store(pendingBlocks(1, 3)));
    QVERIFY(other->store(pendingBlocks(3, 4)));
    QVERIFY(one->keepOnly(BlockHeight(2), BlockHeight(3)));
    QCOMPARE(told(one->load()), QStringLiteral("2 3"));
    QCOMPARE(told(other->load()), QStringLiteral("3 4"));
}

void TestCache::databasesDoNotMix()
{
    TestDatabase second(Backend::Sqlite);
    const auto one = cacheOf("sepolia");
    const auto other = cacheOf("sepolia", &second);
    QVERIFY(one->store(pendingBlocks(1, 3)));
    QCOMPARE(told(other->load()), QString());
    QVERIFY(other->keepOnly(BlockHeight(9), BlockHeight(9)));
    QCOMPARE(told(one->load()), QStringLiteral("1 2 3"));
}

CP_REGISTER_TEST(TestCache);
#include "tst_cache.moc"
