// Leases: one owner at a time, and who lost a chain writes nothing there any more.
#include "core/cache/embeddedcache.h"
#include "core/engine/actionrunner.h"
#include "core/engine/chainlease.h"
#include "core/engine/chainworker.h"
#include "core/storage/actionstore.h"
#include "tests/support/branchingnode.h"
#include "tests/support/leasekeepers.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <future>
#include <latch>
#include <thread>

using namespace chainpoints;

namespace {

const LeaseHolder kOne{"host one", 1, "one"};
const LeaseHolder kTwo{"host two", 2, "two"};

bool nobodyIsGone(const LeaseHolder&)
{
    return false;
}

/// A process that would own "sepolia".
struct Process
{
    Process(const TestDatabase& database, ChainId chain, const LeaseHolder& self,
            LeaseKeeper::IsGone isGone = nobodyIsGone)
        : connection(database.openWriter()),
          keeper(
              self,
              [&database]() -> Result<std::unique_ptr<sql::Connection>> { return database.openWriter(); },
              std::move(isGone)),
          lease(*connection, chain, keeper)
    {
    }

    /// The process in the way; "" where it is ours now.
    QString take()
    {
        auto other = lease.take();
        if (!other)
            return failure(other);
        return *other ? text((*other)->host) : QString();
    }

    std::unique_ptr<sql::Connection> connection;
    LeaseKeeper keeper;
    ChainLease lease;
};

/// Two processes on one chain that has something of everything to write.
struct Rivals
{
    explicit Rivals(Backend backend) : database(backend)
    {
        database.follow(story, "sepolia", 1, false);
        database.spoil("UPDATE user_balance_change SET balance_after = '1' WHERE user_id = " +
                       idOf(database, 2));
        database.settle();
        one.emplace(database, database.chain().id, kOne);
        two.emplace(database, database.chain().id, kTwo);
    }

    /// The lease expires without a sign of its holder.
    void lapse() { database.spoil("UPDATE chain_lease SET expires_at = 0"); }
    std::string lease()
    {
        return lines(database.connection(), "SELECT fencing, instance FROM chain_lease", 2);
    }

    Story story = toldStory("15:10 0>1:100 | 15:20 0>2:7", at(18));
    TestDatabase database;
    std::optional<Process> one;
    std::optional<Process> two;
};

using Write = Result<void> (*)(sql::Connection&, const ChainRecord&);

Result<void> appendPage(sql::Connection& connection, const ChainRecord& chain)
{
    const BlockHeight next = chain.processed + 1;
    LedgerPage page;
    page.range = {next, next};
    page.headers = {{next, hash(77), hash(76), at(30)}};
    return LedgerStore(connection, chain.id, chain.startBlock, kHour, 64).append(page);
}

Result<void> settle(sql::Connection& connection, const ChainRecord& chain)
{
    PointsStore points(connection, chain.id, 18, chain.startBlock, kHour);
    SettlementPass pass;
    pass.target = {at(18), chain.processed};
    return points.settleBatch(pass, 10);
}

Result<void> runActions(sql::Connection& connection, const ChainRecord& chain)
{
    auto executed = ActionRunner(connection, chain.name).run(10);
    return executed ? Result<void>() : executed.error();
}

Result<void> setConfirmed(sql::Connection& connection, const ChainRecord& chain)
{
    return ChainStore(connection).setConfirmed(chain.id, chain.processed + 5);
}

Result<void> setStatus(sql::Connection& connection, const ChainRecord& chain)
{
    return ChainStore(connection)
        .setStatus(chain.id, {ChainState::Live, BlockHeight(99), {}, {}, {}, at(20)});
}

Result<void> recordToken(sql::Connection& connection, const ChainRecord& chain)
{
    return ChainStore(connection).recordToken(chain.id, {"Token", "TOK", 18});
}

Result<void> cacheBlocks(sql::Connection& connection, const ChainRecord& chain)
{
    return EmbeddedCache(connection, chain.id)
        .store({{{chain.processed + 1, hash(9), hash(8), at(19)}, {}, 0}});
}

Result<void> trimCache(sql::Connection& connection, const ChainRecord& chain)
{
    return EmbeddedCache(connection, chain.id).keepOnly(BlockHeight(1), BlockHeight(0));
}

/// Everything that may change, but not the lease itself.
std::string facts(TestDatabase& database)
{
    sql::Connection& connection = database.connection();
    return everything(connection) + lines(connection, "SELECT * FROM chain_status", 6) +
           lines(connection, "SELECT * FROM pending_block", 7) +
           lines(connection, "SELECT state, sentence FROM operator_action_item ORDER BY action_id", 2) +
           lines(connection, "SELECT fencing, writes FROM chain_term ORDER BY fencing", 2) +
           lines(connection, "SELECT attempts FROM user_points_change ORDER BY id", 1);
}

} // namespace

