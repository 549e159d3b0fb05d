// Doubts about logs: they end where their cause is gone, and not before.
#include "core/cache/embeddedcache.h"
#include "core/engine/chainworker.h"
#include "core/engine/doubtcheck.h"
#include "core/storage/actionstore.h"
#include "tests/support/leasekeepers.h"
#include "tests/support/storedfacts.h"
#include "tests/support/suspectnode.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;
using namespace std::chrono_literals;

namespace {

/// A chain that was followed once, by nodes that were not to be believed unless told otherwise.
struct Doubted
{
    explicit Doubted(Backend backend, Nodes story = {}, std::int64_t maxRollback = 256,
                     std::int64_t head = 200)
        : chain(head), nodes(std::move(story)), database(backend)
    {
        config.name = "sepolia";
        config.startBlock = BlockHeight(1);
        config.maxRollback = maxRollback;
        config.pollInterval = 1ms;
        if (auto followed = once(); !followed)
            qFatal("%s", followed.error().message.c_str());
    }

    /// A process of its own.
    Result<void> once()
    {
        const auto leases = keeperOf(database);
        const WorkerParts parts{
            [this]() -> Result<std::unique_ptr<sql::Connection>> { return database.openWriter(); },
            [](sql::Connection& connection, ChainId id, std::stop_token) {
                return std::unique_ptr<PendingCache>(std::make_unique<EmbeddedCache>(connection, id));
            },
            [this](std::stop_token) { return std::make_unique<SuspectNode>(chain, nodes); },
            {},
            leases.get()};
        return ChainWorker(config, PointsConfig(), parts, RunMode::Once).run(std::stop_token());
    }

    std::vector<StoredDoubt> doubts()
    {
        return *DoubtStore(database.connection(), database.chain().id).all();
    }
    std::string incidents() { return database.value("SELECT COUNT(*) FROM incident"); }
    std::string facts()
    {
        return ledgerLines(database.connection()) +
               lines(database.connection(),
                     "SELECT u.user_address, b.balance, p.points, p.last_updated_time FROM user u JOIN "
                     "user_balance b "
                     "ON b.user_id = u.id JOIN user_points p ON p.user_id = u.id ORDER BY u.user_address",
                     4);
    }
    std::string alert()
    {
        const auto status = ChainStore(database.connection()).status(database.chain().id);
        return status && status->alerts.size() == 1 ? status->alerts.front().sentence : std::string();
    }

    BranchingChain chain;
    Nodes nodes;
    TestDatabase database;
    ChainConfig config;
};

std::string factsOfTheHonest(Backend backend, std::int64_t head = 200)
{
    return Doubted(backend, {.lie = false, .suspect = false}, 256, head).facts();
}

/// A check whose time the test tells, without a worker around it.
struct Checking
{
    explicit Checking(Doubted& about) : doubted(about), node(about.chain, about.nodes)
    {
        check.take(doubted.doubts());
    }

    DoubtCheck::Outcome step()
    {
        return *check.step(doubted.config, doubted.database.connection(), node,
                           [this](DoubtKind) { return awaits; }, {});
    }
    /// Up to the next pause, or an end.
    DoubtCheck::Outcome round()
    {
        DoubtCheck::Outcome outcome = step();
        while (outcome == DoubtCheck::Outcome::GoesOn)
            outcome = step();
        return outcome;
    }
    std::string note() const { return check.note(DoubtKind::Supply); }

    Doubted& doubted;
    SuspectNode node;
    bool awaits = false;
    DoubtCheck::Clock::time_point now{1h};
    DoubtCheck check{true, [this] { return now; }};
};

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestDoubtCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void theLogsWereRight();
    void theLogsWereWrong();
    void whatIsTooDeepIsTheOperators();
    void nobodySpeaksForThem();
    void nodesThatDoNotAnswerChangeNothing();
    void pausesGrow();
    void inPieces();
    void foundNearTheHead();
    void onlyProcessedBlocksAreCompared();
    void theRestIsAwaited();
    void aRollbackInBetween();
    void takenBackOnce();
    void twoKinds();
    void aRangeTakesNothingBack();
    void anotherForkTakesNothingBack();
};

void TestDoubtCheck::theLogsWereRight()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false});
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY(!doubted.database.chain().calculatedTime);
    // As long as nothing is better, nothing changes.
    QVERIFY(doubted.once());
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY(!doubted.database.chain().calculatedTime);
    QVERIFY(contains(doubted.alert(), "node.example tells something else"));

    doubted.nodes.suspect = false;
    QVERIFY(doubted.once());
    QVERIFY(doubted.doubts().empty() && doubted.alert().empty());
    QCOMPARE(text(doubted.facts()), text(factsOfTheHonest(backend)));
    QCOMPARE(text(doubted.database.value("SELECT COUNT(*) FROM incident")), QStringLiteral("0"));
}

