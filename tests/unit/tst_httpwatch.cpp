// What tells that the program is up to date, and what is told to those who listen.
#include "core/http/apiroutes.h"
#include "core/http/chainnews.h"
#include "core/http/chainwatch.h"
#include "core/http/tips.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace chainpoints;

class TestHttpWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChainThatIsUpToDate();
    void whatKeepsFromBeingReady_data();
    void whatKeepsFromBeingReady();
    void whatTheProcessItselfKnows();
    void aTipThatStandsStill();
    void aChainThatFallsBehind();
    void finalityThatStandsStill();
    void aChainThatIsLookedAtSeldom();
    void aPausedChainIsNoProblem();
    void onlyWhatChangedIsNews();
    void listenersHearHowThingsAreAndWhatChanges();
    void onlySoManyMayListen();
    void readinessNamesTheChain();
    void aDatabaseThatHangsIsToldInTime();
    void aDatabaseThatIsGoneIsToldAndComesBack();
};

namespace {

using namespace std::chrono_literals;

ChainView live()
{
    ChainView chain;
    chain.name = "sepolia";
    chain.state = ChainState::Live;
    chain.owner = ChainOwner{"host", 7};
    chain.head = BlockHeight(106);
    chain.confirmed = BlockHeight(100);
    chain.processed = BlockHeight(100);
    return chain;
}

/// The problems of one chain, seen first as it is and again `later`.
QString problemsOf(const ChainView& chain, std::chrono::seconds later = 0s)
{
    Tips tips({120s});
    const Tips::Clock::time_point start{};
    const std::vector<ChainView> chains{chain};
    tips.observe(chains, start);
    tips.observe(chains, start + later);
    QStringList sentences;
    for (const std::string& sentence : tips.problems(chains, start + later))
        sentences << text(sentence);
    return sentences.join(QStringLiteral("; "));
}

} // namespace

void TestHttpWatch::aChainThatIsUpToDate()
{
    QCOMPARE(problemsOf(live()), QString());
    QCOMPARE(problemsOf(live(), 120s), QString());
}

void TestHttpWatch::whatKeepsFromBeingReady_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("owned");
    QTest::addColumn<QString>("alert");
    QTest::addColumn<QString>("problem");
    const auto live = static_cast<int>(ChainState::Live);
    QTest::newRow("alert") << live << true << "every node is down"
                           << "chain sepolia: every node is down";
    QTest::newRow("nobody") << live << false << ""
                            << "chain sepolia: no process follows it, or the one that does cannot write";
    QTest::newRow("starting") << static_cast<int>(ChainState::Starting) << true << ""
                              << "chain sepolia: is starting";
    QTest::newRow("backfilling") << static_cast<int>(ChainState::Backfilling) << true << ""
                                 << "chain sepolia: catches up, at block 100 of 100";
}

void TestHttpWatch::whatKeepsFromBeingReady()
{
    QFETCH(const int, state);
    QFETCH(const bool, owned);
    QFETCH(const QString, alert);
    QFETCH(const QString, problem);
    ChainView chain = live();
    chain.state = static_cast<ChainState>(state);
    if (!owned)
        chain.owner.reset();
    if (!alert.isEmpty())
        chain.alerts.push_back({"code", alert.toStdString(), UnixTime(0)});
    QCOMPARE(problemsOf(chain), problem);
}

void TestHttpWatch::whatTheProcessItselfKnows()
{
    const std::vector<ChainView> chains{live()};
    Tips tips({60s});
    tips.observe(chains, Tips::Clock::now());
    tips.hear("sepolia", "the database does not take writes here");
    tips.hear("base-sepolia", "is another one");
    const auto problems = tips.problems(chains, Tips::Clock::now());
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(text(problems.front()), QStringLiteral("chain sepolia: the database does not take writes here"));
    tips.hear("sepolia", "");
    QVERIFY(tips.problems(chains, Tips::Clock::now()).empty());
}

void TestHttpWatch::aTipThatStandsStill()
{
    QCOMPARE(problemsOf(live(), 121s), QStringLiteral("chain sepolia: no new block for 121 s"));
    // It ends as soon as there is one.
    Tips tips({120s});
    const Tips::Clock::time_point start{};
    std::vector<ChainView> chains{live()};
    tips.observe(chains, start);
    chains[0].head = BlockHeight(107);
    chains[0].confirmed = BlockHeight(101);
    chains[0].processed = BlockHeight(101);
    QVERIFY(tips.problems(chains, start + 500s).empty());
}