class TestLeases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void oneOwnsItAtATime();
    void anExpiredLeaseIsTaken();
    void aLeaseOfTheDeadIsTakenAtOnce();
    void twoThatTakeAtOnce();
    void everyWriteRenews();
    void theKeeperRenewsWhileNothingIsWritten();
    void whoLostTheChainWritesNothing_data();
    void whoLostTheChainWritesNothing();
    void aTakeOverAwaitsTheRunningWrite();
    void theSameProcessComesBack();
    void termsTileTheChain();
    void aConfigurationAwaitsTheRunningSettlement();
    void aStandbyForgetsAFailureThatIsOver();
};

void TestLeases::oneOwnsItAtATime()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    LeaseStore leases(rivals.database.connection());
    const ChainId chain = rivals.database.chain().id;
    QVERIFY(!*leases.owner(chain));
    QCOMPARE(rivals.one->take(), QString());
    QCOMPARE((*leases.owner(chain))->host, std::string("host one"));
    QCOMPARE(rivals.two->take(), text(kOne.host));
    QCOMPARE(text(rivals.lease()), text("1|one\n"));
    QVERIFY(rivals.one->lease.giveBack());
    QVERIFY(!*leases.owner(chain));
    QCOMPARE(rivals.two->take(), QString());
    QCOMPARE(text(rivals.lease()), text("2|two\n"));
}

void TestLeases::anExpiredLeaseIsTaken()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    QCOMPARE(rivals.one->take(), QString());
    QCOMPARE(rivals.two->take(), text(kOne.host));
    QVERIFY(!rivals.two->lease.otherLives());
    QVERIFY(setStatus(*rivals.one->connection, rivals.database.chain()));
    QCOMPARE(rivals.two->take(), text(kOne.host));
    QVERIFY(rivals.two->lease.otherLives());
    rivals.lapse();
    QVERIFY(!*LeaseStore(rivals.database.connection()).owner(rivals.database.chain().id));
    QCOMPARE(rivals.two->take(), QString());
    QCOMPARE(text(rivals.lease()), text("2|two\n"));
}

void TestLeases::aLeaseOfTheDeadIsTakenAtOnce()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    QCOMPARE(rivals.one->take(), QString());
    Process heir(rivals.database, rivals.database.chain().id, {"host three", 3, "three"},
                 [](const LeaseHolder& holder) { return holder == kOne; });
    QCOMPARE(heir.take(), QString());
    QCOMPARE(text(rivals.lease()), text("2|three\n"));
}

void TestLeases::twoThatTakeAtOnce()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    const ChainId chain = rivals.database.chain().id;
    constexpr int kRounds = 20;
    int taken = 0;
    for (int round = 0; round < kRounds; ++round) {
        rivals.lapse();
        std::latch ready(2);
        std::atomic<int> owners = 0;
        const auto race = [&](const LeaseHolder& self) {
            const auto connection = rivals.database.openWriter();
            LeaseStore leases(*connection);
            const auto seen = leases.read(chain);
            ready.arrive_and_wait();
            const auto fencing = leases.take(chain, *seen, self);
            if (fencing && *fencing)
                ++owners;
        };
        {
            const std::jthread first(race, kOne);
            const std::jthread second(race, kTwo);
        }
        QCOMPARE(owners.load(), 1);
        ++taken;
    }
    QCOMPARE(text(lines(rivals.database.connection(), "SELECT fencing FROM chain_lease", 1)),
             QStringLiteral("%1\n").arg(taken));
}

void TestLeases::everyWriteRenews()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    QCOMPARE(rivals.one->take(), QString());
    rivals.lapse();
    QVERIFY(setConfirmed(*rivals.one->connection, rivals.database.chain()));
    QCOMPARE(rivals.two->take(), text(kOne.host));
    // What is not a write of the chain's owner renews nothing and is not held up.
    rivals.lapse();
    QVERIFY(setStatus(rivals.database.connection(), rivals.database.chain()));
    QCOMPARE(rivals.two->take(), QString());
}

