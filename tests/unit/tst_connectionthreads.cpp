// A thread for each connection, also where the system gives fewer than are wanted.
#include "core/http/connectionthreads.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <mutex>
#include <system_error>

using namespace chainpoints;

class TestConnectionThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noMoreThreadsMeansToMakeRoom();
    void withoutAnyThreadTheCallerWorks();
    void theEndIsToldToAll();
};

namespace {

/// Gives so many threads, then none.
ConnectionThreads::MakeThread upTo(int most)
{
    return [left = most](std::function<void()> work) mutable {
        if (left-- <= 0)
            throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
        return std::thread(std::move(work));
    };
}

} // namespace

void TestConnectionThreads::noMoreThreadsMeansToMakeRoom()
{
    std::atomic<int> ended = 0;
    std::latch room(1);
    std::once_flag once; // the third one, too, may find the only thread busy
    ConnectionThreads threads([&] { std::call_once(once, [&] { room.count_down(); }); }, [] {}, upTo(1));
    threads.enqueue([&] { room.wait(); });
    threads.enqueue([&] { ++ended; }); // returns once the first one made room
    threads.enqueue([&] { ++ended; });
    threads.shutdown();
    QVERIFY(room.try_wait());
    QCOMPARE(ended, 2);
}

void TestConnectionThreads::withoutAnyThreadTheCallerWorks()
{
    std::thread::id worker;
    ConnectionThreads threads([] {}, [] {}, upTo(0));
    threads.enqueue([&] { worker = std::this_thread::get_id(); });
    QVERIFY(worker == std::this_thread::get_id());
    threads.shutdown();
}

void TestConnectionThreads::theEndIsToldToAll()
{
    std::latch end(1);
    ConnectionThreads threads([] {}, [&] { end.count_down(); });
    threads.enqueue([&] { end.wait(); });
    threads.shutdown();
    QVERIFY(end.try_wait());
}

CP_REGISTER_TEST(TestConnectionThreads);
#include "tst_connectionthreads.moc"