void TestDoubtCheck::theLogsWereWrong()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend);
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    doubted.nodes.lie = doubted.nodes.suspect = false;
    QVERIFY(doubted.once());
    QVERIFY(doubted.doubts().empty() && doubted.alert().empty());
    QCOMPARE(text(doubted.facts()), text(factsOfTheHonest(backend)));
    QCOMPARE(
        text(doubted.database.value("SELECT COUNT(*) FROM incident WHERE kind = 'rollback' AND "
                                    "ancestor_block = 0 AND action_id IS NULL AND sentence LIKE 'the logs of "
                                    "blocks 1 to 194 had been in doubt since % (node.example tells something "
                                    "else); % taken back to block 0 %'")),
        QStringLiteral("1"));
}

void TestDoubtCheck::whatIsTooDeepIsTheOperators()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {}, 100);
    const std::string before = doubted.facts();
    doubted.nodes.lie = doubted.nodes.suspect = false;
    QVERIFY(doubted.once());
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY(!doubted.database.chain().calculatedTime);
    QCOMPARE(text(doubted.facts()), text(before));
    QVERIFY2(contains(doubted.alert(), "further back than max_rollback (100)") &&
                 contains(doubted.alert(), "chainpoints rollback --chain sepolia --to 0"),
             doubted.alert().c_str());
}

void TestDoubtCheck::nobodySpeaksForThem()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend);
    doubted.nodes.suspect = doubted.nodes.tellSupply = false;
    for (const bool lie : {true, false}) {
        doubted.nodes.lie = lie;
        QVERIFY(doubted.once());
        QCOMPARE(doubted.doubts().size(), std::size_t(1));
        QVERIFY(!doubted.database.chain().calculatedTime);
        QVERIFY2(contains(doubted.alert(), "node.example answered 429") &&
                     contains(doubted.alert(), "add an archive node"),
                 doubted.alert().c_str());
    }
}

void TestDoubtCheck::nodesThatDoNotAnswerChangeNothing()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend);
    doubted.nodes.answer = false;
    Checking checking(doubted);
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Waits);
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY2(contains(checking.note(), "node.example is down"), checking.note().c_str());
}

void TestDoubtCheck::pausesGrow()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend);
    SuspectNode node(doubted.chain, doubted.nodes);
    DoubtCheck::Clock::time_point now{1h};
    DoubtCheck check(false, [&] { return now; });
    const auto looks = [&] {
        check.take(doubted.doubts());
        const std::size_t before = doubted.nodes.asked.size();
        while (*check.step(doubted.config, doubted.database.connection(), node,
                           [](DoubtKind) { return false; }, {}) != DoubtCheck::Outcome::Waits) {
        }
        return doubted.nodes.asked.size() > before;
    };
    QVERIFY(!looks());
    for (const std::chrono::minutes pause : {1min, 2min, 4min, 8min, 16min, 32min, 60min, 60min}) {
        now += pause - 1s;
        QVERIFY(!looks());
        now += 1s;
        QVERIFY(looks());
        QVERIFY(!looks());
    }
    // Once there is none, the next one is looked at soon again, but not at once.
    check.take({});
    now += 1h;
    check.take({});
    QVERIFY(!looks());
    now += 1min;
    QVERIFY(looks());
}

void TestDoubtCheck::inPieces()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false});
    doubted.nodes.suspect = false;
    doubted.nodes.asked.clear();
    Checking checking(doubted);
    QCOMPARE(checking.step(), DoubtCheck::Outcome::GoesOn);
    QCOMPARE(doubted.nodes.blocksAsked(), std::int64_t(100));
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QCOMPARE(checking.step(), DoubtCheck::Outcome::Removed);
    QCOMPARE(doubted.nodes.blocksAsked(), std::int64_t(194));
    QVERIFY(doubted.doubts().empty());
}

void TestDoubtCheck::foundNearTheHead()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false, .suspect = false});
    QVERIFY(doubted.doubts().empty());
    // Taken into the window at once up to the head; processed up to 234.
    doubted.chain.grow(40);
    doubted.nodes.suspect = true;
    QVERIFY(doubted.once());
    QCOMPARE(doubted.database.chain().processed, BlockHeight(234));
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY((doubted.doubts().front().doubt.range == BlockRange{BlockHeight(201), BlockHeight(234)}));
    doubted.nodes.suspect = false;
    QVERIFY(doubted.once());
    QVERIFY(doubted.doubts().empty());
    QCOMPARE(text(doubted.incidents()), QStringLiteral("0"));
    QCOMPARE(text(doubted.facts()), text(factsOfTheHonest(backend, 240)));

    // The same with logs that are wrong.
    doubted.chain.grow(40);
    doubted.nodes.suspect = doubted.nodes.lie = true;
    QVERIFY(doubted.once());
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    doubted.nodes.suspect = doubted.nodes.lie = false;
    QVERIFY(doubted.once());
    QVERIFY(doubted.doubts().empty());
    QCOMPARE(text(doubted.database.value("SELECT ancestor_block FROM incident")), QStringLiteral("240"));
    QCOMPARE(text(doubted.facts()), text(factsOfTheHonest(backend, 280)));
}

