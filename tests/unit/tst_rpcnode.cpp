// What HttpNode reads from an honest node, and what it makes of odd headers and tokens.
#include "tests/unit/rpcfixture.h"

#include <algorithm>
#include <future>

using namespace chainpoints;
using namespace std::chrono_literals;

class TestRpcNode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    // What an honest node tells.
    void readsTaggedBlocks();
    void readsHeadersInOrder();
    void readsLogs();
    void readsTokenInfo();
    void keepsTheConnection();
    void saysWhoAsks();
    void readsCompressedAnswers();
    void worksInAPlainThread();
    // Headers.
    void takesBatchAnswersInAnyOrder();
    void fallsBackFromBatches();
    void waitsForMissingBlocks();
    void asksAnotherForAMissingBlock();
    void refusesAnotherBlock();
    // Token.
    void toleratesAMissingNameAndSymbol();
    void insistsOnDecimals_data();
    void insistsOnDecimals();
};

void TestRpcNode::readsTaggedBlocks()
{
    const FakeNode fake;
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto latest = node.block(BlockTag::Latest);
    QVERIFY2(latest, latest ? "" : latest.error().message.c_str());
    QCOMPARE(latest->height, BlockHeight(1000));
    QCOMPARE(latest->hash.hex(), fake.blockHash(1000));
    QCOMPARE(latest->parentHash.hex(), fake.blockHash(999));
    QCOMPARE(latest->time, UnixTime(FakeNode::blockTime(1000)));
    QCOMPARE(node.block(BlockTag::Safe)->height, BlockHeight(968));
    QCOMPARE(node.block(BlockTag::Finalized)->height, BlockHeight(936));
    QCOMPARE(pool->head(0), std::optional(BlockHeight(1000)));
    QCOMPARE(fake.calls("eth_chainId"), 1);
}

void TestRpcNode::readsHeadersInOrder()
{
    const FakeNode fake;
    HttpNode node = nodeOn(poolOf({&fake}));
    std::vector<BlockHeight> heights = heightsTo(250);
    std::reverse(heights.begin(), heights.end());
    const auto headers = node.headers(heights);
    QVERIFY(headers);
    QCOMPARE(headers->size(), heights.size());
    for (std::size_t i = 0; i < heights.size(); ++i)
        QCOMPARE((*headers)[i].height, heights[i]);
    QCOMPARE(fake.requests(), 1 + 3);
    QVERIFY(node.headers({})->empty());
}

void TestRpcNode::readsLogs()
{
    FakeNode fake;
    fake.setLogs(
        {{.height = 99}, {.height = 100}, {.height = 150, .logIndex = 7}, {.height = 199}, {.height = 200}});
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->logs.size(), std::size_t(3));
    QCOMPARE(logs->logs[1].height, BlockHeight(150));
    QCOMPARE(logs->logs[1].logIndex, 7);
    QCOMPARE(logs->logs[1].topics.size(), std::size_t(3));
    QCOMPARE(logs->logs[1].blockHash.hex(), fake.blockHash(150));
}

void TestRpcNode::readsTokenInfo()
{
    FakeNode fake;
    // An old token's bytes32, and an ABI string.
    fake.setCallResult("0x06fdde03", "0x506f696e7473" + std::string(52, '0'));
    fake.setCallResult("0x95d89b41", "0x" + std::string(62, '0') + "20" + std::string(63, '0') + "3" +
                                         "505453" + std::string(58, '0'));
    fake.setCallResult("0x313ce567", "0x" + std::string(63, '0') + "6");
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto token = node.tokenInfo();
    QVERIFY(token);
    QCOMPARE(token->title, "Points");
    QCOMPARE(token->symbol, "PTS");
    QCOMPARE(token->decimals, 6);
}

void TestRpcNode::keepsTheConnection()
{
    const FakeNode fake;
    HttpNode node = nodeOn(poolOf({&fake}));
    for (int i = 0; i < 20; ++i)
        QVERIFY(node.block(BlockTag::Latest));
    QCOMPARE(fake.connections(), 1);
}

void TestRpcNode::saysWhoAsks()
{
    const FakeNode fake;
    std::string url = fake.url();
    url.insert(url.find("//") + 2, "me:secret@");
    HttpNode node = nodeOn(std::make_shared<EndpointPool>(std::vector{url}));
    QVERIFY(node.block(BlockTag::Latest));
    QCOMPARE(fake.lastHeader("Content-Type"), "application/json");
    QVERIFY(fake.lastHeader("User-Agent").starts_with("chainpoints/"));
    QCOMPARE(fake.lastHeader("Authorization"), "Basic bWU6c2VjcmV0");
}

void TestRpcNode::readsCompressedAnswers()
{
    FakeNode fake;
    fake.compress(true);
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto headers = node.headers(heightsTo(5));
    QVERIFY(headers);
    QCOMPARE(headers->back().height, BlockHeight(5));
}

