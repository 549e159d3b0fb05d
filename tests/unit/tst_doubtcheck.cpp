// Doubts about logs: they end where their cause is gone, and not before.
#include "core/cache/embeddedcache.h"
#include "core/engine/chainworker.h"
#include "core/engine/doubtcheck.h"
#include "tests/support/branchingnode.h"
#include "tests/support/leasekeepers.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;
using namespace std::chrono_literals;

namespace {

/// What the chain's nodes do at the moment.
struct Nodes
{
    bool lie = true;     ///< every fifth block's first log is left out
    bool suspect = true; ///< the answers do not add up
    bool tellSupply = true;
    bool answer = true;
    std::int64_t asked = 0; ///< blocks whose logs were asked for
};

class SuspectNode final : public ChainNode
{
public:
    SuspectNode(const BranchingChain& chain, Nodes& nodes) : m_honest(chain), m_nodes(nodes) {}

    Result<BlockHeader> block(BlockTag tag) override { return m_honest.block(tag); }
    Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) override
    {
        return m_honest.headers(heights);
    }
    Result<CheckedLogs> transferLogs(BlockRange range) override
    {
        if (!m_nodes.answer)
            return Error{ErrorCode::Unreachable, "no endpoint answers"};
        m_nodes.asked += range.count();
        auto checked = m_honest.transferLogs(range);
        if (checked && m_nodes.lie)
            std::erase_if(checked->logs,
                          [](const RawLog& log) { return log.height.value() % 5 == 0 && log.logIndex == 0; });
        if (checked && m_nodes.suspect)
            checked->doubts = {{DoubtKind::Supply, range, "node.example tells something else"}};
        if (checked)
            checked->supplyProven = !m_nodes.suspect && m_nodes.tellSupply;
        return checked;
    }
    Result<CheckedLogs> transferLogsOf(std::span<const BlockHeader> blocks) override
    {
        return transferLogs({blocks.front().height, blocks.back().height});
    }
    Result<TokenInfo> tokenInfo() override { return m_honest.tokenInfo(); }
    Result<std::vector<RawAmount>> balances(std::span<const Address> holders, BlockHeight at) override
    {
        return m_honest.balances(holders, at);
    }
    Result<RawAmount> totalSupply(BlockHeight at) override { return m_honest.totalSupply(at); }

private:
    BranchingNode m_honest;
    Nodes& m_nodes;
};

/// A chain that was followed once, by nodes that were not to be believed unless told otherwise.
struct Doubted
{
    explicit Doubted(Backend backend, Nodes story = {}, std::int64_t maxRollback = 256)
        : nodes(story), database(backend)
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

    BranchingChain chain{200};
    Nodes nodes;
    TestDatabase database;
    ChainConfig config;
};

std::string factsOfTheHonest(Backend backend)
{
    return Doubted(backend, {.lie = false, .suspect = false}).facts();
}

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
        QVERIFY2(contains(doubted.alert(), "add an archive node"), doubted.alert().c_str());
    }
}

void TestDoubtCheck::nodesThatDoNotAnswerChangeNothing()
{
    QFETCH_GLOBAL(const Backend, backend);
    Doubted doubted(backend);
    doubted.nodes.answer = false;
    SuspectNode node(doubted.chain, doubted.nodes);
    DoubtCheck check(true);
    check.take(doubted.doubts());
    const auto step = [&] { return *check.step(doubted.config, doubted.database.connection(), node, {}); };
    QCOMPARE(step(), DoubtCheck::Outcome::GoesOn);
    QCOMPARE(step(), DoubtCheck::Outcome::GoesOn);
    QCOMPARE(step(), DoubtCheck::Outcome::Waits);
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QVERIFY(check.note(DoubtKind::Supply).empty());
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
        const std::int64_t before = doubted.nodes.asked;
        while (*check.step(doubted.config, doubted.database.connection(), node, {}) !=
               DoubtCheck::Outcome::Waits) {
        }
        return doubted.nodes.asked > before;
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
    doubted.nodes.asked = 0;
    SuspectNode node(doubted.chain, doubted.nodes);
    DoubtCheck check(true);
    check.take(doubted.doubts());
    const auto step = [&] { return *check.step(doubted.config, doubted.database.connection(), node, {}); };
    QCOMPARE(step(), DoubtCheck::Outcome::GoesOn);
    QCOMPARE(doubted.nodes.asked, std::int64_t(100));
    QCOMPARE(doubted.doubts().size(), std::size_t(1));
    QCOMPARE(step(), DoubtCheck::Outcome::Removed);
    QCOMPARE(doubted.nodes.asked, std::int64_t(194));
    QVERIFY(doubted.doubts().empty());
}

CP_REGISTER_TEST(TestDoubtCheck);
#include "tst_doubtcheck.moc"
