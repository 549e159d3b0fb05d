// HttpNode with endpoints that break, hang or serve another chain, and when it is stopped.
#include "tests/unit/rpcfixture.h"

#include <thread>

using namespace chainpoints;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(chainpoints::HttpTrick)

class TestRpcFailover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    // One endpoint is bad, the other takes over.
    void failsOver_data();
    void failsOver();
    void failsOverFromAClosedPort();
    void survivesShortTrouble_data();
    void survivesShortTrouble();
    void setsAsideAnotherChain();
    void leavesAStuckEndpoint();
    // Everything is bad.
    void givesUp_data();
    void givesUp();
    void doesNotTellKeys();
    // Stop.
    void stopsDuringAHang();
    void stopsDuringABackOff();
    void stopsWhereItWasStoppedBefore();
};

void TestRpcFailover::failsOver_data()
{
    QTest::addColumn<HttpTrick>("trick");
    QTest::newRow("429") << HttpTrick::TooManyRequests;
    QTest::newRow("402") << HttpTrick::PaymentRequired;
    QTest::newRow("502") << HttpTrick::BadGateway;
    QTest::newRow("HTML") << HttpTrick::HtmlPage;
    QTest::newRow("cut JSON") << HttpTrick::CutJson;
    QTest::newRow("closed") << HttpTrick::CloseConnection;
    QTest::newRow("redirect") << HttpTrick::Redirect;
    QTest::newRow("hang") << HttpTrick::Hang;
}

void TestRpcFailover::failsOver()
{
    QFETCH(HttpTrick, trick);
    FakeNode bad;
    bad.play(trick);
    const FakeNode good;
    const auto pool = poolPreferringFirst(bad, good);
    HttpNode node = nodeOn(pool, trick == HttpTrick::Hang ? kShortPatience : kPatience);
    const auto headers = node.headers(heightsTo(3));
    QVERIFY2(headers, headers ? "" : headers.error().message.c_str());
    QCOMPARE(bad.requests(), 1);
    const auto status = pool->status();
    QVERIFY(status[0].benchedUntil);
    QCOMPARE(status[0].errors + status[0].lies, 1);
    QVERIFY(contains(status[0].lastError, status[0].name));
    QVERIFY(!status[1].benchedUntil);
}

void TestRpcFailover::failsOverFromAClosedPort()
{
    auto closed = std::make_unique<FakeNode>();
    const FakeNode good;
    const auto pool = poolPreferringFirst(*closed, good);
    closed.reset();
    HttpNode node = nodeOn(pool);
    QVERIFY(node.headers(heightsTo(3)));
    QVERIFY(contains(pool->status()[0].lastError, "refused the connection"));
}

void TestRpcFailover::survivesShortTrouble_data()
{
    QTest::addColumn<HttpTrick>("trick");
    QTest::newRow("502") << HttpTrick::BadGateway;
    QTest::newRow("HTML") << HttpTrick::HtmlPage;
    QTest::newRow("cut JSON") << HttpTrick::CutJson;
    QTest::newRow("closed") << HttpTrick::CloseConnection;
    QTest::newRow("429") << HttpTrick::TooManyRequests;
}

void TestRpcFailover::survivesShortTrouble()
{
    QFETCH(HttpTrick, trick);
    FakeNode fake;
    fake.play(trick, 2);
    fake.setRetryAfter("0");
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto logs = node.transferLogs(kRange);
    QVERIFY2(logs, logs ? "" : logs.error().message.c_str());
}

void TestRpcFailover::setsAsideAnotherChain()
{
    const FakeNode other(84532);
    const FakeNode good;
    const auto pool = poolPreferringFirst(other, good);
    HttpNode node = nodeOn(pool);
    QVERIFY(node.headers(heightsTo(3)));
    QVERIFY(node.transferLogs(kRange));
    QCOMPARE(other.requests(), 1);
    const EndpointStatus status = pool->status()[0];
    QVERIFY(!status.chainVerified);
    QVERIFY(*status.benchedUntil > wallClock() + 500);
    QVERIFY(contains(status.lastError, "84532") && contains(status.lastError, "11155111"));
    QVERIFY(pool->status()[1].chainVerified);
}

