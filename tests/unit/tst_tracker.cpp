// The tracker against a node that lies on command: what must never reach the ledger does not.
#include "core/cache/embeddedcache.h"
#include "core/cache/forgivingcache.h"
#include "core/engine/chainlease.h"
#include "core/engine/chainworker.h"
#include "core/engine/tracker.h"
#include "core/storage/doubtstore.h"
#include "tests/support/brokencache.h"
#include "tests/support/leasekeepers.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <thread>

using namespace chainpoints;

namespace {

/// A chain in memory. Each block mints one token to user 1; `fork` changes the hashes from there on.
class MemoryNode final : public ChainNode
{
public:
    std::int64_t head = 0;
    std::int64_t fork = INT64_MAX;
    std::optional<std::int64_t> claimedHead; ///< answered once instead of the head
    std::int64_t falseTimeAt = -1;
    std::int64_t safe = 0;
    int doubts = 0; ///< so many answers of logs come with a doubt
    /// The lowest block that was asked for as part of a range; also by copies of this node.
    std::shared_ptr<std::atomic<std::int64_t>> lowestInRange =
        std::make_shared<std::atomic<std::int64_t>>(INT64_MAX);

    BlockHeader header(std::int64_t height) const
    {
        BlockHeader header{BlockHeight(height), idOf(height), idOf(height - 1), at(15) + height * 12};
        if (height == falseTimeAt)
            header.time = UnixTime(INT64_MAX);
        return header;
    }

    Result<BlockHeader> block(BlockTag tag) override
    {
        if (tag != BlockTag::Latest)
            return header(safe);
        return header(std::exchange(claimedHead, std::nullopt).value_or(head));
    }

    Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) override
    {
        std::vector<BlockHeader> result;
        for (const BlockHeight height : heights) {
            if (height.value() > head)
                return Error{ErrorCode::Behind, "no such block"};
            result.push_back(header(height.value()));
        }
        return result;
    }

    Result<CheckedLogs> transferLogs(BlockRange range, SupplyProof) override
    {
        lowestInRange->store(std::min(lowestInRange->load(), range.first.value()));
        CheckedLogs checked;
        for (BlockHeight h = range.first; h <= range.last; ++h)
            checked.logs.push_back(mintIn(h.value()));
        return doubted(std::move(checked));
    }

    Result<CheckedLogs> transferLogsOf(std::span<const BlockHeader> blocks, SupplyProof) override
    {
        CheckedLogs checked;
        for (const BlockHeader& block : blocks) {
            if (block.hash != idOf(block.height.value()))
                return Error{ErrorCode::Behind, "no block of that hash"};
            checked.logs.push_back(mintIn(block.height.value()));
        }
        return doubted(std::move(checked));
    }

    Result<TokenInfo> tokenInfo() override { return TokenInfo{}; }
    Result<std::vector<RawAmount>> balances(std::span<const Address> holders, BlockHeight) override
    {
        return std::vector<RawAmount>(holders.size());
    }
    Result<RawAmount> totalSupply(BlockHeight at) override { return RawAmount(at.value()); }

private:
    CheckedLogs doubted(CheckedLogs checked)
    {
        if (doubts > 0 && !checked.logs.empty()) {
            --doubts;
            const BlockRange range{checked.logs.front().height, checked.logs.back().height};
            checked.doubts.push_back({DoubtKind::Supply, range, "node.example tells something else"});
        }
        return checked;
    }

    Hash idOf(std::int64_t height) const
    {
        return hash(static_cast<std::uint64_t>(height >= fork ? height + 1'000'000 : height + 1));
    }

    RawLog mintIn(std::int64_t height) const
    {
        Hash to;
        const Address one = user(1);
        std::copy(one.bytes.begin(), one.bytes.end(), to.bytes.begin() + 12);
        std::vector<std::uint8_t> value(32, 0);
        value.back() = 1;
        return {{}, {Hash{}, Hash{}, to}, value, BlockHeight(height), idOf(height), Hash{}, 0};
    }
};

/// A tracker on a fresh database.
struct Following
{
    explicit Following(MemoryNode& chainNode, Confirmations confirmations)
        : node(chainNode), ledger(ledgerOf(database)), chains(database.connection()),
          cache(database.connection(), database.chain().id)
    {
        config.name = "sepolia";
        config.confirmations = confirmations;
        config.pollInterval = std::chrono::milliseconds(0);
        tracker = std::make_unique<Tracker>(
            config, database.chain(), kHour, node,
            [this](std::stop_token) { return std::make_unique<MemoryNode>(node); }, ledger, chains, cache,
            std::stop_token());
    }

