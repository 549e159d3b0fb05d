// A fault in the facts stops exactly the user whom it concerns, is told and counted, and is cured by a
// repair.
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <set>

using namespace chainpoints;

namespace {

/// Who failed, as an operator asks for it.
void retry(TestDatabase& database)
{
    PointsStore points = pointsOf(database);
    const auto settled = sql::inTransaction(database.connection(), [&]() -> Result<void> {
        std::vector<UserId> users;
        auto read = sql::forEachRow(
            database.connection(), "SELECT user_id FROM user_points_change WHERE status = 0 ORDER BY user_id",
            {}, [&](const sql::Statement& row) -> Result<void> {
                users.emplace_back(row.integer(0));
                return {};
            });
        for (const UserId user : users)
            if (auto problem = points.settleUser(user); !problem)
                return problem.error();
        return read;
    });
    if (!settled)
        qFatal("%s", settled.error().message.c_str());
}

/// "attempts count" of the open failures.
std::string attempts(TestDatabase& database)
{
    return database.value("SELECT MAX(attempts) || ' ' || COUNT(*) FROM user_points_change WHERE status = 0");
}

} // namespace

class TestStorageFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void aFaultStopsExactlyThatUser_data();
    void aFaultStopsExactlyThatUser();
    void attemptsAreCounted();
    void whatCannotPassIsNotTriedAgain();
    void missingHistoryIsTriedAgainAfterAPause();
    void aStaleBalanceTableIsNoticed();
    void manyFaultsOfChance();
};

void TestStorageFaults::aFaultStopsExactlyThatUser_data()
{
    QTest::addColumn<std::string>("spoil"); // user 1's rows are in blocks 1, 2, 4 and 5
    QTest::addColumn<std::string>("repair");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("settled"); // hour
    const auto row = [](const char* name, const char* spoil, const char* repair, const char* reason,
                        int settled) {
        QTest::newRow(name) << std::string(spoil) << std::string(repair) << QString::fromLatin1(reason)
                            << settled;
    };
    row("amount",
        "UPDATE user_balance_change SET amount = '-1' WHERE block_height = 4 AND change_type = "
        "'transfer_out'",
        "UPDATE user_balance_change SET amount = '-40000000000000000000' WHERE block_height = 4 AND "
        "change_type = 'transfer_out'",
        "balance_chain: at block 4,", 15);
    row("balance", "UPDATE user_balance_change SET balance_after = '0' WHERE block_height = 2",
        "UPDATE user_balance_change SET balance_after = '200000000000000000000' WHERE block_height = 2",
        "balance_chain: at block 2,", 15);
    row("type", "UPDATE user_balance_change SET change_type = 'burn' WHERE block_height = 5",
        "UPDATE user_balance_change SET change_type = 'mint' WHERE block_height = 5",
        "sign: the row of block 5,", 17);
    row("time stamp", "UPDATE user_balance_change SET block_time = block_time - 7200 WHERE block_height = 5",
        "UPDATE user_balance_change SET block_time = block_time + 7200 WHERE block_height = 5",
        "order: the row of block 5,", 17);
    row("amount that is no number",
        "UPDATE user_balance_change SET amount = '-4e19' WHERE block_height = 4 AND change_type = "
        "'transfer_out'",
        "UPDATE user_balance_change SET amount = '-40000000000000000000' WHERE block_height = 4 AND "
        "change_type = 'transfer_out'",
        "unreadable: at block 4,", 15);
    row("balance that is no number",
        "UPDATE user_balance_change SET balance_after = '' WHERE block_height = 1",
        "UPDATE user_balance_change SET balance_after = '100000000000000000000' WHERE block_height = 1",
        "unreadable: at block 1,", 15);
    row("row in the middle missing",
        "DELETE FROM user_balance_change WHERE block_height = 4 AND change_type = 'transfer_out'",
        "INSERT INTO user_balance_change SELECT * FROM kept WHERE block_height = 4 AND change_type = "
        "'transfer_out'",
        "balance_chain: at block 5,", 15);
    row("last row missing", "DELETE FROM user_balance_change WHERE block_height = 5",
        "INSERT INTO user_balance_change SELECT * FROM kept WHERE block_height = 5",
        "balance_mismatch: user_balance has block 5", 17);
    row("balance table: balance", "UPDATE user_balance SET balance = '1' WHERE user_id = 1",
        "UPDATE user_balance SET balance = '165000000000000000000' WHERE user_id = 1",
        "balance_mismatch: after block 5", 20);
    row("balance table: no number", "UPDATE user_balance SET balance = 'x' WHERE user_id = 1",
        "UPDATE user_balance SET balance = '165000000000000000000' WHERE user_id = 1",
        "unreadable: user_balance.balance", 15);
    row("points that are no number", "UPDATE user_points SET points_raw = '0.0' WHERE user_id = 1",
        "UPDATE user_points SET points_raw = '0' WHERE user_id = 1", "unreadable: user_points.points_raw",
        15);
}

