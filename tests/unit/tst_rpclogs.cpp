// HttpNode's way with eth_getLogs: heads, range limits and lies.
#include "tests/unit/rpcfixture.h"

using namespace chainpoints;
using namespace std::chrono_literals;

class TestRpcLogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void neverAsksBeyondTheHead();
    void fetchesTheHeadOnlyWhenNeeded();
    void reportsRangeLimits_data();
    void reportsRangeLimits();
    void asksNobodyForMoreThanTheyTake();
    void triesElsewhereOnASingleBlock();
    void takesSilenceForAHeavyRange();
    void takesATooLargeAnswerForDensity();
    void refusesLogsOutsideTheRange();
    void leavesOutRemovedLogs();
    void dropsDuplicates();
};

void TestRpcLogs::neverAsksBeyondTheHead()
{
    FakeNode behind(kFakeChainId, 150);
    FakeNode good(kFakeChainId, 150);
    const auto pool = poolPreferringFirst(behind, good);
    HttpNode node = credulousNodeOn(pool);
    const auto none = node.transferLogs(kRange);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Behind);
    QCOMPARE(behind.calls("eth_getLogs") + good.calls("eth_getLogs"), 0);

    good.setHead(199);
    QVERIFY(node.transferLogs(kRange));
    QCOMPARE(behind.calls("eth_getLogs"), 0);
    QCOMPARE(good.calls("eth_getLogs"), 1);
}

void TestRpcLogs::fetchesTheHeadOnlyWhenNeeded()
{
    FakeNode fake;
    HttpNode node = nodeOn(poolOf({&fake}));
    for (int i = 0; i < 5; ++i)
        QVERIFY(node.transferLogs(kRange));
    QCOMPARE(fake.calls("eth_blockNumber"), 1);
    fake.setHead(1001);
    QVERIFY(node.transferLogs({BlockHeight(1001), BlockHeight(1001)}));
    QCOMPARE(fake.calls("eth_blockNumber"), 2);
}

void TestRpcLogs::reportsRangeLimits_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("too wide") << QStringLiteral("block range is too wide (maximum 50)");
    QTest::newRow("too dense") << QStringLiteral("query returned more than 10000 results");
    QTest::newRow("unknown") << QStringLiteral("something that nobody has seen yet");
}

void TestRpcLogs::reportsRangeLimits()
{
    QFETCH(QString, message);
    FakeNode fake;
    fake.limitRange(50, -32603, message.toStdString());
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto refused = node.transferLogs(kRange);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::RangeLimit);
    QVERIFY(contains(refused.error().message, message.toStdString()));
    QVERIFY(!pool->status()[0].benchedUntil);
    QCOMPARE(fake.calls("eth_getLogs"), 1);
    QVERIFY(node.transferLogs({BlockHeight(100), BlockHeight(149)}));
}

void TestRpcLogs::asksNobodyForMoreThanTheyTake()
{
    FakeNode small;
    small.limitRange(50, -32603, "block range is too wide (maximum 50)");
    FakeNode big;
    const auto pool = poolPreferringFirst(small, big);
    HttpNode node = credulousNodeOn(pool);
    QCOMPARE(node.transferLogs(kRange).error().code, ErrorCode::RangeLimit);
    QVERIFY(node.transferLogs(kRange));
    QCOMPARE(small.calls("eth_getLogs"), 1);
    QCOMPARE(big.calls("eth_getLogs"), 1);

    // With the other one gone, it is asked again for what it takes, and told of no error.
    big.play(HttpTrick::BadGateway);
    QCOMPARE(node.transferLogs(kRange).error().code, ErrorCode::RangeLimit);
    QVERIFY(node.transferLogs({BlockHeight(100), BlockHeight(149)}));
    QCOMPARE(small.calls("eth_getLogs"), 2);
}

void TestRpcLogs::triesElsewhereOnASingleBlock()
{
    FakeNode limited;
    limited.limitRange(0, -32005, "query returned more than 10000 results");
    FakeNode good;
    const auto pool = poolPreferringFirst(limited, good);
    HttpNode node = nodeOn(pool);
    QVERIFY(node.transferLogs(kOneBlock));
    QVERIFY(!pool->status()[0].benchedUntil);

    good.limitRange(0, -32000, "something that nobody has seen yet");
    const auto refused = node.transferLogs(kOneBlock);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Protocol);
}

void TestRpcLogs::takesSilenceForAHeavyRange()
{
    FakeNode fake;
    fake.playOn("eth_getLogs", HttpTrick::Hang);
    HttpNode node = nodeOn(poolOf({&fake}), kShortPatience);
    QCOMPARE(node.transferLogs(kRange).error().code, ErrorCode::RangeLimit);

    FakeNode dead;
    dead.play(HttpTrick::Hang);
    HttpNode other = nodeOn(poolOf({&dead}), kShortPatience);
    QCOMPARE(other.transferLogs(kRange).error().code, ErrorCode::Unreachable);
}

void TestRpcLogs::takesATooLargeAnswerForDensity()
{
    FakeNode fake;
    fake.on("eth_getLogs", FakeAnswer::of("\"" + std::string(200'000, 'x') + "\""));
    HttpTransport transport(100'000);
    const QByteArray call = R"({"id":1,"method":"eth_getLogs","params":[]})";
    const HttpAnswer answer = transport.post(QUrl(QString::fromStdString(fake.url())), call, kPatience, {});
    QCOMPARE(answer.end, HttpAnswer::End::TooLarge);
}

void TestRpcLogs::refusesLogsOutsideTheRange()
{
    FakeNode liar;
    liar.setLogs({{.height = 150}, {.height = 200}});
    liar.ignoreLogRange(true);
    FakeNode good;
    good.setLogs({{.height = 150}});
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = nodeOn(pool);
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->logs.size(), std::size_t(1));
    QCOMPARE(pool->status()[0].lies, 1);
}

void TestRpcLogs::leavesOutRemovedLogs()
{
    FakeNode fake;
    fake.setLogs({{.height = 150, .removed = true}, {.height = 151}});
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->logs.size(), std::size_t(1));
    QCOMPARE(pool->status()[0].lies, 1);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcLogs::dropsDuplicates()
{
    FakeNode fake;
    fake.setLogs({{.height = 151}, {.height = 150}, {.height = 151}});
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->logs.size(), std::size_t(2));
    QCOMPARE(logs->logs.front().height, BlockHeight(150));

    fake.addLog({.height = 151, .data = "0x02"});
    QCOMPARE(node.transferLogs(kRange).error().code, ErrorCode::Protocol);
}

QTEST_GUILESS_MAIN(TestRpcLogs)
#include "tst_rpclogs.moc"