    /// Steps until nothing is left to do; the last step's error, or none.
    std::optional<ErrorCode> follow(int steps = 20)
    {
        std::optional<ErrorCode> error;
        for (int i = 0; i < steps; ++i) {
            const auto more = tracker->advance();
            error = more ? std::nullopt : std::optional(more.error().code);
            if (more && !*more)
                break;
        }
        return error;
    }
    std::int64_t processed() { return database.chain().processed.value(); }

    TestDatabase database{Backend::Sqlite};
    MemoryNode& node;
    ChainConfig config;
    LedgerStore ledger;
    ChainStore chains;
    EmbeddedCache cache;
    std::unique_ptr<Tracker> tracker;
};

Confirmations counted(std::int64_t count)
{
    return {Confirmations::Kind::Count, count};
}

} // namespace

class TestTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFalseHeadConfirmsNothing();
    void aTagOnAnotherForkConfirmsNothing();
    void aForkInTheWindowLeavesNoTrace();
    void falseTimesAreTheNodesFault();
    void aDeadCacheHoldsNothingUp();
    void aRunOnAFullDiskEnds_data();
    void aRunOnAFullDiskEnds();
    void whatIsInDoubtIsAskedAgain();
    void aDoubtStopsThePointsNotTheTracking();
    void aDoubtReachesAsFarAsItsBlocksAreProcessed();
    void doubtsGoWithTheirBlocks();
    void theWindowIsKeptWhereTheConfirmedHeightJumps();
};

void TestTracker::aFalseHeadConfirmsNothing()
{
    MemoryNode node;
    node.head = 20;
    Following following(node, counted(6));
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(14));
    node.claimedHead = 40;
    node.head = 22;
    (void)following.follow();
    QCOMPARE(following.processed(), std::int64_t(16));
    node.head = 30;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(24));
}

void TestTracker::aTagOnAnotherForkConfirmsNothing()
{
    MemoryNode node;
    node.head = 30;
    node.safe = 10;
    Following following(node, {Confirmations::Kind::Safe, 0});
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(10));
    // The node goes back to another fork, lower than what it had shown, and calls a block of that one safe.
    node.fork = 15;
    node.head = 25;
    node.safe = 20;
    (void)following.follow();
    node.head = 31;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(20));
    const std::string orphan = MemoryNode().header(18).hash.hex();
    QCOMPARE(text(following.database.value("SELECT COUNT(*) FROM user_balance_change WHERE block_hash = '" +
                                           orphan + "'")),
             QStringLiteral("0"));
}

void TestTracker::aForkInTheWindowLeavesNoTrace()
{
    MemoryNode node;
    node.head = 20;
    Following following(node, counted(6));
    QVERIFY(!following.follow());
    node.fork = 16;
    node.head = 30;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(24));
    QCOMPARE(text(following.database.value("SELECT COUNT(DISTINCT block_hash) FROM user_balance_change")),
             QStringLiteral("24"));
    QCOMPARE(text(following.database.value("SELECT balance FROM user_balance")), QStringLiteral("24"));
}

void TestTracker::falseTimesAreTheNodesFault()
{
    MemoryNode node;
    node.head = 20;
    node.falseTimeAt = 12;
    Following following(node, counted(0));
    QCOMPARE(following.follow().value_or(ErrorCode::Stopped), ErrorCode::Protocol);
    QCOMPARE(following.processed(), std::int64_t(0));
    node.falseTimeAt = -1;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(20));
}

void TestTracker::aDeadCacheHoldsNothingUp()
{
    MemoryNode node;
    node.head = 60;
    TestDatabase database(Backend::Sqlite);
    BrokenCache::Story story;
    story.error = Error{ErrorCode::Database, "Redis is away"};
    ChainConfig config;
    config.name = "sepolia";
    config.pollInterval = std::chrono::milliseconds(1);
    const auto leases = keeperOf(database);
    const WorkerParts parts{
        [&] { return Result<std::unique_ptr<sql::Connection>>(database.openWriter()); },
        [&](sql::Connection&, ChainId, std::stop_token) {
            return std::unique_ptr<PendingCache>(std::make_unique<ForgivingCache>(
                std::make_unique<BrokenCache>(story), "sepolia", std::chrono::milliseconds(0)));
        },
        [&](std::stop_token) { return std::make_unique<MemoryNode>(node); },
        {},
        leases.get()};
    const auto status = [&] { return *ChainStore(database.connection()).status(database.chain().id); };

    auto ended = ChainWorker(config, PointsConfig(), parts, RunMode::Once).run(std::stop_token());
    QVERIFY2(ended, qPrintable(failure(ended)));
    QCOMPARE(database.chain().processed.value(), std::int64_t(54));
    QVERIFY(status().state == ChainState::Live);
    QCOMPARE(status().alerts.size(), std::size_t(1));
    QCOMPARE(text(status().alerts[0].code), QStringLiteral("cache_unreachable"));
    QCOMPARE(text(status().alerts[0].sentence), QStringLiteral("Redis is away"));
    QVERIFY(status().alerts[0].since > UnixTime(0));

    // What it kept before the outage is of a fork that nobody follows any more.
    story.error.reset();
    node.fork = 55;
    node.head = 70;
    ended = ChainWorker(config, PointsConfig(), parts, RunMode::Once).run(std::stop_token());
    QVERIFY2(ended, qPrintable(failure(ended)));
    QCOMPARE(database.chain().processed.value(), std::int64_t(64));
    QVERIFY(status().alerts.empty());
    QCOMPARE(text(database.value("SELECT balance FROM user_balance")), QStringLiteral("64"));
    QCOMPARE(text(database.value("SELECT COUNT(DISTINCT block_hash) FROM user_balance_change")),
             QStringLiteral("64"));
}