void TestStorageFaults::aFaultStopsExactlyThatUser()
{
    QFETCH_GLOBAL(Backend, backend);
    QFETCH(std::string, spoil);
    QFETCH(std::string, repair);
    QFETCH(QString, reason);
    QFETCH(int, settled);
    const Story story = toldStory(
        "15:10 0>1:100 | 15:30 0>1:100 | 16:00 0>2:1 | 17:50 1>3:40 | 20:01 0>1:5 | 20:30 2>3:1", at(22));
    TestDatabase sound(backend), database(backend);
    sound.follow(story);
    database.follow(story, "sepolia", 0, false);
    QCOMPARE(idOf(database, 1), std::string("1"));
    database.spoil("CREATE TABLE kept AS SELECT * FROM user_balance_change");
    QCOMPARE(database.spoil(spoil), 1);
    database.settle();

    const std::string mine = " FROM user_points_change WHERE user_id = 1 AND status = 0";
    QCOMPARE(text(standing(sound, 1)).section(QLatin1Char('|'), 0, 0), QStringLiteral("22"));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_points_change WHERE status = 0")),
             QStringLiteral("1"));
    QVERIFY2(text(database.value("SELECT reason" + mine)).startsWith(reason),
             database.value("SELECT reason" + mine).c_str());
    QCOMPARE(text(database.value("SELECT last_updated_time FROM user_points WHERE user_id = 1")),
             text(std::to_string(at(settled).value())));
    const PointsRaw expected =
        oraclePoints(story.rowsOf(1), at(15), at(settled), {{UnixTime(0), *parseRate("0.05")}});
    if (!spoil.starts_with("UPDATE user_points "))
        QCOMPARE(text(database.value("SELECT points_raw FROM user_points WHERE user_id = 1")),
                 text(expected.decimal()));
    QCOMPARE(text(database.value("SELECT span_from_time = (SELECT from_block_time" + mine +
                                 ") AND last_updated_time + 3600 = (SELECT to_block_time" + mine +
                                 ") FROM user_points WHERE user_id = 1")),
             QStringLiteral("1"));
    QCOMPARE(text(database.value("SELECT points_raw IS NULL AND calculated_points IS NULL" + mine)),
             QStringLiteral("1"));
    auto open = ChainStore(database.connection()).openFailures(database.chain().id);
    QVERIFY(open && *open == 1);
    // The others and the chain are settled as ever.
    QCOMPARE(text(standing(database, 2)), text(standing(sound, 2)));
    QCOMPARE(text(standing(database, 3)), text(standing(sound, 3)));
    QVERIFY(database.chain().calculatedTime == at(22));

    const std::string id = database.value("SELECT id" + mine);
    const std::string span =
        database.value("SELECT from_block_time || ' ' || to_block_time || ' ' || from_block_height || ' ' || "
                       "to_block_height" +
                       mine);
    QCOMPARE(database.spoil(repair), 1);
    retry(database);
    // The row that had failed is the one that is settled now, with the same span; why it failed stays told.
    QCOMPARE(
        text(database.value("SELECT status || ' ' || attempts FROM user_points_change WHERE id = " + id)),
        QStringLiteral("1 2"));
    QVERIFY(!database.value("SELECT reason FROM user_points_change WHERE id = " + id).empty());
    QCOMPARE(text(database.value(
                 "SELECT from_block_time || ' ' || to_block_time || ' ' || from_block_height || ' ' || "
                 "to_block_height FROM user_points_change WHERE id = " +
                 id)),
             text(span));
    QCOMPARE(text(pointsLines(database.connection())), text(pointsLines(sound.connection())));
    QCOMPARE(text(ledgerLines(database.connection())), text(ledgerLines(sound.connection())));
    open = ChainStore(database.connection()).openFailures(database.chain().id);
    QVERIFY(open && *open == 0);
    if (settled != 20) // an hour without a change that failed stays a span of its own
        QCOMPARE(text(spanLines(database.connection())), text(spanLines(sound.connection())));
}

