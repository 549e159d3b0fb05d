// The list of failures: what it shows, and how it stays in place.
#include "tests/ui/failuresfixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace chainpoints;

class TestFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailureShows();
    void theSelectedOneInFull();
    void whatWasAskedOfTheSelectedOne();
    void aHistoryThatCannotBeReadIsAskedForAgain();
    void whenTheEngineTriesAgain();
    void theLogOfTheSelectedOne();
    void filters();
    void newsBringTheNewestList();
    void nothingIsReadWhileHidden();
    void selectionAndPlaceSurviveRefreshes();
    void emptyStates();
    void aDatabaseThatCannotBeRead();
    void aProblemThatTheNewsMissed();
    void theReasonAndTheButtonHaveRoom_data();
    void theReasonAndTheButtonHaveRoom();
    void theAddressIsCopied();
    void everyControlHasANameAndALanguage();
};

void TestFailures::aFailureShows()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    QTRY_COMPARE(shown.panel.badge(), 1);
    QCOMPARE(shown.cell(0, FailuresModel::State), u"Open"_s);
    QCOMPARE(shown.cell(0, FailuresModel::Chain), u"sepolia"_s);
    QCOMPARE(shown.cell(0, FailuresModel::User), u"0x0000000000000000000000000000000000000001"_s);
    QVERIFY(shown.cell(0, FailuresModel::Reason).startsWith(u"A balance does not follow"_s));
    QVERIFY(shown.cell(0, FailuresModel::Reason).contains(u"block 3"_s));
    QCOMPARE(shown.cell(0, FailuresModel::Missing), u"2025-01-01 15:00\nto 2025-01-01 16:00"_s);
    QVERIFY(shown.cell(0, FailuresModel::Attempts).startsWith(u"1\n"_s));
    QCOMPARE(shown.cell(0, FailuresModel::Retry), u"Retry"_s);
    QVERIFY(shown.model().isRetriable(0));
}

void TestFailures::theSelectedOneInFull()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    auto* show = shown.find<QPushButton>(u"showUserButton"_s);
    QVERIFY(!show->isVisible());
    shown.select({1});
    QVERIFY(show->isVisible());
    QVERIFY(shown.find<Notice>(u"failureReason"_s)
                ->sentence()
                .startsWith(u"A balance does not follow from the one before it. "_s));
    QCOMPARE(shown.find<Notice>(u"failureDetailSentence"_s)->sentence(),
             QString(u"Detail: "_s + text(shown.model().failureAt(1)->reason)));
    const QSignalSpy wanted(&shown.panel, &Panel::userWanted);
    QTest::mouseClick(show, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.front().at(0).toString(), u"sepolia"_s);
    QCOMPARE(wanted.front().at(1).toString(), text(chainpoints::user(2).hex()));
}

void TestFailures::whatWasAskedOfTheSelectedOne()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    const auto* history = shown.find<QPlainTextEdit>(u"failureHistory"_s);
    shown.select({1});
    QVERIFY(!history->isVisible());
    shown.retrySelected()->click();
    QTRY_VERIFY(history->isVisible());
    QTRY_VERIFY2(history->toPlainText().endsWith(
                     u" UTC, tester@host: Retry. Waiting for the process that follows the chain"_s),
                 qPrintable(history->toPlainText()));
    QCOMPARE(runActions(database), 1);
    QTRY_VERIFY2(history->toPlainText().contains(u": Retry. balance_chain: "_s),
                 qPrintable(history->toPlainText()));
    const auto door = doorOf(database);
    ActionRequest dismissal{ActionKind::Dismiss, {}, {shown.model().failureAt(1)->id}};
    dismissal.details.reason = "known";
    QVERIFY(door->request(dismissal));
    QCOMPARE(runActions(database), 1);
    shown.choose(u"stateFilter"_s, 3);
    QTRY_COMPARE(shown.rows(), 2);
    // Another one has a history of its own.
    shown.select({0});
    QTRY_VERIFY(!history->isVisible());
    shown.select({1});
    QTRY_COMPARE(history->blockCount(), 2);
    QVERIFY2(history->toPlainText()
                 .section(u'\n', 0, 0)
                 .endsWith(u"tester@host: Dismiss. The failure is set aside (note: known)"_s),
             qPrintable(history->toPlainText()));
}

void TestFailures::aHistoryThatCannotBeReadIsAskedForAgain()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    const auto* history = shown.find<QPlainTextEdit>(u"failureHistory"_s);
    database.spoil("ALTER TABLE operator_action RENAME TO elsewhere");
    shown.select({1});
    QTRY_VERIFY(history->isVisible()); // why it cannot
    database.spoil("ALTER TABLE elsewhere RENAME TO operator_action");
    shown.panel.refresh();
    QTRY_VERIFY(!history->isVisible()); // nobody asked for anything
}

