// Which endpoint is asked, and how long it rests after a fault.
#include "core/base/log.h"
#include "core/rpc/endpointhealth.h"

#include <QTest>

using namespace chainpoints;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> kTwo{"https://a.example/v3/key", "https://b.example"};
const std::vector<bool> kBoth{true, true};

/// A clock that stands still unless pushed.
struct FakeClock
{
    EndpointPool::Clock::time_point now{1h};
    [[nodiscard]] EndpointPool::Now reader()
    {
        return [this] { return now; };
    }
};

Fault down()
{
    return {FaultKind::Down, "answered HTTP 502"};
}

milliseconds restOf(const EndpointPool& pool, std::size_t endpoint)
{
    std::vector<bool> only(pool.size(), false);
    only[endpoint] = true;
    return pool.pick(only, std::nullopt)->rest;
}

} // namespace

class TestRpcEndpoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEndpointsByHost();
    void keepsKeysOutOfLogs();
    void prefersFastAndFaultless();
    void prefersAnEndpointWithTheBlock();
    void avoidsALaggard();
    void picksTheFirstThatIsFree();
    void doublesRestsUpToTheCap();
    void startsOverAfterAnAnswer();
    void takesParallelFailuresForOne();
    void honoursRetryAfter();
    void restsLong_data();
    void restsLong();
    void ignoresRangeErrors();
    void learnsBatchLimits();
    void exploresHeadsNowAndThen();
    void reportsStatus();
    void showsNoKey_data();
    void showsNoKey();
    void tellsItsHealth();
};

void TestRpcEndpoints::namesEndpointsByHost()
{
    const EndpointPool pool({"https://a.example/v3/key?k=1", "http://127.0.0.1:1/", "http://127.0.0.1:2/"});
    QCOMPARE(pool.name(0), "a.example");
    QCOMPARE(pool.name(1), "127.0.0.1 (2)");
    QCOMPARE(pool.name(2), "127.0.0.1 (3)");
}

void TestRpcEndpoints::keepsKeysOutOfLogs()
{
    const EndpointPool pool({"https://me:pass-9-word@a.example/v3/0123456789abcdef?apikey=querykey7"});
    QCOMPARE(log::redacted("0123456789abcdef querykey7 pass-9-word v3"), "*** *** *** v3");
}

void TestRpcEndpoints::prefersFastAndFaultless()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    pool.measured(0, 300ms);
    pool.measured(1, 20ms);
    QCOMPARE(pool.pick(kBoth, std::nullopt)->endpoint, std::size_t(1));
    QCOMPARE(pool.pick({true, false}, std::nullopt)->endpoint, std::size_t(0));
    QVERIFY(!pool.pick({false, false}, std::nullopt));
    for (int i = 0; i < 20; ++i)
        pool.failed(1, down(), clock.now);
    clock.now += 1h;
    pool.measured(0, 30ms);
    pool.measured(1, 200ms);
    QCOMPARE(pool.pick(kBoth, std::nullopt)->endpoint, std::size_t(0));
}

void TestRpcEndpoints::prefersAnEndpointWithTheBlock()
{
    EndpointPool pool(kTwo);
    pool.measured(0, 10ms);
    pool.measured(1, 500ms);
    pool.setHead(0, BlockHeight(99));
    pool.setHead(1, BlockHeight(100));
    QCOMPARE(pool.pick(kBoth, BlockHeight(99))->endpoint, std::size_t(0));
    QCOMPARE(pool.pick(kBoth, BlockHeight(100))->endpoint, std::size_t(1));
    QCOMPARE(pool.pick(kBoth, BlockHeight(101))->endpoint, std::size_t(0));
}

void TestRpcEndpoints::avoidsALaggard()
{
    EndpointPool pool(kTwo);
    pool.measured(0, 10ms);
    pool.measured(1, 500ms);
    pool.setHead(0, BlockHeight(97));
    pool.setHead(1, BlockHeight(100));
    QCOMPARE(pool.pick(kBoth, std::nullopt)->endpoint, std::size_t(0));
    pool.setHead(0, BlockHeight(96));
    QCOMPARE(pool.pick(kBoth, std::nullopt)->endpoint, std::size_t(1));
}

void TestRpcEndpoints::picksTheFirstThatIsFree()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    pool.failed(0, {FaultKind::RateLimited, "429", 2s}, clock.now);
    QCOMPARE(pool.pick(kBoth, std::nullopt)->endpoint, std::size_t(1));
    pool.failed(1, {FaultKind::RateLimited, "429", 5s}, clock.now);
    QCOMPARE(pool.pick(kBoth, std::nullopt)->endpoint, std::size_t(0));
    QCOMPARE(pool.pick(kBoth, std::nullopt)->rest, milliseconds(2000));
    clock.now += 2s;
    QCOMPARE(pool.pick(kBoth, std::nullopt)->rest, milliseconds(0));
}

