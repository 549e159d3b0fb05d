// Who makes the API's answers: some at a time, in turn, and nobody waits for ever.
#include "core/http/answerthreads.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <future>
#include <latch>
#include <stdexcept>

using namespace chainpoints;
using namespace std::chrono_literals;

class TestAnswerThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlySoManyAtATime();
    void whoWaitsTooLongIsTurnedAway();
    void tooManyAreTurnedAwayAtOnce();
    void exceptionsReachTheCaller();
};

void TestAnswerThreads::onlySoManyAtATime()
{
    AnswerThreads threads(2, 100, AnswerThreads::Priority::Background);
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    std::atomic<int> done = 0;
    std::vector<std::future<bool>> callers;
    for (int i = 0; i < 20; ++i)
        callers.push_back(std::async(std::launch::async, [&] {
            return threads.run(10s, [&] {
                const int now = ++running;
                int seen = most;
                while (seen < now && !most.compare_exchange_weak(seen, now)) {
                }
                std::this_thread::yield();
                --running;
                ++done;
            });
        }));
    for (auto& caller : callers)
        QVERIFY(caller.get());
    QCOMPARE(done.load(), 20);
    QVERIFY(most >= 1 && most <= 2);
}

void TestAnswerThreads::whoWaitsTooLongIsTurnedAway()
{
    AnswerThreads threads(1, 100, AnswerThreads::Priority::Normal);
    std::latch begun(1);
    std::latch end(1);
    auto first = std::async(std::launch::async, [&] {
        return threads.run(10s, [&] {
            begun.count_down();
            end.wait();
        });
    });
    begun.wait();
    bool ran = false;
    QVERIFY(!threads.run(20ms, [&] { ran = true; }));
    end.count_down();
    QVERIFY(first.get());
    QVERIFY(!ran);
    QVERIFY(threads.run(10s, [&] { ran = true; }));
    QVERIFY(ran);
}

void TestAnswerThreads::tooManyAreTurnedAwayAtOnce()
{
    // Nobody may wait: who comes while the thread is busy is turned away, however patient.
    AnswerThreads threads(1, 1, AnswerThreads::Priority::Normal);
    std::latch begun(1);
    std::latch end(1);
    auto first = std::async(std::launch::async, [&] {
        return threads.run(10s, [&] {
            begun.count_down();
            end.wait();
        });
    });
    begun.wait();
    std::atomic<int> through = 0;
    std::vector<std::future<bool>> others;
    for (int i = 0; i < 5; ++i)
        others.push_back(
            std::async(std::launch::async, [&] { return threads.run(60s, [&] { ++through; }); }));
    // One has the place to wait at; four hear at once that there is none.
    int refused = 0;
    QTRY_COMPARE(refused = static_cast<int>(std::ranges::count_if(
                     others, [](auto& other) { return other.wait_for(0ms) == std::future_status::ready; })),
                 4);
    end.count_down();
    QVERIFY(first.get());
    const auto answered = std::ranges::count_if(others, [](auto& other) { return other.get(); });
    QCOMPARE(int(answered), 1);
    QCOMPARE(through.load(), 1);
}

void TestAnswerThreads::exceptionsReachTheCaller()
{
    AnswerThreads threads(1, 1, AnswerThreads::Priority::Normal);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                             (void)threads.run(10s, [] { throw std::runtime_error("no"); }));
    QVERIFY(threads.run(10s, [] {}));
}

CP_REGISTER_TEST(TestAnswerThreads);
#include "tst_answerthreads.moc"
