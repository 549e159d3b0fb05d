// The door for a window: nothing waits, news are few, and the end is quick.
#include "core/access/operatordesk.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace chainpoints;

class TestOperatorDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newsComeByThemselvesAndOnlyWhenSomethingDiffers();
    void aStormOfPokesIsAFewNews();
    void answersComeInOrderIntoThisThread();
    void whoIsGoneGetsNoAnswer();
    void aReportHoldsUpNoPage();
    void aRequestWaitsForNoPage();
    void aDatabaseThatFallsSilent();
    void aStopThatWaitsForNothing();
    void aDatabaseThatComesLater();
    void theEndDoesNotWaitForALongQuery();
};

namespace {

OperatorDesk::MakeDoor doorsTo(const TestDatabase& database)
{
    return [&database](std::stop_token stop) { return doorOf(database, std::move(stop)); };
}

} // namespace

void TestOperatorDesk::newsComeByThemselvesAndOnlyWhenSomethingDiffers()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsTo(database));
    QSignalSpy news(&desk, &OperatorDesk::chainsChanged);
    QTRY_COMPARE(news.count(), 1);
    QCOMPARE(desk.news().chains.size(), std::size_t(1));
    QVERIFY(desk.news().find("sepolia") && !desk.news().find("nowhere") && !desk.news().problem);
    // Two more looks find the same.
    std::atomic<int> looks = 0;
    for (int i = 0; i < 2; ++i) {
        desk.poke();
        desk.ask(
            this, [](OperatorDoor& door) { return door.chains(); }, [&](auto) { ++looks; });
    }
    QTRY_COMPARE(looks.load(), 2);
    QCOMPARE(news.count(), 1);
    database.follow(toldStory("14:00 0>1:20", at(15)));
    QTRY_COMPARE(desk.news().find("sepolia")->users, 1);
    QVERIFY(desk.news().find("sepolia")->processedTime == at(15));
}

void TestOperatorDesk::aStormOfPokesIsAFewNews()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsTo(database));
    QSignalSpy news(&desk, &OperatorDesk::chainsChanged);
    QElapsedTimer time;
    time.start();
    std::int64_t height = 0;
    while (time.elapsed() < 1000) {
        database.spoil("UPDATE chain SET last_confirmed_block = " + std::to_string(++height));
        desk.poke();
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(desk.news().find("sepolia") && desk.news().find("sepolia")->confirmed == BlockHeight(height));
    // Four a second, and the first and the last.
    QVERIFY2(news.count() <= 4 * (time.elapsed() / 1000 + 1) + 2, qPrintable(QString::number(news.count())));
    QVERIFY(height > news.count());
}

void TestOperatorDesk::answersComeInOrderIntoThisThread()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsTo(database));
    std::vector<int> order;
    for (int i = 0; i < 20; ++i)
        desk.ask(
            this, [](OperatorDoor& door) { return door.chain("sepolia"); },
            [&order, i, thread = QThread::currentThread()](Result<ChainView> chain) {
                if (chain && QThread::currentThread() == thread)
                    order.push_back(i);
            });
    QVERIFY(order.empty());
    QTRY_COMPARE(order.size(), std::size_t(20));
    QVERIFY(std::ranges::is_sorted(order));
}

void TestOperatorDesk::whoIsGoneGetsNoAnswer()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsTo(database));
    bool answered = false;
    auto gone = std::make_unique<QObject>();
    desk.ask(
        gone.get(), [](OperatorDoor& door) { return door.chains(); }, [&](auto) { answered = true; });
    gone.reset();
    bool next = false;
    desk.ask(
        this, [](OperatorDoor& door) { return door.chains(); }, [&](auto) { next = true; });
    QTRY_VERIFY(next);
    QVERIFY(!answered);
}

void TestOperatorDesk::aReportHoldsUpNoPage()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsTo(database));
    std::atomic<bool> release = false;
    bool reported = false;
    desk.ask(
        this,
        [&](OperatorDoor& door) {
            release.wait(false);
            return door.chains();
        },
        [&](auto) { reported = true; }, OperatorDesk::Lane::Reports);
    bool paged = false;
    desk.ask(
        this,
        [](OperatorDoor& door) {
            return door.users({.chain = "sepolia", .search = {}, .limit = 10, .cursor = {}});
        },
        [&](auto) { paged = true; });
    QTRY_VERIFY(paged);
    QVERIFY(!reported);
    release = true;
    release.notify_all();
    QTRY_VERIFY(reported);
}

