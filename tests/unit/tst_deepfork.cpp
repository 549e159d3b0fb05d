// Forks below the confirmed height: what is left is what a first run over the new chain would have stored.
#include "core/audit/auditor.h"
#include "core/cache/embeddedcache.h"
#include "core/engine/actionrunner.h"
#include "core/engine/chainlease.h"
#include "core/engine/chainworker.h"
#include "tests/support/branchingnode.h"
#include "tests/support/leasekeepers.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

ActionRequest backTo(std::int64_t block)
{
    ActionRequest request{.kind = ActionKind::Rollback, .chain = "sepolia"};
    request.details.block = BlockHeight(block);
    request.details.reason = "the other branch is the true one";
    return request;
}

/// The program following one chain in a database of its own.
struct Follower
{
    /// An operator's command, which owns the chain as long as it lives.
    struct Runner
    {
        explicit Runner(Follower& of)
            : leases(keeperOf(of.database)), lease(of.database.connection(), of.database.chain().id, *leases),
              actions(
                  of.database.connection(), "sepolia", {},
                  {&of.config, [&of](std::stop_token) { return std::make_unique<BranchingNode>(of.chain); }})
        {
            if (auto other = lease.take(); !other || *other)
                qFatal("the chain is another's");
        }
        ~Runner() { (void)lease.giveBack(); }

        std::unique_ptr<LeaseKeeper> leases;
        ChainLease lease;
        ActionRunner actions;
    };

    explicit Follower(const BranchingChain& followed, std::int64_t maxRollback = 256) : chain(followed)
    {
        config.name = "sepolia";
        config.startBlock = BlockHeight(1);
        config.maxRollback = maxRollback;
        config.pollInterval = std::chrono::milliseconds(1);
        points.batchSize = 3;
    }

    /// Up to the confirmed height, in a process of its own.
    Result<void> once(int maxRange = 10'000)
    {
        config.maxRange = maxRange;
        const auto leases = keeperOf(database);
        const WorkerParts parts{
            [this]() -> Result<std::unique_ptr<sql::Connection>> { return database.openWriter(); },
            [](sql::Connection& connection, ChainId id, std::stop_token) {
                return std::unique_ptr<PendingCache>(std::make_unique<EmbeddedCache>(connection, id));
            },
            [this](std::stop_token) { return std::make_unique<BranchingNode>(chain); },
            {},
            leases.get()};
        return ChainWorker(config, points, parts, RunMode::Once).run(std::stop_token());
    }
    std::unique_ptr<Runner> runner() { return std::make_unique<Runner>(*this); }

    /// What is stored, by address: ids depend on the order in which users came.
    std::string facts()
    {
        sql::Connection& connection = database.connection();
        return lines(connection,
                     "SELECT last_confirmed_block, last_processed_block, last_calculated_block, "
                     "last_calculated_time, users, changes, skipped_logs FROM chain",
                     7) +
               ledgerLines(connection) +
               lines(
                   connection,
                   "SELECT u.user_address, b.balance, b.last_updated_block, p.points, p.points_raw, "
                   "p.last_updated_block, p.last_updated_time, p.span_from_block, p.span_from_time FROM user "
                   "u "
                   "LEFT JOIN user_balance b ON b.user_id = u.id LEFT JOIN user_points p ON p.user_id = u.id "
                   "ORDER BY u.user_address",
                   9) +
               lines(connection,
                     "SELECT u.user_address, s.from_block_height, s.to_block_height, s.from_block_time, "
                     "s.to_block_time, s.points_raw, s.calculated_points, s.status, s.reason FROM "
                     "user_points_change s "
                     "JOIN user u ON u.id = s.user_id ORDER BY u.user_address, s.from_block_time",
                     9) +
               lines(connection,
                     "SELECT boundary_time, last_block FROM chain_boundary ORDER BY boundary_time", 2) +
               lines(connection, "SELECT block_height, logs FROM chain_skipped ORDER BY block_height", 2);
    }
    QString number(const std::string& query) { return text(database.value(query)); }
    std::int64_t processed() { return database.chain().processed.value(); }

    const BranchingChain& chain;
    TestDatabase database{Backend::Sqlite};
    ChainConfig config;
    PointsConfig points;
};

QString replayOf(const BranchingChain& chain)
{
    Follower clean(chain);
    const auto ended = clean.once();
    return ended ? text(clean.facts()) : failure(ended);
}

QString auditOf(Follower& follower)
{
    const auto report = audit(follower.database.connection(), {});
    return report ? text(toJson(*report)) : failure(report);
}

} // namespace