void TestDoubtCheck::onlyProcessedBlocksAreCompared()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false, .suspect = false});
    const std::string before = doubted.facts();
    const Doubt doubt{DoubtKind::Supply, {BlockHeight(190), BlockHeight(200)}, "something else"};
    QVERIFY(DoubtStore(doubted.database.connection(), doubted.database.chain().id).add({&doubt, 1}));
    Checking checking(doubted);
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Waits);
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY2(contains(checking.note(), "once it is processed"), checking.note().c_str());
    QVERIFY(doubted.nodes.asked.back().last == BlockHeight(194));
    QCOMPARE(text(doubted.facts()), text(before));
    doubted.chain.grow(10);
    QVERIFY(doubted.once());
    QVERIFY(doubted.doubts().empty());
    QCOMPARE(text(doubted.incidents()), QStringLiteral("0"));
}

void TestDoubtCheck::theRestIsAwaited()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false});
    doubted.nodes.suspect = false;
    Checking checking(doubted);
    checking.awaits = true;
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Waits);
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    // All of it was looked at: nothing has to be asked again.
    checking.awaits = false;
    checking.now += 1h;
    doubted.nodes.asked.clear();
    checking.check.take(doubted.doubts());
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Removed);
    QVERIFY(doubted.nodes.asked.empty());
}

void TestDoubtCheck::aRollbackInBetween()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false});
    doubted.nodes.suspect = false;
    // While the first blocks are looked at, an operator takes the chain back, and what is read again is
    // false.
    doubted.nodes.whenBlocks = [&] {
        doubted.nodes.falseRanges = true;
        doubted.nodes.lieUpTo = 100;
        ActionDetails details;
        details.block = BlockHeight(50);
        QVERIFY(
            ActionStore(doubted.database.connection())
                .requestFor(doubted.database.chain().id, ActionKind::Rollback, {"tester", "test"}, details));
    };
    QVERIFY(doubted.once());
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY(!doubted.database.chain().calculatedTime);
}

void TestDoubtCheck::takenBackOnce()
{
    QFETCH_GLOBAL(const Backend, backend);
    // The check is answered well, but what the chain is followed by is not.
    Doubted doubted(backend, {.lie = false, .suspect = false, .falseRanges = true});
    QVERIFY(!doubted.doubts().empty());
    for (int process = 0; process < 3; ++process) {
        QVERIFY(doubted.once());
        QCOMPARE(text(doubted.incidents()), QStringLiteral("1"));
        QCOMPARE(doubted.doubts().size(), std::size_t(1));
        QVERIFY(!doubted.database.chain().calculatedTime);
    }
    QVERIFY2(contains(doubted.alert(), "was taken back for them at") &&
                 contains(doubted.alert(), "chainpoints rollback --chain sepolia --to 0"),
             doubted.alert().c_str());
    // After a day it may be tried once more.
    doubted.nodes.falseRanges = false;
    QVERIFY(doubted.once());
    QCOMPARE(text(doubted.incidents()), QStringLiteral("1"));
    doubted.database.spoil("UPDATE incident SET happened_at = happened_at - 86400");
    QVERIFY(doubted.once());
    QCOMPARE(text(doubted.incidents()), QStringLiteral("2"));
    QVERIFY(doubted.doubts().empty());
    QCOMPARE(text(doubted.facts()), text(factsOfTheHonest(backend)));
}

void TestDoubtCheck::twoKinds()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false, .kinds = {DoubtKind::Supply, DoubtKind::Receipts}});
    QCOMPARE(doubted.doubts().size(), std::size_t(2));
    doubted.nodes.suspect = false;
    doubted.nodes.upTo = 150;
    doubted.nodes.asked.clear();
    Checking checking(doubted);
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Waits);
    QCOMPARE(doubted.nodes.blocksAsked(), std::int64_t(200));
    // Each goes on where it was.
    doubted.nodes.upTo = INT64_MAX;
    doubted.nodes.asked.clear();
    checking.now += 1h;
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Removed);
    checking.check.take(doubted.doubts());
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Removed);
    QCOMPARE(doubted.nodes.blocksAsked(), std::int64_t(2 * 94));
    QVERIFY(doubted.doubts().empty());
}

void TestDoubtCheck::aRangeTakesNothingBack()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {}, 5'000, 1'300);
    const std::string before = doubted.facts();
    doubted.nodes.lie = doubted.nodes.suspect = false;
    QVERIFY(doubted.once());
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QCOMPARE(text(doubted.facts()), text(before));
    QVERIFY2(contains(doubted.alert(), "too many blocks to check each by its header"),
             doubted.alert().c_str());
}

void TestDoubtCheck::anotherForkTakesNothingBack()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend, {.lie = false});
    const std::string before = doubted.facts();
    doubted.nodes.suspect = false;
    doubted.chain.replace(90, 1, 200);
    Checking checking(doubted);
    QCOMPARE(checking.round(), DoubtCheck::Outcome::Waits);
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QCOMPARE(text(doubted.facts()), text(before));
    QVERIFY2(contains(checking.note(), "of other blocks"), checking.note().c_str());
}

CP_REGISTER_TEST(TestDoubtCheck);
#include "tst_doubtcheck.moc"