void TestFailures::whenTheEngineTriesAgain()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 2, "sepolia", at(15));
    database.spoil("UPDATE user_points_change SET reason = 'negative_balance: at block 3', attempts = 2, "
                   "last_attempt_at = 1735747200 WHERE user_id = 1");
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    const auto* facts = shown.panel.findChild<FactGrid*>();
    shown.select({0});
    QCOMPARE(facts->value(7), u"2025-01-01 16:00:00 UTC"_s);
    QCOMPARE(facts->value(8), u"Not before 2025-01-01 16:02:00 UTC"_s);
    shown.select({1});
    QCOMPARE(facts->value(8), u"Only when asked for"_s);
}

void TestFailures::theLogOfTheSelectedOne()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    std::vector<std::pair<QString, UnixTime>> wanted;
    connect(&shown.panel, &Panel::logWanted, this,
            [&](const QString& chain, UnixTime time) { wanted.emplace_back(chain, time); });
    auto* button = shown.find<QPushButton>(u"showLogButton"_s);
    shown.table()->setFocus();
    QVERIFY(!button->isVisible());
    QTest::keyClick(shown.table(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(wanted.empty());
    shown.select({1});
    const UnixTime attempt = shown.model().failureAt(1)->lastAttempt;
    QTest::keyClick(shown.table(), Qt::Key_L, Qt::ControlModifier);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY((wanted == std::vector<std::pair<QString, UnixTime>>(2, {u"sepolia"_s, attempt})));
}

void TestFailures::filters()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 3, 3, "a");
    tellFailures(database, 2, 2, "b");
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 5);
    const auto* chains = shown.find<QComboBox>(u"chainFilter"_s);
    QTRY_COMPARE(chains->count(), 3);
    shown.choose(u"chainFilter"_s, 2);
    QTRY_COMPARE(shown.rows(), 2);
    database.spoil("UPDATE user_points_change SET status = 1, attempts = 2 WHERE status = 0 AND user_id = 1");
    shown.choose(u"stateFilter"_s, 2);
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.cell(0, FailuresModel::State), u"Resolved"_s);
    QVERIFY(!shown.model().isRetriable(0));
    shown.choose(u"stateFilter"_s, 3);
    QTRY_COMPARE(shown.rows(), 2);
    QVERIFY(shown.panel.showFailures());
    QCOMPARE(chains->currentIndex(), 0);
    QTRY_COMPARE(shown.rows(), 3);
}

void TestFailures::newsBringTheNewestList()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 3, 1, "a");
    ShownFailures shown(database);
    const QSignalSpy badges(&shown.panel, &Panel::badgeChanged);
    QTRY_COMPARE(shown.rows(), 1);
    tellFailures(database, 2, 2, "b");
    QTRY_COMPARE(shown.rows(), 3);
    QTRY_COMPARE(shown.panel.badge(), 3);
    QVERIFY(!badges.isEmpty());
}

void TestFailures::nothingIsReadWhileHidden()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 3, 1, "a");
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    shown.panel.hide();
    tellFailures(database, 2, 2, "b");
    QTRY_COMPARE(shown.panel.badge(), 3);
    QCOMPARE(shown.rows(), 1);
    QVERIFY(shown.panel.showFailures());
    shown.panel.show();
    QTRY_COMPARE(shown.rows(), 3);
}

void TestFailures::selectionAndPlaceSurviveRefreshes()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    listFailures(database, 150, "a", at(39));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 150);
    RowTable* table = shown.table();
    const auto idAt = [&](int row) { return shown.model().failureAt(row)->id; };
    shown.select({40, 45, 50});
    table->setFocus();
    table->verticalScrollBar()->setValue(42);
    const FailureId top = idAt(table->indexAt({0, 0}).row());
    const FailureId current = idAt(table->currentIndex().row());
    std::set<FailureId> selected{idAt(40), idAt(45), idAt(50)};
    // Older ones come in front of everything, some go.
    listFailures(database, 20, "b", at(15));
    database.spoil("UPDATE user_points_change SET status = 1 WHERE chain_id = 1 AND user_id IN (7, 8, 44)");
    QTRY_COMPARE(shown.rows(), 167);
    std::set<FailureId> after;
    for (const QModelIndex& index : table->selectionModel()->selectedRows())
        after.insert(idAt(index.row()));
    QVERIFY(after == selected);
    QVERIFY(idAt(table->currentIndex().row()) == current);
    QVERIFY(idAt(table->indexAt({0, 0}).row()) == top);
    QVERIFY(table->hasFocus());
}