#define AS_A_CLEAN_REPLAY(follower)                                                                          \
    QCOMPARE(text((follower).facts()), replayOf((follower).chain));                                          \
    QVERIFY2(auditOf(follower).contains(QStringLiteral("\"ok\": true")), qPrintable(auditOf(follower)))

class TestDeepFork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aForkIsHealedAsIfItHadNeverBeen_data();
    void aForkIsHealedAsIfItHadNeverBeen();
    void twoForksInARow();
    void aForkInABackfill();
    void theWholeChainIsReplaced();
    void aShorterChainWaitsUntilItIsNoLonger();
    void theIncidentTellsWhatChanged();
    void beyondTheLimitNothingIsTouched();
    void theOldBlocksComeBack();
    void aHaltLastsThroughOtherErrors();
    void atATagEveryProcessedBlockCanBeNamed();
    void theOperatorNamesTheBlock();
    void blocksThatCannotBeNamed();
    void aDamagedRowHoldsUpNoRollback();
};

void TestDeepFork::aForkIsHealedAsIfItHadNeverBeen_data()
{
    QTest::addColumn<qint64>("depth");
    QTest::addColumn<qint64>("regrown");
    // Twelve blocks are an hour, six confirm.
    for (const qint64 depth : {7, 8, 12, 18, 19, 60, 250, 262})
        for (const qint64 regrown : {0, 1, 5, 30, 200})
            QTest::addRow("%lld blocks, %lld more", depth, regrown) << depth << regrown;
}

void TestDeepFork::aForkIsHealedAsIfItHadNeverBeen()
{
    QFETCH(qint64, depth);
    QFETCH(qint64, regrown);
    BranchingChain chain(400);
    Follower follower(chain);
    const auto before = follower.once();
    QVERIFY2(before, qPrintable(failure(before)));
    QCOMPARE(follower.processed(), qint64(394));

    chain.replace(401 - depth, 1, 400 + regrown);
    const auto after = follower.once();
    QVERIFY2(after, qPrintable(failure(after)));
    AS_A_CLEAN_REPLAY(follower);
    QCOMPARE(follower.number("SELECT kind || ' ' || depth || ' ' || (resolved_at IS NOT NULL) FROM incident"),
             QStringLiteral("deep_fork %1 1").arg(depth - 6));
}

void TestDeepFork::twoForksInARow()
{
    BranchingChain chain(300);
    Follower follower(chain);
    QVERIFY(follower.once());
    chain.replace(250, 1, 301);
    chain.replace(280, 2, 310);
    QVERIFY(follower.once());
    AS_A_CLEAN_REPLAY(follower);
    chain.replace(240, 3, 311);
    QVERIFY(follower.once());
    AS_A_CLEAN_REPLAY(follower);
    QCOMPARE(follower.number("SELECT COUNT(*) FROM incident"), QStringLiteral("2"));
}

void TestDeepFork::aForkInABackfill()
{
    // The first run ends in the middle, since the node then knew no more.
    BranchingChain chain(150);
    Follower follower(chain);
    QVERIFY(follower.once(20));
    chain.replace(120, 1, 900);
    QVERIFY(follower.once(20));
    AS_A_CLEAN_REPLAY(follower);
}

void TestDeepFork::theWholeChainIsReplaced()
{
    BranchingChain chain(100);
    Follower follower(chain);
    QVERIFY(follower.once());
    chain.replace(1, 1, 130);
    const auto after = follower.once();
    QVERIFY2(after, qPrintable(failure(after)));
    AS_A_CLEAN_REPLAY(follower);
    QCOMPARE(follower.number("SELECT ancestor_block IS NULL OR ancestor_block = 0 FROM incident"),
             QStringLiteral("1"));
}

void TestDeepFork::aShorterChainWaitsUntilItIsNoLonger()
{
    BranchingChain chain(200);
    Follower follower(chain);
    QVERIFY(follower.once());
    const QString before = text(follower.facts());
    chain.replace(180, 1, 199);
    (void)follower.once();
    QCOMPARE(text(follower.facts()), before);
    chain.grow(1);
    QVERIFY(follower.once());
    AS_A_CLEAN_REPLAY(follower);
}