void TestLeases::theKeeperRenewsWhileNothingIsWritten()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    QCOMPARE(rivals.one->take(), QString());
    const std::string before = rivals.database.value("SELECT writes FROM chain_lease");
    QTRY_VERIFY_WITH_TIMEOUT(rivals.database.value("SELECT writes FROM chain_lease") != before, 10'000);
    QCOMPARE(rivals.two->take(), text(kOne.host));
}

void TestLeases::whoLostTheChainWritesNothing_data()
{
    QTest::addColumn<Write>("write");
    QTest::newRow("a ledger page") << Write(appendPage);
    QTest::newRow("a settlement") << Write(settle);
    QTest::newRow("a retry") << Write(runActions);
    QTest::newRow("the confirmed height") << Write(setConfirmed);
    QTest::newRow("a status") << Write(setStatus);
    QTest::newRow("the token") << Write(recordToken);
    QTest::newRow("pending blocks") << Write(cacheBlocks);
    QTest::newRow("dropping pending blocks") << Write(trimCache);
}

void TestLeases::whoLostTheChainWritesNothing()
{
    QFETCH_GLOBAL(Backend, backend);
    QFETCH(Write, write);
    Rivals rivals(backend);
    const ChainRecord chain = rivals.database.chain();
    QVERIFY(cacheBlocks(rivals.database.connection(), chain));
    QVERIFY(ActionStore(rivals.database.connection())
                .requestForAllFailures(ActionKind::Retry, std::nullopt, {"tester", "test"}, {}));
    QCOMPARE(rivals.one->take(), QString());
    rivals.lapse();
    QCOMPARE(rivals.two->take(), QString());

    const std::string before = facts(rivals.database);
    const auto refused = write(*rivals.one->connection, chain);
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    QVERIFY2(failure(refused).startsWith(QLatin1String("process 2 on host two owns the chain now (term 2)")),
             qPrintable(failure(refused)));
    QCOMPARE(text(facts(rivals.database)), text(before));
    // The same write is the owner's to do, and it does something.
    const auto done = write(*rivals.two->connection, chain);
    QVERIFY2(done, qPrintable(failure(done)));
    QVERIFY(facts(rivals.database) != before);
}

void TestLeases::aTakeOverAwaitsTheRunningWrite()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    const ChainRecord chain = rivals.database.chain();
    QCOMPARE(rivals.one->take(), QString());
    rivals.lapse();
    std::optional<QString> inTheWay;
    std::jthread taking;
    {
        auto transaction = sql::Transaction::begin(*rivals.one->connection);
        QVERIFY(transaction);
        taking = std::jthread([&] {
            Process late(rivals.database, chain.id, kTwo);
            inTheWay = late.take();
        });
        QVERIFY(rivals.one->connection->run("UPDATE chain SET last_confirmed_block = 50 WHERE id = ?",
                                            {chain.id.value()}));
        QVERIFY(transaction->commit());
    }
    taking.join();
    // Either the write came first and renewed the lease, or it was refused: never both.
    QVERIFY(inTheWay);
    QCOMPARE(*inTheWay, text(kOne.host));
    QCOMPARE(text(rivals.lease()), text("1|one\n"));
}

void TestLeases::theSameProcessComesBack()
{
    QFETCH_GLOBAL(Backend, backend);
    Rivals rivals(backend);
    QCOMPARE(rivals.one->take(), QString());
    // As after a connection that broke in a commit: the new one fences what the old one may still do.
    const auto connection = rivals.database.openWriter();
    ChainLease again(*connection, rivals.database.chain().id, rivals.one->keeper);
    auto other = again.take();
    QVERIFY(other && !*other);
    const auto refused = setStatus(*rivals.one->connection, rivals.database.chain());
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    QVERIFY(setStatus(*connection, rivals.database.chain()));
    QCOMPARE(rivals.two->take(), text(kOne.host));
}