void TestStorageFaults::attemptsAreCounted()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story =
        toldStory("15:10 0>1:100 | 15:20 0>2:1 | 16:10 0>1:100 | 17:00 | 18:00 | 19:00", at(20));
    TestDatabase database(backend);
    LedgerStore ledger = ledgerOf(database);
    QVERIFY(ledger.append(story.page(0, 3))); // closes 17:00
    database.spoil("UPDATE user_balance_change SET amount = '1' WHERE block_height = 3");
    database.settle();
    const auto failed = [&] {
        return database.value(
            "SELECT attempts || ' ' || COUNT(*) || ' ' || reason FROM user_points_change WHERE status = 0");
    };
    const std::string reason = database.value("SELECT reason FROM user_points_change WHERE status = 0");
    QCOMPARE(text(failed()), text("1 1 " + reason));
    retry(database);
    QCOMPARE(text(failed()), text("2 1 " + reason));
    const std::string standingBefore = standing(database, 1);
    QVERIFY(ledger.append(story.page(4, 4)));
    database.settle();
    QVERIFY(ledger.append(story.page(5, 6)));
    database.settle();
    retry(database);
    QCOMPARE(text(failed()), text("3 1 " + reason));
    QCOMPARE(text(standing(database, 1)), text(standingBefore));
    QCOMPARE(text(standing(database, 2)), QStringLiteral("20|7/30|0"));
    database.spoil("UPDATE user_balance_change SET amount = '100000000000000000000' WHERE block_height = 3");
    retry(database);
    QCOMPARE(text(database.value(
                 "SELECT MAX(attempts) || ' ' || MIN(status) FROM user_points_change WHERE user_id = 1")),
             QStringLiteral("4 1"));
    // Later spans start afresh.
    TestDatabase sound(backend);
    sound.follow(story);
    QCOMPARE(text(everything(database.connection())), text(everything(sound.connection())));
}

void TestStorageFaults::whatCannotPassIsNotTriedAgain()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100 | 15:20 0>2:1 | 16:10 0>1:100 | 17:00 | 18:00", at(20));
    TestDatabase database(backend);
    LedgerStore ledger = ledgerOf(database);
    QVERIFY(ledger.append(story.page(0, 3)));
    database.spoil("UPDATE user_balance_change SET amount = '1' WHERE block_height = 3");
    database.settle();
    database.spoil("UPDATE user_balance_change SET amount = '100000000000000000000' WHERE block_height = 3");
    database.spoil("UPDATE user_points_change SET last_attempt_at = 0 WHERE status = 0");
    QVERIFY(ledger.append(story.page(4, 5)));
    database.settle();
    QCOMPARE(text(attempts(database)), QStringLiteral("1 1"));
    QCOMPARE(text(standing(database, 2)), QStringLiteral("20|7/30|0"));
    QVERIFY(database.chain().calculatedTime == at(20));
    retry(database);
    TestDatabase sound(backend);
    sound.follow(story);
    QCOMPARE(text(everything(database.connection())), text(everything(sound.connection())));
}