void TestHttpWatch::aChainThatFallsBehind()
{
    Tips tips({120s});
    const Tips::Clock::time_point start{};
    std::vector<ChainView> chains{live()};
    for (int i = 0; i < 5; ++i) {
        tips.observe(chains, start + i * 50s);
        chains[0].head = *chains[0].head + 1;
        chains[0].confirmed = chains[0].confirmed + 1;
    }
    const auto problems = tips.problems(chains, start + 200s);
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(text(problems[0]),
             QStringLiteral("chain sepolia: stands at block 100 for 200 s, though block 105 is confirmed"));
}

void TestHttpWatch::finalityThatStandsStill()
{
    const Tips::Clock::time_point start{};
    const auto problemAfter = [&](const std::string& confirmations, std::chrono::seconds time) {
        Tips tips({120s, 1200s});
        std::vector<ChainView> chains{live()};
        chains[0].confirmations = confirmations;
        tips.observe(chains, start);
        chains[0].head = *chains[0].head + 1;
        tips.observe(chains, start + time);
        const auto problems = tips.problems(chains, start + time);
        return problems.empty() ? QString() : text(problems[0]);
    };
    QCOMPARE(problemAfter("6", 121s), QStringLiteral("chain sepolia: no new confirmed block for 121 s"));
    QCOMPARE(problemAfter("finalized", 1200s), QString());
    QCOMPARE(problemAfter("safe", 1201s), QStringLiteral("chain sepolia: no new confirmed block for 1201 s"));
}

void TestHttpWatch::aChainThatIsLookedAtSeldom()
{
    const std::vector<ChainView> chains{live()};
    Tips tips({120s, 1200s, {{"sepolia", 3600s}}});
    const Tips::Clock::time_point start{};
    tips.observe(chains, start);
    QVERIFY(tips.problems(chains, start + 3720s).empty());
    QVERIFY(!tips.problems(chains, start + 3721s).empty());
}

void TestHttpWatch::aPausedChainIsNoProblem()
{
    ChainView chain = live();
    chain.active = false;
    chain.state = ChainState::Paused;
    chain.owner.reset();
    QCOMPARE(problemsOf(chain, 1000s), QString());
}

void TestHttpWatch::onlyWhatChangedIsNews()
{
    const std::vector<ChainView> before{live()};
    QVERIFY(newsBetween(before, before).empty());
    QCOMPARE(newsBetween({}, before).size(), std::size_t(2)); // the chain, its failures
    auto after = before;
    after[0].head = BlockHeight(107);
    auto news = newsBetween(before, after);
    QCOMPARE(news.size(), std::size_t(1));
    QVERIFY(text(news[0]).startsWith(QStringLiteral("event: chain\ndata: {\"chain\":\"sepolia\",")));
    QVERIFY(text(news[0]).endsWith(QStringLiteral("}\n\n")));
    after = before;
    after[0].calculatedTime = at(15);
    after[0].openFailures = 2;
    news = newsBetween(before, after);
    QCOMPARE(news.size(), std::size_t(2));
    QVERIFY(text(news[0]).startsWith(QStringLiteral("event: settled\n")));
    QVERIFY(text(news[1]).contains(QStringLiteral("\"open_failures\":2")));
}

void TestHttpWatch::listenersHearHowThingsAreAndWhatChanges()
{
    TestDatabase database(Backend::Sqlite);
    ChainWatch watch({[&] { return doorOf(database); }, [&] { return accountsOf(database); }}, {120s});
    watch.start();
    const auto stream = watch.listen();
    QVERIFY(stream);
    std::string heard;
    bool followed = false;
    bool resolved = false;
    (*stream)([&](const std::string& piece) {
        heard += piece;
        // Once it is known how things are, something happens.
        if (!followed && heard.find("event: chain\n") != std::string::npos) {
            followed = true;
            database.follow(toldStory("14:10 0>1:5", at(15)));
            database.spoil("INSERT INTO incident (chain_id, kind, happened_at, old_tip_block, old_tip_hash, "
                           "new_tip_block, new_tip_hash, rows_removed, users_changed, sentence, evidence) "
                           "SELECT id, 'deep_fork', 7, 9, 'a', 8, 'b', 1, 2, 'A fork', '{}' FROM chain");
        }
        // Then it is over.
        if (!resolved && heard.find("event: incident\n") != std::string::npos) {
            resolved = true;
            database.spoil("UPDATE incident SET resolved_at = 77");
        }
        return heard.find("event: settled\n") == std::string::npos ||
               heard.find("\"resolved_at\":77") == std::string::npos;
    });
    QCOMPARE(text(heard).count(QStringLiteral("event: incident\n")), 2);
    QVERIFY2(heard.find("\"kind\":\"deep_fork\"") != std::string::npos, heard.c_str());
    QVERIFY2(heard.find("event: settled\ndata: {\"chain\":\"sepolia\"") != std::string::npos, heard.c_str());
    watch.stop();
    // After the end a stream has nothing more to say.
    const auto late = watch.listen();
    QVERIFY(late);
    int pieces = 0;
    (*late)([&](const std::string&) {
        ++pieces;
        return true;
    });
    QCOMPARE(pieces, 1);
}

