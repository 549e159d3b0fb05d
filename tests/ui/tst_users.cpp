// The page of users on a real desk: finding somebody, and what is seen of it.
#include "tests/ui/usersfixture.h"
#include "ui/widgets/exactdelegate.h"

#include <QAction>
#include <QClipboard>
#include <QSignalSpy>

#include <set>

using namespace chainpoints;

class TestUsers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersSort();
    void whereThereIsRoomNothingIsShortened();
    void theKeyboardSorts();
    void scrollingReadsEverybody();
    void theSearchWaitsForTheTyping();
    void theExampleIsExact();
    void newBlocksKeepChoiceAndPlace();
    void theChoiceSurvivesWhatHidesIt();
    void somebodyBeyondTheLoadedPage();
    void somebodyOnAnotherChain();
    void copiesAreExact();
    void emptyStates();
    void nothingIsReadWhileHidden();
    void aDatabaseThatCannotBeRead();
    void everyControlHasANameAndALanguage();
};

void TestUsers::headersSort()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 450);
    // The balances are in another order than the points.
    database.follow(after(2, at(16)).block(at(16, 10)).send(7, 3, 7).mint(3, 1000));
    const ShownUsers shown(database);
    const auto firstIs = [&](std::uint32_t number) {
        return shown.rows() > 0 && shown.address(0) == textOf(number);
    };
    const QHeaderView* header = shown.table()->horizontalHeader();
    QTRY_VERIFY(firstIs(450));
    QCOMPARE(header->sortIndicatorSection(), int(UsersModel::PointsColumn));
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    const auto click = [&](int column, Qt::SortOrder order) {
        shown.clickHeader(column);
        QCOMPARE(header->sortIndicatorSection(), column);
        QCOMPARE(header->sortIndicatorOrder(), order);
    };
    click(UsersModel::PointsColumn, Qt::AscendingOrder);
    QTRY_VERIFY(firstIs(1));
    click(UsersModel::BalanceColumn, Qt::DescendingOrder);
    QTRY_VERIFY(firstIs(3));
    click(UsersModel::BalanceColumn, Qt::AscendingOrder);
    QTRY_VERIFY(firstIs(7));
    click(UsersModel::AddressColumn, Qt::AscendingOrder);
    QTRY_VERIFY(firstIs(1));
    click(UsersModel::AddressColumn, Qt::DescendingOrder);
    QTRY_VERIFY(firstIs(450));
    // Without an order: nothing is asked, and the arrow stays where it was.
    shown.clickHeader(UsersModel::LastChangeColumn);
    QVERIFY(shown.model().isAnswered());
    QCOMPARE(header->sortIndicatorSection(), int(UsersModel::AddressColumn));
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
}

void TestUsers::whereThereIsRoomNothingIsShortened()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    const UsersTable& table = *shown.table();
    const auto drawn = [&](int column) {
        struct Opened : ExactDelegate
        {
            using ExactDelegate::textOf;
        };
        const QModelIndex cell = shown.model().index(0, column);
        return static_cast<const Opened*>(table.itemDelegateForIndex(cell))
            ->textOf(cell, table.font(),
                     table.columnWidth(column) - LinesDelegate::widthAround(table, false));
    };
    QVERIFY(table.columnWidth(UsersModel::AddressColumn) > 0);
    QCOMPARE(drawn(UsersModel::PointsColumn), u"6.666666…"_s);
    shown.panel.resize(1800, 680);
    QTRY_COMPARE(drawn(UsersModel::PointsColumn), u"6.666666666666666666"_s);
    const QFont font = shown.model().index(0, UsersModel::AddressColumn).data(Qt::FontRole).value<QFont>();
    QVERIFY(table.columnWidth(UsersModel::AddressColumn) > QFontMetrics(font).horizontalAdvance(textOf(1)));
}

void TestUsers::theKeyboardSorts()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    const ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    const QHeaderView* header = shown.table()->horizontalHeader();
    const auto order = [&](const QString& action, int column, Qt::SortOrder expected, std::uint32_t first) {
        shown.find<QAction>(action)->trigger();
        QCOMPARE(header->sortIndicatorSection(), column);
        QCOMPARE(header->sortIndicatorOrder(), expected);
        QTRY_COMPARE(shown.address(0), textOf(first));
    };
    order(u"sortAddress"_s, UsersModel::AddressColumn, Qt::AscendingOrder, 1);
    order(u"sortAddress"_s, UsersModel::AddressColumn, Qt::DescendingOrder, 3);
    order(u"sortBalance"_s, UsersModel::BalanceColumn, Qt::DescendingOrder, 3);
    order(u"sortPoints"_s, UsersModel::PointsColumn, Qt::DescendingOrder, 3);
    order(u"sortPoints"_s, UsersModel::PointsColumn, Qt::AscendingOrder, 1);
    // All of them are in the table's menu, which a key opens.
    for (const QString& name : {u"sortAddress"_s, u"sortBalance"_s, u"sortPoints"_s})
        QVERIFY(shown.table()->actions().contains(shown.find<QAction>(name)));
    QCOMPARE(shown.table()->contextMenuPolicy(), Qt::ActionsContextMenu);
}

