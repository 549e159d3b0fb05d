// Users page by page, in the order of the database.
#include "tests/ui/usersfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <set>

using namespace chainpoints;

class TestUsersModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyComesInPages();
    void theDatabaseSorts_data();
    void theDatabaseSorts();
    void aLateAnswerIsIgnored();
    void manyRefreshesAreOneMore();
    void aRefreshMovesRowsAndKeepsThem();
    void anotherChainStartsAnew();
    void whatCellsSay();
    void addressesAreWorkedOutOnce();
    void aDatabaseThatCannotBeRead();
};

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;
using Numbers = std::vector<std::uint32_t>;

void openChain(UsersModel& model, const std::string& chain = "sepolia")
{
    model.setChain(chain);
    QTRY_VERIFY(model.isAnswered());
}

void refreshed(UsersModel& model)
{
    const QSignalSpy taken(&model, &UsersModel::taken);
    model.refresh();
    QTRY_VERIFY(!taken.isEmpty());
}

Numbers order(const UsersModel& model)
{
    Numbers numbers;
    for (int row = 0; row < model.rowCount(); ++row)
        numbers.push_back(static_cast<std::uint32_t>(std::stoul(model.user(row).address, nullptr, 16)));
    return numbers;
}

} // namespace

void TestUsersModel::everybodyComesInPages()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 450);
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    tester.setUseFetchMore(false);
    openChain(model);
    QCOMPARE(model.rowCount(), int(UsersModel::kPage));
    for (const int rows : {2 * UsersModel::kPage, 450}) {
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        model.fetchMore({}); // one question at a time
        QTRY_COMPARE(model.rowCount(), rows);
    }
    QVERIFY(!model.canFetchMore({}));
    const Numbers numbers = order(model);
    QCOMPARE(std::set<std::uint32_t>(numbers.begin(), numbers.end()).size(), std::size_t(450));
    refreshed(model);
    QVERIFY(order(model) == numbers);
}

void TestUsersModel::theDatabaseSorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("direction");
    QTest::addColumn<Numbers>("first");
    // Of 450 users only the 200 with most points are there before.
    QTest::newRow("address up") << int(UsersModel::AddressColumn) << Qt::AscendingOrder << Numbers{1, 2, 3};
    QTest::newRow("address down") << int(UsersModel::AddressColumn) << Qt::DescendingOrder
                                  << Numbers{450, 449, 448};
    QTest::newRow("balance up") << int(UsersModel::BalanceColumn) << Qt::AscendingOrder << Numbers{7, 1, 2};
    QTest::newRow("balance down") << int(UsersModel::BalanceColumn) << Qt::DescendingOrder
                                  << Numbers{3, 450, 449};
    QTest::newRow("points up") << int(UsersModel::PointsColumn) << Qt::AscendingOrder << Numbers{1, 2, 3};
    QTest::newRow("points down") << int(UsersModel::PointsColumn) << Qt::DescendingOrder
                                 << Numbers{450, 449, 448};
}

void TestUsersModel::theDatabaseSorts()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, direction);
    QFETCH(Numbers, first);
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 450);
    // The balances are in another order than the points, which are settled up to 16:00.
    database.follow(after(2, at(16)).block(at(16, 10)).send(7, 3, 7).mint(3, 1000));
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    tester.setUseFetchMore(false);
    openChain(model);
    const bool changes = column != model.sortColumn() || direction != model.sortOrder();
    model.sort(column, direction);
    QCOMPARE(model.isAnswered(), !changes);
    QTRY_VERIFY(model.isAnswered());
    QCOMPARE(model.sortColumn(), column);
    QCOMPARE(model.sortOrder(), direction);
    Numbers numbers = order(model);
    numbers.resize(3);
    QVERIFY(numbers == first);
    model.sort(UsersModel::StatusColumn, Qt::AscendingOrder); // has no order
    QCOMPARE(model.sortColumn(), column);
}

void TestUsersModel::aLateAnswerIsIgnored()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 20);
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    openChain(model);
    const QSignalSpy taken(&model, &UsersModel::taken);
    model.setSearch(textOf(3));
    model.setSearch(textOf(4));
    model.setSearch(textOf(5));
    QVERIFY(!model.isAnswered());
    QTRY_COMPARE(taken.size(), 1);
    // Answers come in order: the first one has been here too.
    QVERIFY(order(model) == Numbers{5});
    QVERIFY(model.isAnswered());
    QCOMPARE(model.rowOf(addressOf(5)), 0);
    QCOMPARE(model.rowOf(addressOf(3)), -1);
}

void TestUsersModel::manyRefreshesAreOneMore()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    const QSignalSpy taken(&model, &UsersModel::taken);
    model.setChain("sepolia");
    for (int i = 0; i < 10; ++i)
        model.refresh();
    QTRY_COMPARE(taken.size(), 2);
    refreshed(model);
    QCOMPARE(taken.size(), 3);
}