void TestStorageFaults::missingHistoryIsTriedAgainAfterAPause()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 1>2:100 | 16:00 | 17:00 | 18:00 | 19:00", at(20));
    TestDatabase database(backend);
    LedgerStore ledger = ledgerOf(database);
    QVERIFY(ledger.append(story.page(0, 0)));
    std::size_t block = 1;
    // Seconds since the last attempt that had passed at each new boundary, and attempts so far.
    for (const auto& [more, expected] : {std::pair(0, "1 1"), std::pair(50, "1 1"), std::pair(15, "2 1"),
                                         std::pair(100, "2 1"), std::pair(25, "3 1")}) {
        QVERIFY(ledger.append(story.page(block, block)));
        ++block;
        database.spoil("UPDATE user_points_change SET last_attempt_at = last_attempt_at - " +
                       std::to_string(more) + " WHERE status = 0");
        database.settle();
        QCOMPARE(text(attempts(database)), QString::fromLatin1(expected));
    }
}

void TestStorageFaults::aStaleBalanceTableIsNoticed()
{
    QFETCH_GLOBAL(Backend, backend);
    // user_balance is derived. Where it lags behind the ledger nothing may be credited by it.
    const Story story = toldStory("15:10 0>1:100 | 16:30 0>1:100", at(20));
    TestDatabase database(backend);
    LedgerStore ledger = ledgerOf(database);
    QVERIFY(ledger.append(story.page(0, 1)));
    database.settle(); // up to 16:00
    QVERIFY(ledger.append(story.page(2, 2)));
    database.spoil("UPDATE user_balance SET balance = '100000000000000000000', last_updated_block = 1");
    database.settle();
    const auto settled = UnixTime(std::stoll(database.value("SELECT last_updated_time FROM user_points")));
    QCOMPARE(
        text(database.value("SELECT points_raw FROM user_points")),
        text(oraclePoints(story.rowsOf(1), at(15), settled, {{UnixTime(0), *parseRate("0.05")}}).decimal()));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_points_change WHERE status = 0")),
             QStringLiteral("1"));

    database.spoil("UPDATE user_balance SET balance = '200000000000000000000', last_updated_block = 2");
    retry(database);
    TestDatabase sound(backend);
    sound.follow(story);
    QCOMPARE(text(pointsLines(database.connection())), text(pointsLines(sound.connection())));
}

void TestStorageFaults::manyFaultsOfChance()
{
    QFETCH_GLOBAL(Backend, backend);
    Dice dice(67);
    const Story story = randomStory(dice, at(0, 7), 20, 6);
    TestDatabase sound(backend), database(backend);
    sound.follow(story);
    database.follow(story, "sepolia", 0, false);
    database.spoil("CREATE TABLE kept AS SELECT * FROM user_balance_change");
    const auto rows = story.rows();
    std::set<Address> spoilt;
    for (int i = 0; i < 3; ++i) {
        const LedgerRow& row = rows[static_cast<std::size_t>(dice.between(0, std::int64_t(rows.size()) - 1))];
        spoilt.insert(row.user);
        const std::string where = " WHERE block_height = " + std::to_string(row.height.value()) +
                                  " AND log_index = " + std::to_string(row.logIndex) +
                                  " AND change_type = '" + std::string(toText(row.type)) + "'";
        database.spoil((dice.oneIn(2) ? "DELETE FROM user_balance_change"
                                      : "UPDATE user_balance_change SET amount = '1'") +
                       where);
    }
    database.settle();
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_points_change WHERE status = 0")),
             text(std::to_string(spoilt.size())));
    database.spoil("DELETE FROM user_balance_change");
    database.spoil("INSERT INTO user_balance_change SELECT * FROM kept");
    retry(database);
    QCOMPARE(text(everything(database.connection())), text(everything(sound.connection())));
}

CP_REGISTER_TEST(TestStorageFaults);
#include "tst_storagefaults.moc"