void TestUsers::scrollingReadsEverybody()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 650);
    const ShownUsers shown(database);
    // The next page is there before one comes to the end of the first.
    QTRY_COMPARE(shown.rows(), 2 * UsersModel::kPage);
    QTRY_COMPARE(shown.label(u"usersCount"_s), u"400 of 650 users loaded"_s);
    QScrollBar* bar = shown.table()->verticalScrollBar();
    bar->setValue(bar->maximum());
    QTRY_COMPARE(shown.rows(), 3 * UsersModel::kPage);
    bar->setValue(bar->maximum());
    QTRY_COMPARE(shown.rows(), 650);
    QCOMPARE(shown.label(u"usersCount"_s), u"650 of 650 users loaded"_s);
    for (int row = 0; row < 650; ++row)
        QCOMPARE(shown.address(row), textOf(static_cast<std::uint32_t>(650 - row)));
}

void TestUsers::theSearchWaitsForTheTyping()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 450);
    const ShownUsers shown(database);
    QTRY_VERIFY(shown.rows() > 0);
    std::set<QString> asked;
    connect(&shown.model(), &UsersModel::taken, this, [&] { asked.insert(shown.model().search()); });
    QTest::keyClicks(shown.search(), u"0001c2"_s); // 450
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.address(0), textOf(450));
    QCOMPARE(shown.label(u"usersCount"_s), u"Users that match: 1"_s);
    asked.erase(QString()); // of the news
    QVERIFY(asked == std::set<QString>{u"0001c2"_s});
    // Enter does not wait.
    shown.search()->clear();
    QTest::keyClicks(shown.search(), u"  0X000000000000000000000000000000000000000A "_s);
    QTest::keyClick(shown.search(), Qt::Key_Return);
    QCOMPARE(shown.model().search(), u"0X000000000000000000000000000000000000000A"_s);
    QTRY_VERIFY(shown.rows() == 1 && shown.address(0) == textOf(10));
    shown.search()->setText(u"0x00"_s);
    QTRY_COMPARE(shown.rows(), 2 * UsersModel::kPage);
    QCOMPARE(shown.label(u"usersCount"_s), u"More than 400 users match"_s);
}

void TestUsers::theExampleIsExact()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    const ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    QVERIFY(shown.find<QLabel>(u"userNobody"_s)->isVisible());
    shown.clickRow(0);
    // What the table knows is there at once.
    QCOMPARE(shown.fact(u"userAddress"_s), textOf(1));
    QCOMPARE(shown.fact(u"userBalance"_s), u"200"_s);
    QCOMPARE(shown.fact(u"userPoints"_s), u"6.666666666666666666"_s);
    QCOMPARE(shown.fact(u"userSettled"_s), u"2025-01-01 16:00 UTC"_s);
    QTRY_VERIFY(shown.isDrawn());
    QCOMPARE(exactTexts(shown.balance().series()[0]), QStringList({u"100"_s, u"200"_s}));
    QCOMPARE(exactTexts(shown.points().series()[0]), QStringList(u"6.666666666666666666"_s));
    QCOMPARE(shown.points().series()[1].points.back().exact, u"6.666666666666666666"_s);
    shown.balance().pointAt(at(15, 20));
    QCOMPARE(shown.balance().hoverText(), u"2025-01-01 15:20:00 UTC\nBalance 100"_s);
    shown.points().pointAt(at(15, 20));
    QCOMPARE(shown.points().hoverText(),
             u"2025-01-01 15:00 to 16:00 UTC\nGained 6.666666666666666666\nTotal 6.666666666666666666"_s);
    // New blocks show in facts and charts of who is chosen.
    database.follow(after(3, at(16)).block(at(17)));
    QTRY_COMPARE(shown.fact(u"userPoints"_s), u"16.666666666666666666"_s);
    QTRY_COMPARE(shown.points().series()[1].points.back().exact, u"16.666666666666666666"_s);
    QCOMPARE(shown.fact(u"userSettled"_s), u"2025-01-01 17:00 UTC"_s);
}

