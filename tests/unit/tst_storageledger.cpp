// The ledger in the database: what is written is what the rules say, all or nothing, however it is cut into
// pages.
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <set>

using namespace chainpoints;

namespace {

std::string ledgerLinesOf(const Story& story)
{
    std::string all;
    for (const LedgerRow& row : story.rows())
        all += "1|" + row.user.hex() + "|" + std::string(toText(row.type)) + "|" + row.amount.decimal() +
               "|" + row.balanceAfter.decimal() + "|" + row.txHash.hex() + "|" +
               std::to_string(row.logIndex) + "|" + row.blockHash.hex() + "|" +
               std::to_string(row.blockTime.value()) + "|" + std::to_string(row.height.value()) + "\n";
    return all;
}

} // namespace

class TestStorageLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void tablesEqualTheRules();
    void pagesGiveTheSame();
    void wholeRangeOfValues();
    void aPageTwiceIsAConflict();
    void aPageThatDoesNotFollowIsAConflict();
    void allOrNothing_data();
    void allOrNothing();
    void anotherProcessMovedTheCursor();
    void tipSurvives();
    void oldBlocksAreForgotten();
    void aSavedBalanceThatIsNoNumberIsTold();
};

void TestStorageLedger::tablesEqualTheRules()
{
    QFETCH_GLOBAL(Backend, backend);
    Dice dice(61);
    const Story story = randomStory(dice, at(0, 7), 30, 6);
    TestDatabase database(backend);
    database.follow(story, "sepolia", 7, false);
    sql::Connection& connection = database.connection();
    QCOMPARE(text(ledgerLines(connection)), text(ledgerLinesOf(story)));

    std::string balances;
    std::set<Address> users;
    for (std::uint32_t n = 1; n <= 6; ++n) {
        const auto rows = story.rowsOf(n);
        if (rows.empty())
            continue;
        users.insert(user(n));
        const UnixTime from = boundaryAtOrBefore(rows.front().blockTime, kHour);
        const std::string block = std::to_string(story.blockBefore(from).value()),
                          time = std::to_string(from.value());
        QCOMPARE(text(lines(
                     connection,
                     "SELECT b.balance, b.last_updated_block, p.points, p.points_raw, p.last_updated_block, "
                     "p.last_updated_time, p.span_from_block, p.span_from_time, u.status FROM user u JOIN "
                     "user_balance b "
                     "ON b.user_id = u.id JOIN user_points p ON p.user_id = u.id WHERE u.user_address = '" +
                         user(n).hex() + "'",
                     9)),
                 text(rows.back().balanceAfter.decimal() + "|" + std::to_string(rows.back().height.value()) +
                      "|0.000000000000000000|0|" + block + "|" + time + "|" + block + "|" + time + "|1\n"));
    }
    QVERIFY(users.size() >= 5);
    std::string boundaries;
    for (UnixTime b = boundaryAfter(story.headers()[0].time, kHour); b <= story.lastBoundary(); b = b + kHour)
        boundaries += std::to_string(b.value()) + "|" + std::to_string(story.blockBefore(b).value()) + "\n";
    QCOMPARE(text(lines(connection,
                        "SELECT boundary_time, last_block FROM chain_boundary ORDER BY boundary_time", 2)),
             text(boundaries));
    const ChainRecord chain = database.chain();
    QVERIFY(chain.processed == story.lastHeight() && chain.confirmed == story.lastHeight());
    QVERIFY(chain.calculated == BlockHeight(0) && !chain.calculatedTime);
    QCOMPARE(chain.users, std::int64_t(users.size()));
    QCOMPARE(chain.changes, std::int64_t(story.rows().size()));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user")), text(std::to_string(users.size())));
}

void TestStorageLedger::pagesGiveTheSame()
{
    QFETCH_GLOBAL(Backend, backend);
    Dice dice(62);
    const Story story = randomStory(dice, at(0, 7), 20, 5);
    TestDatabase whole(backend), single(backend), restarted(backend);
    whole.follow(story, "sepolia", 0, false);
    single.follow(story, "sepolia", 1, false);
    for (std::size_t i = 0; i < story.headers().size(); ++i) {
        LedgerStore store = ledgerOf(restarted); // knows nothing of what the last one had read
        const auto appended = store.append(story.page(i, i));
        QVERIFY2(appended, qPrintable(failure(appended)));
    }
    QCOMPARE(text(everything(single.connection())), text(everything(whole.connection())));
    QCOMPARE(text(everything(restarted.connection())), text(everything(whole.connection())));
}

void TestStorageLedger::wholeRangeOfValues()
{
    QFETCH_GLOBAL(Backend, backend);
    Story story;
    story.block(at(15)).transfer(0, 1, maxUint256()).transfer(0, 1, maxUint256());
    story.block(at(15, 30)).transfer(1, 2, maxUint256()).block(at(16));
    TestDatabase database(backend);
    database.follow(story, "sepolia", 1);
    QCOMPARE(
        text(database.value("SELECT amount FROM user_balance_change WHERE change_type = 'transfer_out'")),
        QStringLiteral("-115792089237316195423570985008687907853269984665640564039457584007913129639935"));
    QCOMPARE(
        text(database.value("SELECT balance_after FROM user_balance_change WHERE log_index = 1")),
        QStringLiteral("231584178474632390847141970017375815706539969331281128078915168015826259279870"));
    QCOMPARE(text(database.value("SELECT points_raw FROM user_points WHERE user_id = " + idOf(database, 1))),
             text(mpz_class(maxUint256().value() * 5400 * 50'000'000).get_str()));
    QCOMPARE(text(database.value("SELECT points FROM user_points WHERE user_id = " + idOf(database, 2))),
             text(formatPoints(PointsRaw(mpz_class(maxUint256().value() * 1800 * 50'000'000)), 18)));
}