void TestRpcNode::worksInAPlainThread()
{
    const FakeNode fake;
    ChainConfig config;
    config.evmChainId = EvmChainId(kFakeChainId);
    config.contract = *Address::parse(kFakeContract);
    config.rpc = {{fake.url(), fake.url()}};
    const ChainNodeFactory factory = makeHttpNodeFactory(config, makeEndpointPool(config));
    std::vector<std::future<Result<BlockHeader>>> answers;
    for (int i = 0; i < 4; ++i)
        answers.push_back(
            std::async(std::launch::async, [&] { return factory({})->block(BlockTag::Latest); }));
    for (auto& answer : answers)
        QVERIFY(answer.get());
}

void TestRpcNode::takesBatchAnswersInAnyOrder()
{
    FakeNode fake;
    fake.reverseBatches(true);
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto headers = node.headers(heightsTo(30));
    QVERIFY(headers);
    for (std::size_t i = 0; i < headers->size(); ++i)
        QCOMPARE((*headers)[i].height, BlockHeight(static_cast<std::int64_t>(i) + 1));
}

void TestRpcNode::fallsBackFromBatches()
{
    FakeNode fake;
    fake.limitBatch(1);
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto headers = node.headers(heightsTo(25));
    QVERIFY(headers);
    QCOMPARE(headers->size(), std::size_t(25));
    // The chain id, batches of 25 and 10 refused, then one by one.
    QCOMPARE(fake.requests(), 1 + 2 + 25);
    QVERIFY(!pool->status()[0].benchedUntil);
    QVERIFY(node.headers(heightsTo(5)));
    QCOMPARE(fake.requests(), 28 + 5);
}

void TestRpcNode::waitsForMissingBlocks()
{
    const FakeNode fake(kFakeChainId, 10);
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto headers = node.headers(heightsTo(3, 9));
    QVERIFY(!headers);
    QCOMPARE(headers.error().code, ErrorCode::Behind);
    QCOMPARE(pool->status()[0].lags, 1);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcNode::asksAnotherForAMissingBlock()
{
    FakeNode liar;
    const FakeNode good;
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = nodeOn(pool);
    pool->setHead(0, BlockHeight(1000));
    pool->setHead(1, BlockHeight(1000));
    liar.on("eth_getBlockByNumber", FakeAnswer::null());
    const auto headers = node.headers(heightsTo(2, 999));
    QVERIFY(headers);
    QCOMPARE(liar.calls("eth_getBlockByNumber"), 2);
    // It had announced the block: set aside for a while, and its word on the head is void.
    QVERIFY(pool->status()[0].benchedUntil);
    QVERIFY(!pool->head(0));
}

void TestRpcNode::refusesAnotherBlock()
{
    FakeNode fake;
    fake.on("eth_getBlockByNumber",
            FakeAnswer::of(R"({"number":"0x7","hash":")" + fake.blockHash(7) + R"(","parentHash":")" +
                           fake.blockHash(6) + R"(","timestamp":"0x1"})"));
    HttpNode node = credulousNodeOn(poolOf({&fake}));
    QVERIFY(node.headers(heightsTo(1, 7)));
    const auto headers = node.headers(heightsTo(1, 8));
    QVERIFY(!headers);
    QCOMPARE(headers.error().code, ErrorCode::Protocol);
    QVERIFY(contains(headers.error().message, "answered the block 7 when asked for 8"));
}

void TestRpcNode::toleratesAMissingNameAndSymbol()
{
    FakeNode fake;
    fake.setCallResult("0x95d89b41", "0x");
    fake.setCallResult("0x313ce567", "0x" + std::string(62, '0') + "12");
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto token = node.tokenInfo();
    QVERIFY(token);
    QVERIFY(token->title.empty() && token->symbol.empty());
    QCOMPARE(token->decimals, 18);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcNode::insistsOnDecimals_data()
{
    QTest::addColumn<QString>("hex");
    QTest::newRow("reverts") << QString();
    QTest::newRow("empty") << QStringLiteral("0x");
    QTest::newRow("256") << QStringLiteral("0x") + QString(61, u'0') + QStringLiteral("100");
}

void TestRpcNode::insistsOnDecimals()
{
    QFETCH(QString, hex);
    FakeNode fake;
    if (!hex.isEmpty())
        fake.setCallResult("0x313ce567", hex.toStdString());
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto token = node.tokenInfo();
    QVERIFY(!token);
    QCOMPARE(token.error().code, ErrorCode::Protocol);
    QVERIFY(contains(token.error().message, "set \"decimals\""));
    QVERIFY(!pool->status()[0].benchedUntil);
}

QTEST_GUILESS_MAIN(TestRpcNode)
#include "tst_rpcnode.moc"