void TestUsers::newBlocksKeepChoiceAndPlace()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 150);
    const ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 150);
    UsersTable* table = shown.table();
    shown.clickRow(50, UsersModel::PointsColumn);
    table->verticalScrollBar()->setValue(42);
    const auto top = [&] { return shown.address(table->indexAt({0, 0}).row()); };
    const QString wasTop = top();
    const QString wasChosen = shown.address(50);
    QCOMPARE(shown.fact(u"userAddress"_s), wasChosen);
    // Twenty with more than everybody come in front.
    Story more = after(2, at(16));
    more.block(at(16, 10));
    for (std::uint32_t n = 201; n <= 220; ++n)
        more.mint(n, 100'000);
    database.follow(more.block(at(17)));
    QTRY_COMPARE(shown.rows(), 170);
    QCOMPARE(shown.address(0), textOf(220));
    QCOMPARE(top(), wasTop);
    QCOMPARE(shown.address(table->currentIndex().row()), wasChosen);
    QCOMPARE(table->currentIndex().column(), int(UsersModel::PointsColumn));
    const QModelIndexList selected = table->selectionModel()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(shown.address(selected.front().row()), wasChosen);
    QCOMPARE(shown.fact(u"userAddress"_s), wasChosen);
    QVERIFY(table->hasFocus());
}

void TestUsers::theChoiceSurvivesWhatHidesIt()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 30);
    const ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 30);
    shown.clickRow(3);
    shown.search()->setText(textOf(5));
    QTRY_COMPARE(shown.rows(), 1);
    QVERIFY(!shown.table()->currentIndex().isValid());
    QCOMPARE(shown.fact(u"userAddress"_s), textOf(27));
    shown.search()->clear();
    QTRY_COMPARE(shown.rows(), 30);
    QCOMPARE(shown.table()->currentIndex().row(), 3);
    QCOMPARE(shown.fact(u"userAddress"_s), textOf(27));
}

void TestUsers::somebodyBeyondTheLoadedPage()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 450);
    ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 2 * UsersModel::kPage);
    QCOMPARE(shown.model().rowOf(addressOf(2)), -1);
    QVERIFY(shown.panel.showUser(u"sepolia"_s, textOf(2)));
    QCOMPARE(shown.search()->text(), textOf(2));
    QTRY_COMPARE(shown.fact(u"userAddress"_s), textOf(2));
    QCOMPARE(shown.rows(), 1);
    QCOMPARE(shown.table()->currentIndex().row(), 0);
    QTRY_VERIFY(shown.isDrawn());
    QCOMPARE(exactTexts(shown.balance().series()[0]), QStringList(u"2"_s));
    // Once more the same one, and one that does not exist.
    QVERIFY(shown.panel.showUser(u"sepolia"_s, textOf(2)));
    QCOMPARE(shown.fact(u"userAddress"_s), textOf(2));
    QVERIFY(shown.panel.showUser(u"sepolia"_s, textOf(999)));
    QTRY_VERIFY(shown.find<QLabel>(u"userNobody"_s)->isVisible());
    QVERIFY(shown.label(u"usersEmpty"_s).contains(textOf(999)));
}

void TestUsers::somebodyOnAnotherChain()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellUsers(database, 3, "a");
    tellUsers(database, 5, "b");
    ShownUsers shown(database);
    // Before the chains are known, as after the start of the program.
    QVERIFY(shown.panel.showUser(u"b"_s, textOf(4)));
    QTRY_COMPARE(shown.fact(u"userAddress"_s), textOf(4));
    auto* chains = shown.find<QComboBox>(u"usersChain"_s);
    QCOMPARE(chains->currentText(), u"b"_s);
    shown.search()->clear();
    QTRY_COMPARE(shown.rows(), 5);
    chains->setCurrentIndex(0);
    QVERIFY(shown.find<QLabel>(u"userNobody"_s)->isVisible());
    QTRY_COMPARE(shown.rows(), 3);
}