void TestHttpWatch::onlySoManyMayListen()
{
    const TestDatabase database(Backend::Sqlite);
    const ApiDoors doors{[&] { return doorOf(database); }, [&] { return accountsOf(database); }};
    ChainWatch watch(doors, {120s});
    const ApiRoutes routes("0123456789abcdef", doors, &watch);
    const ApiRequest request{"GET", "/api/v1/events", "Bearer 0123456789abcdef"};
    {
        std::vector<ApiResponse> listeners;
        for (int i = 0; i < 32; ++i) {
            listeners.push_back(routes.answer(request));
            QCOMPARE(listeners.back().status, 200);
            QVERIFY(listeners.back().stream);
        }
        const ApiResponse refused = routes.answer(request);
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.retryAfter > 0);
    }
    QCOMPARE(routes.answer(request).status, 200);
}

void TestHttpWatch::readinessNamesTheChain()
{
    TestDatabase database(Backend::Sqlite);
    const ApiDoors doors{[&] { return doorOf(database); }, [&] { return accountsOf(database); }};
    ChainWatch watch(doors, {120s});
    const ApiRoutes routes("0123456789abcdef", doors, &watch);
    watch.start();
    const ApiRequest request{"GET", "/readyz", "Bearer 0123456789abcdef"};
    const ApiResponse nobody = routes.answer(request);
    QCOMPARE(nobody.status, 503);
    QVERIFY(text(nobody.body).contains(QStringLiteral("chain sepolia: no process follows it")));
    ChainStatus status;
    status.state = ChainState::Live;
    QVERIFY(ChainStore(database.connection()).setStatus(database.chain().id, status));
    database.ownedBy({"host", 1, "other"});
    QTRY_COMPARE(text(routes.answer(request).body), QStringLiteral("{\"status\":\"ready\"}"));
}

void TestHttpWatch::aDatabaseThatHangsIsToldInTime()
{
    const TestDatabase database(Backend::Sqlite);
    std::atomic<bool> hangs = false;
    ChainWatch watch({[&] { return doorOf(database); },
                      [&] {
                          while (hangs)
                              std::this_thread::sleep_for(1ms);
                          return accountsOf(database);
                      }},
                     {120s}, 1s);
    watch.start();
    QVERIFY(watch.chains());
    hangs = true;
    QTRY_VERIFY(!watch.chains());
    hangs = false;
    QTRY_VERIFY(watch.chains());
}

void TestHttpWatch::aDatabaseThatIsGoneIsToldAndComesBack()
{
    const TestDatabase database(Backend::Sqlite);
    std::atomic<bool> gone = true;
    const DoorParts::Open open = [&]() -> Result<std::unique_ptr<sql::Connection>> {
        if (gone)
            return Error{ErrorCode::Database, "gone"};
        return database.openReader();
    };
    ChainWatch watch({[&] {
                          return std::make_unique<OperatorDoor>(DoorParts{open, open, "", ""});
                      },
                      [&] { return std::make_unique<AccountDoor>(open); }},
                     {120s});
    watch.start();
    QCOMPARE(failure(watch.chains()), QStringLiteral("gone"));
    gone = false;
    QTRY_VERIFY(watch.chains());
    gone = true; // the watch's own connection stays open
    QTRY_VERIFY(!watch.chains());
}

CP_REGISTER_TEST(TestHttpWatch);
#include "tst_httpwatch.moc"
