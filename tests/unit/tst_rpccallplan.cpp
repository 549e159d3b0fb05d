// How often a call tries, how long it waits, and with which error it ends.
#include "core/rpc/callplan.h"

#include <QTest>

#include <thread>

using namespace chainpoints;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> kTwo{"https://a.example/v3/key", "https://b.example"};

Fault down()
{
    return {FaultKind::Down, "answered HTTP 502"};
}

} // namespace

class TestRpcCallPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesThriceThenGivesUp();
    void triesEachEndpoint();
    void givesUpOnLongRests();
    void endsWithTheRightCode_data();
    void endsWithTheRightCode();
    void endsOnRangeErrorsOfSeveralBlocks();
    void stopEndsAWait();
};

void TestRpcCallPlan::triesThriceThenGivesUp()
{
    EndpointPool pool({"https://a.example"});
    CallPlan plan(pool, std::nullopt, CallPlan::RangeErrors::TryElsewhere, {});
    for (int i = 0; i < CallPlan::kMostTries; ++i) {
        const auto endpoint = plan.next();
        QVERIFY(endpoint);
        QVERIFY(!plan.failed(*endpoint, down()));
    }
    const auto end = plan.next();
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::Unreachable);
    QCOMPARE(end.error().message, "no endpoint answers: a.example answered HTTP 502");
}

void TestRpcCallPlan::triesEachEndpoint()
{
    EndpointPool pool(kTwo);
    CallPlan plan(pool, std::nullopt, CallPlan::RangeErrors::TryElsewhere, {});
    const auto first = plan.next();
    QVERIFY(first && !plan.failed(*first, down()));
    const auto second = plan.next();
    QVERIFY(second);
    QCOMPARE(*second, 1 - *first);
}

void TestRpcCallPlan::givesUpOnLongRests()
{
    EndpointPool pool({"https://a.example"});
    pool.failed(0, {FaultKind::RateLimited, "answered HTTP 429", 60s}, pool.now());
    CallPlan plan(pool, std::nullopt, CallPlan::RangeErrors::TryElsewhere, {});
    const auto end = plan.next();
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::Unreachable);
    QVERIFY(end.error().message.find("HTTP 429") != std::string::npos);
}

void TestRpcCallPlan::endsWithTheRightCode_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, FaultKind first, FaultKind second, ErrorCode code) {
        QTest::newRow(name) << static_cast<int>(first) << static_cast<int>(second) << static_cast<int>(code);
    };
    row("both behind", FaultKind::Behind, FaultKind::Behind, ErrorCode::Behind);
    row("one behind", FaultKind::Behind, FaultKind::TimedOut, ErrorCode::Behind);
    row("both of other chains", FaultKind::WrongChain, FaultKind::WrongChain, ErrorCode::Protocol);
    row("one silent", FaultKind::WrongChain, FaultKind::TimedOut, ErrorCode::Unreachable);
    row("one block too dense", FaultKind::TooDense, FaultKind::TooDense, ErrorCode::Protocol);
    row("both unpaid", FaultKind::Billing, FaultKind::Billing, ErrorCode::Unreachable);
}

void TestRpcCallPlan::endsWithTheRightCode()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(int, code);
    EndpointPool pool(kTwo);
    CallPlan plan(pool, std::nullopt, CallPlan::RangeErrors::TryElsewhere, {});
    for (const int kind : {first, second}) {
        const auto endpoint = plan.next();
        QVERIFY(endpoint);
        QVERIFY(!plan.failed(*endpoint, {static_cast<FaultKind>(kind), "failed"}));
    }
    const auto end = plan.next();
    QVERIFY(!end);
    QCOMPARE(static_cast<int>(end.error().code), code);
}

void TestRpcCallPlan::endsOnRangeErrorsOfSeveralBlocks()
{
    EndpointPool pool(kTwo);
    CallPlan plan(pool, std::nullopt, CallPlan::RangeErrors::EndTheCall, {});
    const auto endpoint = plan.next();
    QVERIFY(endpoint);
    const auto end = plan.failed(*endpoint, {FaultKind::TooDense, "has too many logs"});
    QVERIFY(end);
    QCOMPARE(end->code, ErrorCode::RangeLimit);
}

void TestRpcCallPlan::stopEndsAWait()
{
    EndpointPool pool({"https://a.example"});
    pool.failed(0, {FaultKind::RateLimited, "answered HTTP 429", 2900ms}, pool.now());
    std::stop_source stop;
    CallPlan plan(pool, std::nullopt, CallPlan::RangeErrors::TryElsewhere, stop.get_token());
    std::chrono::steady_clock::time_point asked;
    std::jthread stopper([&] {
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    const auto end = plan.next();
    stopper.join();
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::Stopped);
    QVERIFY(std::chrono::steady_clock::now() - asked < 1s);
}

QTEST_GUILESS_MAIN(TestRpcCallPlan)
#include "tst_rpccallplan.moc"