void TestUsersModel::aRefreshMovesRowsAndKeepsThem()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 6);
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.sort(UsersModel::BalanceColumn, Qt::DescendingOrder);
    openChain(model);
    QVERIFY((order(model) == Numbers{6, 5, 4, 3, 2, 1}));
    const QPersistentModelIndex second = model.index(model.rowOf(addressOf(2)), UsersModel::BalanceColumn);
    const QPersistentModelIndex sixth = model.index(model.rowOf(addressOf(6)), 0);
    // Somebody moves up, two are new, one is gone.
    database.follow(after(2, at(16)).block(at(16, 10)).mint(2, 50).mint(8, 2).mint(9, 70));
    database.spoil("DELETE FROM user_balance WHERE user_id = (SELECT id FROM user WHERE user_address = '" +
                   addressOf(4) + "')");
    refreshed(model);
    QVERIFY((order(model) == Numbers{9, 2, 6, 5, 3, 8, 1}));
    QCOMPARE(second.row(), 1);
    QCOMPARE(second.data().toString(), u"52"_s);
    QCOMPARE(sixth.row(), 2);
    QCOMPARE(sixth.data().toString(), textOf(6));
    database.spoil("DELETE FROM user_balance");
    refreshed(model);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!second.isValid());
}

void TestUsersModel::anotherChainStartsAnew()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellUsers(database, 3, "a");
    tellUsers(database, 5, "b");
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    openChain(model, "a");
    QCOMPARE(model.rowCount(), 3);
    model.setChain("b");
    QCOMPARE(model.rowCount(), 0); // nobody is taken for a user of b
    QTRY_COMPARE(model.rowCount(), 5);
}

void TestUsersModel::whatCellsSay()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    Story more = after(3, at(16));
    more.block(at(16, 1, 2)).transfer(0, 1, raw("1234567000000000000000001")).transfer(0, 2, maxUint256());
    database.follow(more);
    database.spoil("UPDATE user SET status = 0 WHERE user_address = '" + addressOf(2) + "'");
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    openChain(model);
    const auto said = [&](int column, int role, std::uint32_t number = 1) {
        return model.index(model.rowOf(addressOf(number)), column).data(role).toString();
    };
    QCOMPARE(said(UsersModel::BalanceColumn, Qt::DisplayRole), u"1,234,767.000…"_s);
    QCOMPARE(said(UsersModel::BalanceColumn, Qt::ToolTipRole), u"1,234,767.000000000000000001"_s);
    QCOMPARE(said(UsersModel::BalanceColumn, UsersModel::CopyRole), u"1234767.000000000000000001"_s);
    QCOMPARE(said(UsersModel::BalanceColumn, UsersModel::CopyRole, 2),
             u"115792089237316195423570985008687907853269984665640564039457.584007913129639935"_s);
    QCOMPARE(said(UsersModel::PointsColumn, Qt::DisplayRole), u"6.666666…"_s);
    QCOMPARE(said(UsersModel::PointsColumn, Qt::ToolTipRole), u"6.666666666666666666"_s);
    QCOMPARE(said(UsersModel::LastChangeColumn, Qt::DisplayRole), u"2025-01-01 16:01"_s);
    QCOMPARE(said(UsersModel::LastChangeColumn, Qt::ToolTipRole), u"2025-01-01 16:01:02 UTC, block 5"_s);
    QCOMPARE(said(UsersModel::LastChangeColumn, UsersModel::CopyRole), u"2025-01-01T16:01:02Z"_s);
    QCOMPARE(said(UsersModel::StatusColumn, Qt::DisplayRole), QString());
    QCOMPARE(said(UsersModel::StatusColumn, Qt::DisplayRole, 2), u"Disabled"_s);
    const QModelIndex status = model.index(model.rowOf(addressOf(2)), UsersModel::StatusColumn);
    QVERIFY(!status.data(Qt::DecorationRole).isNull());
    const QVariant alignment = model.index(0, UsersModel::BalanceColumn).data(Qt::TextAlignmentRole);
    QVERIFY(alignment.value<Qt::Alignment>().testFlag(Qt::AlignRight));
}

void TestUsersModel::addressesAreWorkedOutOnce()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 2);
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    openChain(model);
    const auto said = [&](int role) {
        return model.index(model.rowOf(addressOf(2)), UsersModel::AddressColumn).data(role).toString();
    };
    QCOMPARE(said(Qt::DisplayRole), textOf(2));
    // The same text, not an equal one: at each painting the checksum would cost too much.
    for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole), int(UsersModel::CopyRole)})
        QCOMPARE(said(role).constData(), said(Qt::DisplayRole).constData());
}

void TestUsersModel::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 450);
    const auto desk = deskOf(database);
    UsersModel model(*desk);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    tester.setUseFetchMore(false);
    openChain(model);
    const int rows = model.rowCount();
    database.spoil("ALTER TABLE user_balance RENAME TO elsewhere");
    const QSignalSpy taken(&model, &UsersModel::taken);
    model.refresh();
    QTRY_VERIFY(model.problem());
    QCOMPARE(model.rowCount(), rows);
    // A view that asks with each answer must not ask without end.
    model.fetchMore({});
    bool answered = false;
    desk->ask(
        this, [](OperatorDoor& door) { return door.chains(); }, [&](const auto&) { answered = true; });
    QTRY_VERIFY(answered);
    QCOMPARE(taken.size(), 1);
    database.spoil("ALTER TABLE elsewhere RENAME TO user_balance");
    refreshed(model);
    QVERIFY(!model.problem());
    model.fetchMore({});
    QTRY_VERIFY(model.rowCount() > rows);
    // Another question without an answer shows nothing of the one before.
    database.spoil("ALTER TABLE user_balance RENAME TO elsewhere");
    model.setSearch(textOf(5));
    QTRY_VERIFY(model.problem());
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestUsersModel)
#include "tst_usersmodel.moc"