void TestRpcFailover::leavesAStuckEndpoint()
{
    const FakeNode stuck(kFakeChainId, 500);
    const FakeNode good(kFakeChainId, 1000);
    HttpNode node = nodeOn(poolPreferringFirst(stuck, good));
    // The heads of both become known one after the other.
    (void)node.block(BlockTag::Latest);
    (void)node.block(BlockTag::Latest);
    QCOMPARE(node.block(BlockTag::Latest)->height, BlockHeight(1000));
}

void TestRpcFailover::givesUp_data()
{
    QTest::addColumn<HttpTrick>("trick");
    QTest::addColumn<int>("code");
    QTest::newRow("502") << HttpTrick::BadGateway << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("402") << HttpTrick::PaymentRequired << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("429 for long") << HttpTrick::TooManyRequests << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("hang") << HttpTrick::Hang << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("HTML") << HttpTrick::HtmlPage << static_cast<int>(ErrorCode::Protocol);
    QTest::newRow("cut JSON") << HttpTrick::CutJson << static_cast<int>(ErrorCode::Protocol);
}

void TestRpcFailover::givesUp()
{
    QFETCH(HttpTrick, trick);
    QFETCH(int, code);
    FakeNode first;
    FakeNode second;
    for (FakeNode* fake : {&first, &second}) {
        fake->play(trick);
        fake->setRetryAfter("60");
    }
    HttpNode node = nodeOn(poolOf({&first, &second}), kShortPatience);
    const auto headers = node.headers(heightsTo(3));
    QVERIFY(!headers);
    QCOMPARE(static_cast<int>(headers.error().code), code);
    QVERIFY(contains(headers.error().message, "127.0.0.1 (1)") &&
            contains(headers.error().message, "127.0.0.1 (2)"));
    QVERIFY(first.requests() >= 1 && first.requests() <= CallPlan::kMostTries);
    QVERIFY(second.requests() >= 1 && second.requests() <= CallPlan::kMostTries);
}

void TestRpcFailover::doesNotTellKeys()
{
    auto fake = std::make_unique<FakeNode>();
    const std::string url = fake->url() + "v3/5ecretkey?token=5ecrettoken";
    HttpNode node = nodeOn(std::make_shared<EndpointPool>(std::vector{url}));
    fake.reset();
    const auto answer = node.block(BlockTag::Latest);
    QVERIFY(!answer);
    QVERIFY(contains(answer.error().message, "http://127.0.0.1:"));
    QVERIFY(!contains(answer.error().message, "5ecret"));
}

void TestRpcFailover::stopsDuringAHang()
{
    FakeNode fake;
    fake.play(HttpTrick::Hang);
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::jthread stopper([&] {
        (void)fake.waitForRequests(1);
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    std::optional<HttpNode> node(std::in_place, poolOf({&fake}), settingsOf(), stop.get_token());
    const auto logs = node->transferLogs(kRange);
    stopper.join();
    QVERIFY(!logs);
    QCOMPARE(logs.error().code, ErrorCode::Stopped);
    QVERIFY(std::chrono::steady_clock::now() - asked < 1s);
    node.reset();
    QVERIFY(std::chrono::steady_clock::now() - asked < 2s);
}

void TestRpcFailover::stopsDuringABackOff()
{
    FakeNode fake;
    fake.play(HttpTrick::TooManyRequests);
    fake.setRetryAfter("2");
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::jthread stopper([&] {
        (void)fake.waitForRequests(1);
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    HttpNode node = nodeOn(poolOf({&fake}), kPatience, stop.get_token());
    const auto block = node.block(BlockTag::Latest);
    stopper.join();
    QVERIFY(!block);
    QCOMPARE(block.error().code, ErrorCode::Stopped);
    QVERIFY(std::chrono::steady_clock::now() - asked < 1s);
}

void TestRpcFailover::stopsWhereItWasStoppedBefore()
{
    const FakeNode fake;
    std::stop_source stop;
    stop.request_stop();
    HttpNode node = nodeOn(poolOf({&fake}), kPatience, stop.get_token());
    QCOMPARE(node.tokenInfo().error().code, ErrorCode::Stopped);
    QCOMPARE(fake.requests(), 0);
}

QTEST_GUILESS_MAIN(TestRpcFailover)
#include "tst_rpcfailover.moc"