void TestRpcEndpoints::doublesRestsUpToTheCap()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    milliseconds full = EndpointPool::kFirstRest;
    for (int i = 0; i < 12; ++i) {
        pool.failed(0, down(), clock.now);
        const milliseconds rest = restOf(pool, 0);
        QVERIFY2(rest >= full * 3 / 4 - 1ms && rest <= full * 5 / 4,
                 qPrintable(QString::number(rest.count())));
        QVERIFY(rest <= EndpointPool::kLongestRest);
        clock.now += rest;
        full = std::min(full * 2, EndpointPool::kLongestRest);
    }
}

void TestRpcEndpoints::startsOverAfterAnAnswer()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    for (int i = 0; i < 6; ++i) {
        pool.failed(0, down(), clock.now);
        clock.now += restOf(pool, 0);
    }
    pool.succeeded(0);
    pool.failed(0, down(), clock.now);
    QVERIFY(restOf(pool, 0) <= EndpointPool::kFirstRest * 5 / 4);
}

void TestRpcEndpoints::takesParallelFailuresForOne()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    const auto began = clock.now;
    clock.now += 10ms;
    for (int i = 0; i < 8; ++i)
        pool.failed(0, down(), began);
    QVERIFY(restOf(pool, 0) <= EndpointPool::kFirstRest * 5 / 4);
    QCOMPARE(pool.status()[0].errors, 8);
}

void TestRpcEndpoints::honoursRetryAfter()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    pool.failed(0, {FaultKind::RateLimited, "429", 7s}, clock.now);
    QCOMPARE(restOf(pool, 0), milliseconds(7s));
    pool.failed(1, {FaultKind::RateLimited, "429", 24h}, clock.now);
    QCOMPARE(restOf(pool, 1), milliseconds(EndpointPool::kLongestRetryAfter));
}

void TestRpcEndpoints::restsLong_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("billing") << static_cast<int>(FaultKind::Billing);
    QTest::newRow("wrong chain") << static_cast<int>(FaultKind::WrongChain);
}

void TestRpcEndpoints::restsLong()
{
    QFETCH(int, kind);
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    pool.failed(0, {static_cast<FaultKind>(kind), "no"}, clock.now);
    QCOMPARE(restOf(pool, 0), milliseconds(EndpointPool::kLongRest));
}

void TestRpcEndpoints::ignoresRangeErrors()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    for (const FaultKind kind :
         {FaultKind::RangeTooWide, FaultKind::TooDense, FaultKind::Reverted, FaultKind::Stopped})
        pool.failed(0, {kind, "no"}, clock.now);
    QCOMPARE(restOf(pool, 0), milliseconds(0));
    QCOMPARE(pool.status()[0].errors, 0);
    QVERIFY(pool.status()[0].lastError.empty());
}

void TestRpcEndpoints::learnsBatchLimits()
{
    EndpointPool pool(kTwo);
    QCOMPARE(pool.batchLimit(0), EndpointPool::kFullBatch);
    pool.refusedBatch(0, 100);
    QCOMPARE(pool.batchLimit(0), std::size_t(10));
    pool.refusedBatch(0, 10);
    QCOMPARE(pool.batchLimit(0), std::size_t(1));
    pool.refusedBatch(0, 100);
    QCOMPARE(pool.batchLimit(0), std::size_t(1));
    QCOMPARE(pool.batchLimit(1), EndpointPool::kFullBatch);
}

void TestRpcEndpoints::exploresHeadsNowAndThen()
{
    FakeClock clock;
    EndpointPool single({"https://a.example"}, clock.reader());
    QVERIFY(!single.takeUnknownHead());
    EndpointPool pool(kTwo, clock.reader());
    QCOMPARE(pool.takeUnknownHead(), std::optional<std::size_t>(0));
    QCOMPARE(pool.takeUnknownHead(), std::optional<std::size_t>(1));
    QVERIFY(!pool.takeUnknownHead());
    clock.now += EndpointPool::kHeadAge;
    pool.setHead(0, BlockHeight(5));
    QCOMPARE(pool.takeUnknownHead(), std::optional<std::size_t>(1));
    QVERIFY(!pool.takeUnknownHead());
}