void TestOperatorDesk::aRequestWaitsForNoPage()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsTo(database));
    std::atomic<bool> release = false;
    desk.ask(
        this,
        [&](OperatorDoor& door) {
            release.wait(false);
            return door.chains();
        },
        [](auto) {});
    bool recorded = false;
    desk.ask(
        this,
        [](OperatorDoor& door) {
            return door.request({ActionKind::Pause, "sepolia", {}});
        },
        [&](const Result<ActionId>& id) { recorded = id.has_value(); }, OperatorDesk::Lane::Requests);
    QTRY_VERIFY(recorded);
    release = true;
    release.notify_all();
}

void TestOperatorDesk::aDatabaseThatFallsSilent()
{
    TestDatabase database(Backend::Sqlite);
    std::atomic<bool> silent = true;
    OperatorDesk desk(
        [&](std::stop_token stop) {
            using Opened = Result<std::unique_ptr<sql::Connection>>;
            const auto open = [&]() -> Opened {
                silent.wait(true);
                return database.openReader();
            };
            return std::make_unique<OperatorDoor>(DoorParts{open, open, "a", "b"}, std::move(stop));
        },
        nullptr, std::chrono::milliseconds(1500));
    QTRY_VERIFY(desk.news().problem);
    QVERIFY(desk.news().asOf == UnixTime());
    silent = false;
    silent.notify_all();
    QTRY_VERIFY(!desk.news().problem && desk.news().chains.size() == 1);
}

void TestOperatorDesk::aStopThatWaitsForNothing()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsTo(database));
    std::atomic<bool> release = false;
    std::atomic<bool> begun = false;
    desk.ask(
        this,
        [&](OperatorDoor& door) {
            begun = true;
            begun.notify_all();
            release.wait(false);
            return door.chains();
        },
        [](auto) {});
    begun.wait(false);
    bool ended = false;
    desk.stop([&] { ended = true; });
    QCoreApplication::processEvents();
    QVERIFY(!ended);
    release = true;
    release.notify_all();
    QTRY_VERIFY(ended);
}

void TestOperatorDesk::aDatabaseThatComesLater()
{
    TestDatabase database(Backend::Sqlite);
    std::atomic<bool> there = false;
    OperatorDesk desk([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        const DoorParts::Open open = [&]() -> Opened {
            if (!there)
                return Error{ErrorCode::Database, "the database is away"};
            return database.openReader();
        };
        return std::make_unique<OperatorDoor>(DoorParts{open, open, "tester@host", "test"}, std::move(stop));
    });
    QTRY_VERIFY(desk.news().problem);
    QCOMPARE(text(desk.news().problem->message), QStringLiteral("the database is away"));
    there = true;
    QTRY_VERIFY(!desk.news().problem && desk.news().chains.size() == 1);
    there = false;
}

void TestOperatorDesk::theEndDoesNotWaitForALongQuery()
{
    TestDatabase database(Backend::Sqlite);
    std::atomic<bool> running = false;
    bool answered = false;
    {
        OperatorDesk desk([&](std::stop_token stop) {
            using Opened = Result<std::unique_ptr<sql::Connection>>;
            const DoorParts::Open endless = [&, stop]() -> Opened {
                auto connection = database.openReader();
                connection->endQueriesOn(stop);
                running = true;
                running.notify_all();
                auto counted =
                    connection->query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                      "SELECT COUNT(*) FROM n");
                if (counted)
                    if (auto row = (*counted)->next(); !row)
                        return row.error();
                return connection;
            };
            return std::make_unique<OperatorDoor>(DoorParts{endless, endless, "tester@host", "test"}, stop);
        });
        desk.ask(
            this, [](OperatorDoor& door) { return door.chains(); }, [&](auto) { answered = true; });
        running.wait(false);
    }
    // To come here at all is the test: the query has no end of its own.
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

CP_REGISTER_TEST(TestOperatorDesk);
#include "tst_operatordesk.moc"