void TestLeases::termsTileTheChain()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    const Story story = toldStory("15:10 0>1:100 | 15:20 0>2:7 | 16:30 1>2:4", at(18));
    const ChainId chain = database.chain().id;
    Process one(database, chain, kOne);
    Process two(database, chain, kTwo);
    for (std::size_t block = 0; block < story.headers().size(); ++block) {
        Process& owner = block % 2 == 0 ? one : two;
        QCOMPARE(owner.take(), QString());
        QVERIFY(LedgerStore(*owner.connection, chain, BlockHeight(1), kHour, 64)
                    .append(story.page(block, block)));
        PointsStore points(*owner.connection, chain, 18, BlockHeight(1), kHour);
        auto pass = points.due();
        QVERIFY(pass);
        if (*pass)
            QVERIFY(points.settleBatch(**pass, 10));
        QVERIFY(owner.lease.giveBack());
    }
    QCOMPARE(text(lines(database.connection(),
                        "SELECT fencing, instance, from_block, to_block, from_time, to_time, writes FROM "
                        "chain_term ORDER BY fencing",
                        7)),
             QStringLiteral("1|one|0|1|NULL|NULL|1\n2|two|1|2|NULL|NULL|1\n"
                            "3|one|2|3|NULL|%1|2\n4|two|3|4|%1|%2|2\n")
                 .arg(at(16).value())
                 .arg(at(18).value()));
}

void TestLeases::aConfigurationAwaitsTheRunningSettlement()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100", at(18)), "sepolia", 0, false);
    const ChainRecord chain = database.chain();
    Process owner(database, chain.id, kOne);
    QCOMPARE(owner.take(), QString());
    auto settling = sql::Transaction::begin(*owner.connection);
    QVERIFY(settling);
    PointsStore points(*owner.connection, chain.id, 18, chain.startBlock, kHour);
    const auto user = UserId(std::stoll(idOf(database, 1)));
    QVERIFY(points.settleUser(user, at(18)));

    // Another process starts with a new rate within the hours that are being settled.
    Config config;
    config.points.rates = {{UnixTime(0), *parseRate("0.05")}, {at(16), *parseRate("1")}};
    auto starting = std::async(std::launch::async, [&] {
        const auto connection = database.openWriter();
        return ChainStore(*connection).record(config);
    });
    // That it waits cannot be awaited, only given time to go wrong.
    QVERIFY(starting.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout);
    QVERIFY(settling->commit());
    const Result<void> refused = starting.get();
    QVERIFY(!refused && refused.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(refused).startsWith(QLatin1String("points.rates")), qPrintable(failure(refused)));
}

void TestLeases::aStandbyForgetsAFailureThatIsOver()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const BranchingChain chain(10);
    const auto owner = keeperOf(database, {"host", 2, "two"});
    const auto connection = database.openWriter();
    ChainLease lease(*connection, database.chain().id, *owner);
    const auto other = lease.take();
    QVERIFY(other && !*other);

    std::mutex mutex;
    ChainProgress told;
    const auto last = [&] {
        const std::scoped_lock lock(mutex);
        return told;
    };
    ChainConfig config;
    config.name = "sepolia";
    config.pollInterval = std::chrono::milliseconds(1);
    const auto leases = keeperOf(database);
    const WorkerParts parts{
        [&]() -> Result<std::unique_ptr<sql::Connection>> { return database.openWriter(); },
        [](sql::Connection& own, ChainId id, std::stop_token) {
            return std::unique_ptr<PendingCache>(std::make_unique<EmbeddedCache>(own, id));
        },
        [&chain](std::stop_token) { return std::make_unique<BranchingNode>(chain); },
        [&](const ChainProgress& progress) {
            const std::scoped_lock lock(mutex);
            told = progress;
        },
        leases.get()};
    const std::jthread standby([&](std::stop_token stop) {
        (void)ChainWorker(config, PointsConfig(), parts, RunMode::Forever).run(std::move(stop));
    });
    QTRY_VERIFY_WITH_TIMEOUT(last().owner.has_value(), 10'000);
    database.spoil("ALTER TABLE chain_lease RENAME TO away");
    QTRY_VERIFY_WITH_TIMEOUT(!last().lastError.empty(), 10'000);
    database.spoil("ALTER TABLE away RENAME TO chain_lease");
    QTRY_VERIFY_WITH_TIMEOUT(last().lastError.empty(), 40'000);
    QVERIFY(last().owner.has_value());
}

CP_REGISTER_TEST(TestLeases);
#include "tst_leases.moc"