void TestTracker::aRunOnAFullDiskEnds_data()
{
    QTest::addColumn<qint64>("head");
    QTest::newRow("in a backfill") << qint64(20'000);
    QTest::newRow("near the head") << qint64(60);
}

void TestTracker::aRunOnAFullDiskEnds()
{
    QFETCH(qint64, head);
    MemoryNode node;
    node.head = head;
    TestDatabase database(Backend::Sqlite);
    bool full = true;
    const auto open = [&]() -> Result<std::unique_ptr<sql::Connection>> {
        auto connection =
            sql::Connection::openSqlite(database.folder() / "chainpoints.db", sql::Access::ReadWrite);
        // SQLite never goes below the pages that are there: what fits is a few rows.
        if (connection && full) {
            auto limit = (*connection)->query("PRAGMA max_page_count = 1");
            (void)(*limit)->next();
            (*limit)->close();
        }
        return connection;
    };
    ChainConfig config;
    config.name = "sepolia";
    config.pollInterval = std::chrono::milliseconds(1);
    const auto leases = keeperOf(database);
    const WorkerParts parts{open,
                            [](sql::Connection& connection, ChainId id, std::stop_token) {
                                return std::unique_ptr<PendingCache>(
                                    std::make_unique<EmbeddedCache>(connection, id));
                            },
                            [&](std::stop_token) { return std::make_unique<MemoryNode>(node); },
                            {},
                            leases.get()};
    const auto ended = ChainWorker(config, PointsConfig(), parts, RunMode::Once).run(std::stop_token());
    QVERIFY(!ended && ended.error().code == ErrorCode::Database);
    QVERIFY2(ended.error().message.find("full") != std::string::npos, ended.error().message.c_str());

    full = false;
    const auto again = ChainWorker(config, PointsConfig(), parts, RunMode::Once).run(std::stop_token());
    QVERIFY2(again, qPrintable(failure(again)));
    QCOMPARE(database.chain().processed.value(), head - 6);
    const auto status = ChainStore(database.connection()).status(database.chain().id);
    QVERIFY(status && status->state == ChainState::Live && status->alerts.empty() &&
            status->lastError.empty());
}

void TestTracker::whatIsInDoubtIsAskedAgain()
{
    MemoryNode node;
    node.head = 20;
    node.doubts = 2;
    Following following(node, counted(6));
    QCOMPARE(following.tracker->advance().error().code, ErrorCode::Behind);
    QCOMPARE(following.tracker->advance().error().code, ErrorCode::Behind);
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(14));
    DoubtStore doubts(following.database.connection(), following.database.chain().id);
    QCOMPARE(doubts.all()->size(), std::size_t(0));

    // What stays in doubt goes into the ledger with its doubt.
    node.head = 25;
    node.doubts = 1'000;
    QVERIFY(!following.follow());
    node.doubts = 0;
    node.head = 32;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(26));
    QCOMPARE(doubts.all()->size(), std::size_t(1));
    QVERIFY((doubts.all()->front().doubt.range == BlockRange{BlockHeight(21), BlockHeight(25)}));
}