void TestDeepFork::theIncidentTellsWhatChanged()
{
    BranchingChain chain(200);
    Follower follower(chain);
    QVERIFY(follower.once());
    const auto pointsOf = [&](std::uint32_t n) {
        return follower.database.value(
            "SELECT points_raw FROM user_points p JOIN user u ON u.id = p.user_id WHERE "
            "u.user_address = '" +
            user(n).hex() + "'");
    };
    const std::string before = pointsOf(1);
    const std::string rows =
        follower.database.value("SELECT COUNT(*) FROM user_balance_change WHERE block_height > 169");
    chain.replace(170, 1, 200);
    QVERIFY(follower.once());
    QCOMPARE(follower.number(
                 "SELECT ancestor_block || ' ' || old_tip_block || ' ' || new_tip_block || ' ' || depth || "
                 "' ' || rows_removed FROM incident"),
             text("169 194 200 25 " + rows));
    QCOMPARE(follower.number("SELECT old_tip_hash FROM incident"), text(hash(1'000'194).hex()));
    // All seven held something, and two hours were settled behind the ancestor.
    QCOMPARE(
        follower.number("SELECT COUNT(*) FROM points_restatement WHERE reason = 'fork' AND incident_id = 1"),
        QStringLiteral("7"));
    QCOMPARE(follower.number("SELECT SUM(rows_removed) FROM points_restatement"), text(rows));
    const std::string mine = " FROM points_restatement WHERE user_address = '" + user(1).hex() + "'";
    QCOMPARE(follower.number("SELECT points_before" + mine), text(before));
    QVERIFY(PointsRaw::fromDecimal(follower.database.value("SELECT difference" + mine))->isNegative());
    QCOMPARE(follower.number("SELECT settled_after" + mine), QString::number(at(14).value()));
}

void TestDeepFork::beyondTheLimitNothingIsTouched()
{
    BranchingChain chain(200);
    Follower follower(chain, 20);
    QVERIFY(follower.once());
    // All but the confirmed height, which follows the nodes.
    const auto facts = [&] { return text(follower.facts()).section(u'|', 1); };
    const QString before = facts();
    chain.replace(174, 1, 210);
    for (int i = 0; i < 3; ++i) {
        const auto halted = follower.once();
        QVERIFY(!halted && halted.error().code == ErrorCode::FinalityViolated);
        QVERIFY2(halted.error().message.find("--to 173") != std::string::npos,
                 halted.error().message.c_str());
    }
    QCOMPARE(facts(), before);
    QCOMPARE(follower.number("SELECT COUNT(*) || ' ' || SUM(resolved_at IS NULL) FROM incident"),
             QStringLiteral("1 1"));
    QCOMPARE(follower.number("SELECT json_extract(evidence, '$.blocks[0].height') || ' ' || "
                             "json_extract(evidence, '$.blocks[0].theirs') FROM incident"),
             text("194 " + chain.header(194).hash.hex()));
    const auto status = ChainStore(follower.database.connection()).status(follower.database.chain().id);
    QVERIFY(status && status->state == ChainState::FinalityViolated && status->alerts.size() == 1);
}

void TestDeepFork::theOldBlocksComeBack()
{
    BranchingChain chain(200);
    const BranchingChain old = chain;
    Follower follower(chain, 20);
    QVERIFY(follower.once());
    chain.replace(150, 1, 210);
    QVERIFY(!follower.once());
    chain = old;
    chain.grow(20);
    const auto door = doorOf(follower.database);
    const auto asked = door->request({ActionKind::CheckAgain, "sepolia"});
    QVERIFY(asked);
    QCOMPARE(*follower.runner()->actions.run(5), 1);
    const auto action = door->action(*asked);
    QVERIFY(action && action->done == 1);
    QCOMPARE(follower.number("SELECT SUM(resolved_at IS NULL) FROM incident"), QStringLiteral("0"));
    QVERIFY(follower.once());
    AS_A_CLEAN_REPLAY(follower);
}

void TestDeepFork::aHaltLastsThroughOtherErrors()
{
    BranchingChain chain(200);
    const BranchingChain old = chain;
    Follower follower(chain, 20);
    QVERIFY(follower.once());
    chain.replace(150, 1, 210);
    QVERIFY(follower.once().error().code == ErrorCode::FinalityViolated);
    const auto status = [&] {
        return *ChainStore(follower.database.connection()).status(follower.database.chain().id);
    };
    const Alert alert = status().alerts.front();
    QCOMPARE(alert.code, std::string("finality_violated"));
    // A node that lags, then one that is back on the old chain but has nothing new.
    chain.replace(150, 1, 160);
    QCOMPARE(follower.once().error().code, ErrorCode::Behind);
    QCOMPARE(status().state, ChainState::FinalityViolated);
    QVERIFY(status().alerts.front() == alert);
    QCOMPARE(follower.number("SELECT SUM(resolved_at IS NULL) FROM incident"), QStringLiteral("1"));
    chain = old;
    QVERIFY(follower.once());
    QCOMPARE(status().state, ChainState::Live);
    QVERIFY(status().alerts.empty());
    QCOMPARE(follower.number("SELECT SUM(resolved_at IS NULL) FROM incident"), QStringLiteral("0"));
    AS_A_CLEAN_REPLAY(follower);
}