void TestStorageLedger::aPageTwiceIsAConflict()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100 | 15:30 1>2:40 | 16:10 1>3:5", at(18));
    TestDatabase database(backend);
    LedgerStore store = ledgerOf(database);
    QVERIFY(store.append(story.page(0, 1)));
    const std::string before = everything(database.connection());
    for (const std::size_t last : {0, 1, 2}) {
        const auto again = store.append(story.page(0, last));
        QVERIFY(!again);
        QVERIFY2(again.error().code == ErrorCode::Conflict, qPrintable(failure(again)));
        QCOMPARE(text(everything(database.connection())), text(before));
    }
    const auto next = store.append(story.page(2, 3));
    QVERIFY2(next, qPrintable(failure(next)));
    QCOMPARE(text(ledgerLines(database.connection())), text(ledgerLinesOf(story)));
}

void TestStorageLedger::aPageThatDoesNotFollowIsAConflict()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100 | 15:30 1>2:40 | 16:10 1>3:5", at(18));
    TestDatabase database(backend);
    LedgerStore store = ledgerOf(database);
    const std::string empty = everything(database.connection());
    const auto gap = store.append(story.page(1, 3));
    QVERIFY(!gap);
    QCOMPARE(gap.error().code, ErrorCode::Conflict);
    QCOMPARE(text(everything(database.connection())), text(empty));
}

void TestStorageLedger::allOrNothing_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("a log twice, at the end") << 0;
    QTest::newRow("a log twice, at the start") << 1;
    QTest::newRow("a boundary twice") << 2;
    QTest::newRow("a block twice") << 3;
}

void TestStorageLedger::allOrNothing()
{
    QFETCH_GLOBAL(Backend, backend);
    QFETCH(int, kind);
    const Story story = toldStory("15:10 0>1:100 | 15:30 1>2:40 1>4:1 | 16:10 1>3:5 2>3:5", at(18));
    TestDatabase database(backend);
    LedgerStore store = ledgerOf(database);
    QVERIFY(store.append(story.page(0, 0)));
    const std::string before = everything(database.connection());

    LedgerPage broken = story.page(1, 3);
    switch (kind) {
    case 0:
        broken.transfers.push_back(broken.transfers.back());
        break;
    case 1:
        broken.transfers.insert(broken.transfers.begin(), broken.transfers.front());
        break;
    case 2:
        broken.boundaries.push_back(broken.boundaries.front());
        break;
    default:
        broken.headers.push_back(broken.headers.front());
        break;
    }
    const auto refused = store.append(broken);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Corrupt);
    QCOMPARE(text(everything(database.connection())), text(before));

    // The store has forgotten the balances and users that were rolled back.
    const auto sound = store.append(story.page(1, 3));
    QVERIFY2(sound, qPrintable(failure(sound)));
    TestDatabase other(backend);
    other.follow(story, "sepolia", 0, false);
    QCOMPARE(text(ledgerLines(database.connection())), text(ledgerLinesOf(story)));
    QCOMPARE(text(pointsLines(database.connection())), text(pointsLines(other.connection())));
    QCOMPARE(text(database.value("SELECT users || ' ' || changes FROM chain")), QStringLiteral("4 9"));
}

void TestStorageLedger::anotherProcessMovedTheCursor()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100 | 15:30 1>2:40 | 16:10 1>3:5", at(18));
    TestDatabase database(backend);
    LedgerStore mine = ledgerOf(database), theirs = ledgerOf(database);
    QVERIFY(mine.append(story.page(0, 0)));
    QVERIFY(theirs.append(story.page(1, 1)));
    const auto late = mine.append(story.page(1, 1));
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Conflict);
    // What it remembered of balances is of no use any more.
    const auto next = mine.append(story.page(2, 3));
    QVERIFY2(next, qPrintable(failure(next)));
    QCOMPARE(text(ledgerLines(database.connection())), text(ledgerLinesOf(story)));
}

void TestStorageLedger::tipSurvives()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100 | 15:30 1>2:40", at(18));
    TestDatabase database(backend);
    LedgerStore store = ledgerOf(database);
    auto none = store.tip();
    QVERIFY(none && !*none);
    QVERIFY(store.append(story.page(0, 1)));
    auto tip = ledgerOf(database).tip();
    QVERIFY(tip && *tip && **tip == story.headers()[1]);
}

void TestStorageLedger::oldBlocksAreForgotten()
{
    QFETCH_GLOBAL(Backend, backend);
    Story story;
    for (int i = 0; i < 200; ++i)
        story.block(at(15) + 12 * i);
    TestDatabase database(backend);
    database.follow(story, "sepolia", 30, false);
    QCOMPARE(text(database.value("SELECT MIN(block_height) || ' ' || MAX(block_height) FROM chain_block")),
             QStringLiteral("136 200"));
}

void TestStorageLedger::aSavedBalanceThatIsNoNumberIsTold()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100 | 15:30 1>2:40", at(18));
    TestDatabase database(backend);
    QVERIFY(ledgerOf(database).append(story.page(0, 0)));
    database.spoil("UPDATE user_balance SET balance = '1e20'");
    const auto appended = ledgerOf(database).append(story.page(1, 2));
    QVERIFY(!appended);
    QCOMPARE(appended.error().code, ErrorCode::Corrupt);
    QVERIFY(failure(appended).contains(text(user(1).hex())));
}

CP_REGISTER_TEST(TestStorageLedger);
#include "tst_storageledger.moc"