void TestUsers::copiesAreExact()
{
    TestDatabase database(Backend::Sqlite);
    Story story;
    story.block(at(15, 10)).transfer(0, 1, raw("1234567891000000000000001")).transfer(0, 2, maxUint256());
    database.follow(story.block(at(16)));
    const ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    const auto copied = [&](const QString& action) {
        shown.table()->findChild<QAction*>(action)->trigger();
        return QGuiApplication::clipboard()->text();
    };
    shown.clickRow(1, UsersModel::BalanceColumn);
    QCOMPARE(copied(u"copyCell"_s), u"1234567.891000000000000001"_s);
    QCOMPARE(copied(u"copyAddress"_s), textOf(1));
    QCOMPARE(copied(u"copyBalance"_s), u"1234567.891000000000000001"_s);
    QCOMPARE(copied(u"copyPoints"_s), text(shown.model().user(1).points));
    shown.clickRow(0);
    QCOMPARE(copied(u"copyBalance"_s),
             u"115792089237316195423570985008687907853269984665640564039457.584007913129639935"_s);
    QTest::keySequence(shown.table(), QKeySequence(QKeySequence::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(), textOf(2));
}

void TestUsers::emptyStates()
{
    TestDatabase none(Backend::Sqlite, std::vector<TestChain>{});
    const ShownUsers nothing(none);
    QTRY_COMPARE(nothing.label(u"usersEmpty"_s), u"No chain is followed yet."_s);
    QVERIFY(nothing.find<QLabel>(u"usersEmpty"_s)->isVisible());

    TestDatabase database(Backend::Sqlite);
    const ShownUsers shown(database);
    auto* clear = shown.find<QPushButton>(u"usersClear"_s);
    QTRY_VERIFY(shown.label(u"usersEmpty"_s).startsWith(u"No users yet."_s));
    QTRY_VERIFY(shown.find<QLabel>(u"usersEmpty"_s)->isVisible());
    QVERIFY(!clear->isVisible());
    tellUsers(database, 3);
    QTRY_COMPARE(shown.rows(), 3);
    QVERIFY(!shown.find<QLabel>(u"usersEmpty"_s)->isVisible());
    shown.search()->setText(u"zz"_s);
    QTRY_COMPARE(shown.label(u"usersEmpty"_s), u"No address on this chain matches “zz”."_s);
    QTRY_VERIFY(clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(shown.search()->text(), QString());
    QTRY_COMPARE(shown.rows(), 3);
    QVERIFY(shown.table()->isVisible());
}

void TestUsers::nothingIsReadWhileHidden()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    shown.panel.hide();
    const QSignalSpy news(&shown.desk, &OperatorDesk::chainsChanged);
    database.follow(after(2, at(16)).block(at(16, 10)).mint(7, 50));
    QTRY_VERIFY(!news.isEmpty());
    QCOMPARE(shown.rows(), 3);
    shown.panel.show();
    QTRY_COMPARE(shown.rows(), 4);
}

void TestUsers::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    shown.clickRow(0);
    QTRY_VERIFY(shown.isDrawn());
    const auto* problem = shown.find<QLabel>(u"usersProblem"_s);
    QVERIFY(!problem->isVisible());
    database.spoil("ALTER TABLE user_points RENAME TO elsewhere");
    shown.panel.refresh();
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(!problem->text().isEmpty());
    QCOMPARE(shown.rows(), 3);
    QVERIFY(shown.isDrawn());
    QCOMPARE(shown.fact(u"userAddress"_s), textOf(3));
    database.spoil("ALTER TABLE elsewhere RENAME TO user_points");
    shown.panel.refresh();
    QTRY_VERIFY(!problem->isVisible());
    // With nothing to keep, the problem takes the place of the table.
    database.spoil("ALTER TABLE user_points RENAME TO elsewhere");
    shown.search()->setText(textOf(1));
    QTRY_VERIFY(shown.find<QLabel>(u"usersEmpty"_s)->isVisible());
    QCOMPARE(shown.rows(), 0);
    QVERIFY(!shown.label(u"usersEmpty"_s).contains(u"matches"_s));
}

void TestUsers::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    const ShownUsers shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    shown.clickRow(0);
    QTRY_VERIFY(shown.isDrawn());
    QCOMPARE(namelessControls(shown.panel).join(u'\n'), QString());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(shown.panel), QStringList());
    for (int column = 0; column < UsersModel::kColumns; ++column)
        QVERIFY(shown.model().headerData(column, Qt::Horizontal).toString().startsWith(u'«'));
    for (const QAction* action : shown.table()->actions())
        QVERIFY(action->text().startsWith(u'«'));
    QVERIFY(shown.panel.title().startsWith(u'«'));
    QVERIFY(shown.label(u"usersCount"_s).startsWith(u'«'));
    QVERIFY(shown.search()->placeholderText().startsWith(u'«'));
    QVERIFY(shown.balance().accessibleName().startsWith(u'«'));
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestUsers)
#include "tst_users.moc"