void TestDeepFork::atATagEveryProcessedBlockCanBeNamed()
{
    BranchingChain chain(100);
    Follower follower(chain);
    follower.config.confirmations = {Confirmations::Kind::Safe, 6};
    QVERIFY(follower.once());
    QCOMPARE(follower.processed(), qint64(100)); // the node calls its head safe
    const auto door = doorOf(follower.database);
    QVERIFY(door->request({ActionKind::CheckAgain, "sepolia"}));
    QVERIFY(door->request(backTo(90)));
    QCOMPARE(*follower.runner()->actions.run(5), 2);
    QCOMPARE(follower.number("SELECT MIN(state) FROM operator_action_item"), QStringLiteral("done"));
    QCOMPARE(follower.number("SELECT MAX(state) FROM operator_action_item"), QStringLiteral("done"));
    QCOMPARE(follower.processed(), qint64(90));
}

void TestDeepFork::theOperatorNamesTheBlock()
{
    BranchingChain chain(200);
    Follower follower(chain, 20);
    QVERIFY(follower.once());
    chain.replace(150, 1, 210);
    QVERIFY(!follower.once());
    const auto door = doorOf(follower.database);
    QVERIFY(door->request({ActionKind::CheckAgain, "sepolia"}));
    QVERIFY(door->request(backTo(170)));
    const auto good = door->request(backTo(140));
    QVERIFY(good);
    {
        const auto runner = follower.runner();
        QCOMPARE(*runner->actions.run(5), 3);
        QVERIFY(runner->actions.changedFacts());
    }
    QCOMPARE(follower.number("SELECT group_concat(state, ' ') FROM (SELECT state FROM operator_action_item "
                             "ORDER BY action_id)"),
             QStringLiteral("failed failed done"));
    QCOMPARE(follower.processed(), qint64(140));
    QVERIFY2(auditOf(follower).contains(QStringLiteral("\"ok\": true")), qPrintable(auditOf(follower)));
    QCOMPARE(follower.number("SELECT kind || ' ' || depth || ' ' || action_id FROM incident WHERE id = 2"),
             QStringLiteral("rollback 54 3"));
    QCOMPARE(follower.number(
                 "SELECT COUNT(*) FROM points_restatement WHERE reason = 'rollback' AND action_id = 3 AND "
                 "requested_by = 'tester@host'"),
             QStringLiteral("7"));
    QVERIFY(follower.once());
    AS_A_CLEAN_REPLAY(follower);
}

void TestDeepFork::blocksThatCannotBeNamed()
{
    BranchingChain chain(100);
    Follower follower(chain);
    QVERIFY(follower.once());
    const auto door = doorOf(follower.database);
    QVERIFY(door->request({ActionKind::Rollback, "sepolia"}).error().code == ErrorCode::BadInput);
    ActionRequest noReason = backTo(90);
    for (const char* reason : {"", "  \t", "\u3000"}) {
        noReason.details.reason = reason;
        QVERIFY(door->request(noReason).error().code == ErrorCode::BadInput);
    }
    for (const std::int64_t block : {-1, 94, 95, 1000})
        QVERIFY(door->request(backTo(block)));
    QCOMPARE(*follower.runner()->actions.run(10), 4);
    QCOMPARE(
        follower.number("SELECT COUNT(*) FROM operator_action_item WHERE state = 'failed' AND sentence LIKE "
                        "'block % is not among the blocks 0 (before the first) to 93 %'"),
        QStringLiteral("4"));
    // Back to before the first block is a run from the beginning.
    QVERIFY(door->request(backTo(0)));
    QCOMPARE(*follower.runner()->actions.run(10), 1);
    QCOMPARE(follower.number("SELECT COUNT(*) FROM user"), QStringLiteral("0"));
    QVERIFY(follower.once());
    AS_A_CLEAN_REPLAY(follower);
}

void TestDeepFork::aDamagedRowHoldsUpNoRollback()
{
    BranchingChain chain(200);
    Follower follower(chain);
    QVERIFY(follower.once());
    QVERIFY(follower.database.spoil("UPDATE user_points_change SET points_raw = 'x' WHERE user_id = 2") > 0);
    chain.replace(170, 1, 220);
    const auto after = follower.once();
    QVERIFY2(after, qPrintable(failure(after)));
    // Worked out anew, hence mended.
    AS_A_CLEAN_REPLAY(follower);
}

CP_REGISTER_TEST(TestDeepFork);
#include "tst_deepfork.moc"