void TestFailures::emptyStates()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    ShownFailures shown(database);
    const auto* empty = shown.find<EmptyPage>(u"emptyPage"_s);
    QTRY_COMPARE(empty->headline(), u"No open failures"_s);
    QTRY_COMPARE(shown.find<QComboBox>(u"chainFilter"_s)->count(), 3);
    shown.choose(u"chainFilter"_s, 1);
    QTRY_COMPARE(empty->headline(), u"No open failures on a"_s);
    shown.choose(u"stateFilter"_s, 2);
    QTRY_COMPARE(empty->headline(), u"No failures match the filter"_s);
    auto* offer = shown.find<QPushButton>(u"emptyOffer"_s);
    QVERIFY(offer->isVisible());
    QTest::mouseClick(offer, Qt::LeftButton);
    QTRY_COMPARE(empty->headline(), u"No open failures"_s);
    QVERIFY(!offer->isVisible());
}

void TestFailures::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    database.spoil("ALTER TABLE user_points_change RENAME TO elsewhere");
    QTRY_VERIFY(shown.desk.news().problem);
    QTRY_VERIFY(shown.model().problem());
    QCOMPARE(shown.rows(), 2);
    // The window tells it.
    QVERIFY(!shown.find<Notice>(u"failuresProblem"_s)->isVisible());
    database.spoil("ALTER TABLE elsewhere RENAME TO user_points_change");
    QTRY_VERIFY(!shown.model().problem());
}

void TestFailures::aProblemThatTheNewsMissed()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.panel.badge(), 2);
    QTRY_COMPARE(shown.rows(), 2);
    // Only the list reads this column of the users.
    database.spoil("ALTER TABLE user RENAME COLUMN user_address TO elsewhere");
    shown.panel.refresh();
    QTRY_VERIFY(shown.model().problem());
    QVERIFY(!shown.desk.news().problem);
    const auto* problem = shown.find<Notice>(u"failuresProblem"_s);
    QVERIFY(problem->isVisible());
    QCOMPARE(shown.rows(), 2);
    database.spoil("ALTER TABLE user RENAME COLUMN elsewhere TO user_address");
    QTRY_VERIFY(!shown.model().problem());
    QVERIFY(!problem->isVisible());
}

void TestFailures::theReasonAndTheButtonHaveRoom_data()
{
    QTest::addColumn<int>("width");
    // What the window's widths of 1280, 1180, 1000 and 760 leave for the panel.
    for (const int width : {1140, 1040, 860, 620})
        QTest::addRow("%d", width) << width;
}

void TestFailures::theReasonAndTheButtonHaveRoom()
{
    QFETCH(const int, width);
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    ShownFailures shown(database);
    shown.panel.resize(width, 620);
    QTRY_COMPARE(shown.rows(), 2);
    shown.select({0});
    const RowTable* table = shown.table();
    const auto check = [&] {
        const QRect button = table->visualRect(table->model()->index(0, FailuresModel::Retry));
        QVERIFY(!button.isEmpty() && table->viewport()->rect().contains(button));
        QVERIFY(!table->horizontalScrollBar()->isVisible());
        const int reason = table->columnWidth(FailuresModel::Reason);
        QVERIFY2(reason >= table->fontMetrics().horizontalAdvance(u"at block 1,234,567"_s),
                 qPrintable(QString::number(reason)));
    };
    check();
    for (int column = 0; column < FailuresModel::kColumns; ++column)
        QVERIFY(width < 1000 || table->columnWidth(column) <= table->columnWidth(FailuresModel::Reason));
    const auto* detail = shown.find<QScrollArea>(u"failureDetail"_s);
    QVERIFY(!detail->horizontalScrollBar()->isVisible());
    QVERIFY(detail->widget()->width() <= detail->viewport()->width());
    QVERIFY(width < 860 || !detail->verticalScrollBar()->isVisible());
    // The result takes room once there is one; the buttons stay where they are.
    QVERIFY(table->isColumnHidden(FailuresModel::RetryResult));
    // They are measured from the table's edge: a narrow panel may grow by what its rows of buttons need.
    const auto fromTheEdge = [table] {
        return table->viewport()->rect().right() -
               table->visualRect(table->model()->index(0, FailuresModel::Retry)).right();
    };
    const int before = fromTheEdge();
    shown.retryEverything();
    QVERIFY(width < 860 || !table->isColumnHidden(FailuresModel::RetryResult));
    QCOMPARE(fromTheEdge(), before);
    check();
}

void TestFailures::theAddressIsCopied()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    shown.select({1});
    shown.table()->setFocus();
    QTest::keyClick(shown.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"0x0000000000000000000000000000000000000002"_s);
    const QModelIndex user = shown.model().index(1, FailuresModel::User);
    QVERIFY(user.data(Qt::ToolTipRole).toString().startsWith(user.data().toString()));
}

void TestFailures::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    shown.select({0});
    QCOMPARE(namelessControls(shown.panel), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(shown.panel), QStringList());
    for (int column = 0; column < FailuresModel::kColumns; ++column)
        QVERIFY(
            shown.model().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().startsWith(u'«'));
    QCOMPARE(shown.find<QComboBox>(u"stateFilter"_s)->currentText(), u"«Open»"_s);
    QVERIFY(shown.panel.title().startsWith(u'«'));
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestFailures)
#include "tst_failures.moc"