void TestRpcEndpoints::reportsStatus()
{
    FakeClock clock;
    EndpointPool pool(kTwo, clock.reader());
    pool.measured(0, 100ms);
    pool.measured(0, 200ms);
    pool.setHead(0, BlockHeight(7));
    pool.setVerified(0);
    pool.succeeded(0);
    pool.failed(0, {FaultKind::Malformed, "answered nonsense"}, clock.now);
    pool.failed(0, {FaultKind::Behind, "does not have the block 8"}, clock.now);
    pool.lied(0, "answered 2 removed logs");
    const auto status = pool.status();
    QCOMPARE(status.size(), std::size_t(2));
    QCOMPARE(status[0].name, "a.example");
    QVERIFY(status[0].chainVerified);
    QCOMPARE(*status[0].latencyMs, 120.0);
    QCOMPARE(status[0].answers, 1);
    QCOMPARE(status[0].lies, 2);
    QCOMPARE(status[0].lags, 1);
    QCOMPARE(status[0].head, std::optional(BlockHeight(7)));
    QCOMPARE(status[0].lastError, "a.example answered 2 removed logs");
    QVERIFY(status[0].benchedUntil && *status[0].benchedUntil > wallClock() - 1);
    QVERIFY(!status[1].benchedUntil && !status[1].latencyMs && !status[1].head);
}

void TestRpcEndpoints::showsNoKey_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << "http://127.0.0.1:8545"
                           << "http://127.0.0.1:8545";
    QTest::newRow("path") << "https://a.example/v2/sepolia/"
                          << "https://a.example/v2/sepolia/";
    QTest::newRow("reference") << "https://a.example/v3/{secret:infura-key-number-2}"
                               << "https://a.example/v3/{secret:infura-key-number-2}";
    QTest::newRow("key") << "https://a.example/v3/fedcba9876543210"
                         << "https://a.example/v3/***";
    QTest::newRow("key and reference") << "https://a.example/{secret:a}fedcba98765432{secret:b}"
                                       << "https://a.example/***";
    QTest::newRow("query") << "https://a.example/rpc?apikey=x#y"
                           << "https://a.example/rpc?***";
    QTest::newRow("user") << "https://me:pass@a.example/rpc"
                          << "https://***@a.example/rpc";
}

void TestRpcEndpoints::showsNoKey()
{
    QFETCH(const QString, url);
    QFETCH(const QString, shown);
    QCOMPARE(QString::fromStdString(shownAddress(url.toStdString())), shown);
}

void TestRpcEndpoints::tellsItsHealth()
{
    FakeClock clock;
    ChainConfig chain;
    chain.rpc = {{"https://a.example/v3/{secret:a}", "https://a.example/v3/key"},
                 {"https://b.example", "https://b.example"}};
    EndpointPool pool(kTwo, clock.reader());
    QVERIFY(healthOf(pool, chain)[0].state == EndpointState::NotAsked);
    pool.measured(0, 120ms);
    pool.setHead(0, BlockHeight(100));
    pool.succeeded(0);
    pool.setHead(1, BlockHeight(95));
    // Who tells a higher head later was not behind before.
    pool.setHead(0, BlockHeight(101));
    pool.failed(1, {FaultKind::TimedOut, "did not answer in 10 s", 30s}, clock.now);
    pool.failed(1, {FaultKind::Behind, "does not have the block 101"}, clock.now);
    auto health = healthOf(pool, chain);
    QCOMPARE(health[0].address, "https://a.example/v3/{secret:a}");
    QVERIFY(health[0].state == EndpointState::InUse && health[0].score == 100 && !needsAttention(health[0]));
    QVERIFY(health[0].latencyMs == 120 && health[0].behind == 0 && health[0].calls == 1);
    QVERIFY(health[1].state == EndpointState::SetAside && health[1].until > wallClock() + 28);
    QCOMPARE(health[1].why, "b.example did not answer in 10 s");
    QCOMPARE(health[1].lastError, "b.example does not have the block 101");
    QVERIFY(health[1].behind == 5 && health[1].score == 80 && health[1].lags == 1 && health[1].calls == 2);
    QVERIFY(health[1].errorsByKind == (std::map<std::string, std::int64_t>{{"timed_out", 1}}));
    QCOMPARE(sentenceOf(health[1]), "set aside until " + formatTime(*health[1].until) +
                                        "; 5 blocks behind; 1 of 2 calls failed; b.example did not answer in "
                                        "10 s");
    clock.now += 30s;
    pool.setHead(1, BlockHeight(101));
    pool.lied(1, "left out all 3 logs of the blocks 1 to 9");
    health = healthOf(pool, chain);
    QVERIFY(health[1].state == EndpointState::InUse && health[1].why.empty() && health[1].behind == 0);
    QVERIFY(health[1].lies == 1 && health[1].score == 40 && needsAttention(health[1]));
}

QTEST_GUILESS_MAIN(TestRpcEndpoints)
#include "tst_rpcendpoints.moc"