void TestTracker::aDoubtStopsThePointsNotTheTracking()
{
    MemoryNode node;
    node.head = 700; // two hours and twenty minutes
    node.doubts = 1;
    TestDatabase database(Backend::Sqlite);
    ChainConfig config;
    config.name = "sepolia";
    config.pollInterval = std::chrono::milliseconds(1);
    const auto leases = keeperOf(database);
    const WorkerParts parts{
        [&]() {
            return sql::Connection::openSqlite(database.folder() / "chainpoints.db", sql::Access::ReadWrite);
        },
        [](sql::Connection& connection, ChainId id, std::stop_token) {
            return std::unique_ptr<PendingCache>(std::make_unique<EmbeddedCache>(connection, id));
        },
        [&](std::stop_token) { return std::make_unique<MemoryNode>(node); },
        {},
        leases.get()};
    QVERIFY(ChainWorker(config, PointsConfig(), parts, RunMode::Once).run(std::stop_token()));
    QCOMPARE(database.chain().processed, BlockHeight(694));
    QVERIFY(!database.chain().calculatedTime);
    auto status = ChainStore(database.connection()).status(database.chain().id);
    QVERIFY(status && status->alerts.size() == 1);
    QCOMPARE(status->alerts.front().code, std::string("logs_doubtful"));
    QVERIFY(status->alerts.front().sentence.find("node.example tells something else") != std::string::npos);

    // The operator believes the nodes: the points of all the time are settled.
    node.doubts = 0;
    config.verify = Verify::Off;
    QVERIFY(ChainWorker(config, PointsConfig(), parts, RunMode::Once).run(std::stop_token()));
    QCOMPARE(database.chain().calculatedTime, std::optional(at(17)));
    status = ChainStore(database.connection()).status(database.chain().id);
    QVERIFY(status && status->alerts.empty());
}

void TestTracker::aDoubtReachesAsFarAsItsBlocksAreProcessed()
{
    MemoryNode node;
    node.head = 20;
    node.doubts = 3;
    Following following(node, counted(6));
    DoubtStore doubts(following.database.connection(), following.database.chain().id);
    const auto storedUpTo = [&] { return doubts.all()->front().doubt.range.last.value(); };
    (void)following.follow();
    QCOMPARE(following.processed(), std::int64_t(14));
    QCOMPARE(storedUpTo(), std::int64_t(14));
    QVERIFY(following.tracker->awaitsDoubt(DoubtKind::Supply));
    QVERIFY(!following.tracker->awaitsDoubt(DoubtKind::Bloom));
    // The blocks from 18 on are replaced by others; those below still are what the doubtful answer told.
    node.fork = 18;
    node.head = 22;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(16));
    QCOMPARE(storedUpTo(), std::int64_t(16));
    QVERIFY(following.tracker->awaitsDoubt(DoubtKind::Supply));
    node.head = 30;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(24));
    QCOMPARE(storedUpTo(), std::int64_t(17));
    QVERIFY(!following.tracker->awaitsDoubt(DoubtKind::Supply));
}

void TestTracker::theWindowIsKeptWhereTheConfirmedHeightJumps()
{
    MemoryNode node;
    node.head = 200;
    node.safe = 10;
    node.doubts = 3;
    Following following(node, {Confirmations::Kind::Safe, 0});
    DoubtStore doubts(following.database.connection(), following.database.chain().id);
    (void)following.follow();
    node.doubts = 0;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(10));
    // What was looked at block by block is not asked for as a range, and brings its doubt.
    node.safe = 150;
    QVERIFY(!following.follow());
    QCOMPARE(following.processed(), std::int64_t(150));
    QCOMPARE(node.lowestInRange->load(), INT64_MAX);
    QCOMPARE(doubts.all()->size(), std::size_t(1));
    QCOMPARE(doubts.all()->front().doubt.range.last, BlockHeight(100));
    // Ranges begin behind it, and where a fork took away its end.
    node.fork = 190;
    node.head = 700;
    node.safe = 600;
    QVERIFY(!following.follow(200));
    QCOMPARE(following.processed(), std::int64_t(600));
    QCOMPARE(node.lowestInRange->load(), std::int64_t(190));
    QCOMPARE(text(following.database.value("SELECT balance FROM user_balance")), QStringLiteral("600"));
}

void TestTracker::doubtsGoWithTheirBlocks()
{
    TestDatabase database(Backend::Sqlite);
    DoubtStore doubts(database.connection(), database.chain().id);
    const Doubt first{DoubtKind::Supply, {BlockHeight(10), BlockHeight(20)}, "first"};
    const Doubt second{DoubtKind::Supply, {BlockHeight(5), BlockHeight(15)}, "second"};
    const Doubt other{DoubtKind::Bloom, {BlockHeight(18), BlockHeight(18)}, "other"};
    QVERIFY(doubts.add(std::vector{first, second, other}));
    QCOMPARE(doubts.all()->size(), std::size_t(2));
    const Doubt joined{DoubtKind::Supply, {BlockHeight(5), BlockHeight(20)}, "first"};
    QVERIFY(doubts.all()->back().doubt == joined);
    QVERIFY(doubts.rollBackTo(BlockHeight(17)));
    QCOMPARE(doubts.all()->size(), std::size_t(1));
    QCOMPARE(doubts.all()->front().doubt.range.last, BlockHeight(17));
    QVERIFY(doubts.remove(DoubtKind::Supply));
    QVERIFY(doubts.all()->empty());
}

CP_REGISTER_TEST(TestTracker);
#include "tst_tracker.moc"
