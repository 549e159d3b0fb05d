// Retries: what is asked, and where the result shows.
#include "tests/ui/failuresfixture.h"

#include "ui/failures/retrydelegate.h"

using namespace chainpoints;

class TestFailuresRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theButtonInTheRow();
    void aSettledRowStaysUntilTheFilterChanges();
    void spaceOnTheButtonInTheRow();
    void theSelectionWithTheKeyboard();
    void allOfOneChain();
    void theRestIsCancelled();
    void noSecondRetryWhileOneIsUnderWay();
    void aRowThatMovedUnderTheMouse();
    void noKeyHitsARowThatWasNotShown();
    void whatCannotBeRecorded();
    void nobodyFollows();
    void aHiddenPanelAsksNothing();
};

namespace {

QPoint buttonOf(const ShownFailures& shown, int row)
{
    const QModelIndex index = shown.table()->model()->index(row, FailuresModel::Retry);
    return shown.table()->visualRect(index).center();
}

QString id(const ShownFailures& shown, int row)
{
    return QString::number(shown.model().failureAt(row)->id.value());
}

} // namespace

void TestFailuresRetry::theButtonInTheRow()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    QTest::mouseClick(shown.table()->viewport(), Qt::LeftButton, {}, buttonOf(shown, 1));
    QCOMPARE(shown.result(1), u"Waiting for the engine…"_s);
    QCOMPARE(shown.result(0), QString());
    QTRY_COMPARE(askedRetries(database), QString(u"retry " + id(shown, 1)));
    QCOMPARE(runActions(database), 1);
    QTRY_VERIFY(shown.result(1).startsWith(u"Still fails: "_s));
    QCOMPARE(shown.summary(), u"Retry of 1: 0 settled, 1 still failing"_s);
    // The cause is gone: the row stays with its result until Refresh.
    mend(database, 2);
    QTest::mouseClick(shown.table()->viewport(), Qt::LeftButton, {}, buttonOf(shown, 1));
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(shown.result(1), u"Settled"_s);
    QTRY_COMPARE(shown.panel.badge(), 2);
    QCOMPARE(shown.rows(), 3);
    QCOMPARE(shown.cell(1, FailuresModel::State), u"Resolved"_s);
    QCOMPARE(shown.cell(1, FailuresModel::Retry), QString());
    QTest::mouseClick(shown.find<QPushButton>(u"refreshButton"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.rows(), 2);
}

void TestFailuresRetry::aSettledRowStaysUntilTheFilterChanges()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    mend(database, 2);
    QTest::mouseClick(shown.table()->viewport(), Qt::LeftButton, {}, buttonOf(shown, 1));
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(shown.result(1), u"Settled"_s);
    QCOMPARE(shown.summary(), u"Retry of 1: 1 settled, 0 still failing"_s);
    // Something else makes the list another meanwhile.
    database.spoil("UPDATE user_points_change SET status = 1, attempts = 2 WHERE user_id = 3 AND status = 0");
    QTRY_COMPARE(shown.panel.badge(), 1);
    QTRY_COMPARE(shown.rows(), 2);
    QCOMPARE(shown.result(1), u"Settled"_s);
    shown.choose(u"stateFilter"_s, 3);
    QTRY_COMPARE(shown.rows(), 3);
    shown.choose(u"stateFilter"_s, 0);
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.result(0), QString());
}

void TestFailuresRetry::spaceOnTheButtonInTheRow()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    shown.table()->setFocus();
    shown.table()->setCurrentIndex(shown.table()->model()->index(2, FailuresModel::Retry));
    QTest::keyClick(shown.table(), Qt::Key_Space);
    QTRY_COMPARE(askedRetries(database), QString(u"retry " + id(shown, 2)));
    // On another column Space selects, and asks nothing.
    shown.table()->setCurrentIndex(shown.table()->model()->index(1, FailuresModel::User));
    QTest::keyClick(shown.table(), Qt::Key_Space);
    QCOMPARE(shown.result(1), QString());
}

void TestFailuresRetry::theSelectionWithTheKeyboard()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 4, 4);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 4);
    QVERIFY(!shown.retrySelected()->isEnabled());
    shown.select({0, 2, 3});
    QCOMPARE(shown.retrySelected()->text(), u"Retry 3 selected"_s);
    mend(database, 1);
    mend(database, 4);
    shown.table()->setFocus();
    QTest::keyClick(shown.table(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(askedRetries(database),
                 QString(u"retry " + id(shown, 0) + u' ' + id(shown, 2) + u' ' + id(shown, 3)));
    QTRY_COMPARE(shown.summary(), u"Retry of 3: 0 settled, 0 still failing, 3 waiting for the engine…"_s);
    QCOMPARE(runActions(database), 3);
    QTRY_COMPARE(shown.summary(), u"Retry of 3: 2 settled, 1 still failing"_s);
    QCOMPARE(shown.result(0), u"Settled"_s);
    QCOMPARE(shown.result(1), QString());
    QVERIFY(shown.result(2).startsWith(u"Still fails: "_s));
    QCOMPARE(shown.retrySelected()->text(), u"Retry selected"_s);
    QTest::mouseClick(shown.retrySelected(), Qt::LeftButton);
    QTRY_VERIFY(askedRetries(database).endsWith(QString(u"\nretry " + id(shown, 2))));
}

void TestFailuresRetry::allOfOneChain()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 3, 2, "a");
    tellFailures(database, 250, 250, "b");
    follow(database, followed(ChainState::Live, 9), "b");
    ShownFailures shown(database);
    QTRY_COMPARE(shown.retryAll()->text(), u"Retry all 252…"_s);
    shown.choose(u"chainFilter"_s, 2);
    QCOMPARE(shown.retryAll()->text(), u"Retry all 250…"_s);
    QTRY_COMPARE(shown.rows(), int(FailuresModel::kPage));
    shown.retryEverything();
    QVERIFY(!shown.retryAll()->isEnabled());
    QCOMPARE(shown.result(7), u"Waiting for the engine…"_s);
    QTRY_COMPARE(waitingParts(database), 250);
    QCOMPARE(runActions(database, "b"), 250);
    QTRY_COMPARE(shown.summary(), u"Retry of 250: 0 settled, 250 still failing"_s);
    QVERIFY(shown.result(7).startsWith(u"Still fails: "_s));
    QTRY_VERIFY(shown.retryAll()->isEnabled());
    shown.choose(u"stateFilter"_s, 2);
    QVERIFY(!shown.retryAll()->isEnabled());
}

void TestFailuresRetry::theRestIsCancelled()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    auto* cancel = shown.find<QPushButton>(u"cancelRestButton"_s);
    QVERIFY(!cancel->isVisible());
    mend(database, 1);
    shown.retryEverything();
    QTRY_VERIFY(cancel->isVisible());
    QCOMPARE(*ActionRunner(database.connection(), "sepolia").run(1), 1);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!cancel->isVisible());
    QTRY_COMPARE(shown.summary(), u"Retry of 3: 1 settled, 0 still failing, 2 cancelled"_s);
    QCOMPARE(shown.result(0), u"Settled"_s);
    QCOMPARE(shown.result(2), u"Not retried: an operator cancelled it"_s);
    QVERIFY(shown.model().isRetriable(2) && shown.retryAll()->isEnabled());
    QCOMPARE(runActions(database), 0);
    shown.retryEverything();
    QTRY_COMPARE(waitingParts(database), 2);
}

void TestFailuresRetry::noSecondRetryWhileOneIsUnderWay()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    shown.select({0});
    shown.retrySelected()->click();
    QVERIFY(!shown.retrySelected()->isEnabled());
    QTest::keyClick(shown.table(), Qt::Key_Return, Qt::ControlModifier);
    QTest::mouseClick(shown.table()->viewport(), Qt::LeftButton, {}, buttonOf(shown, 0));
    shown.select({0, 1});
    QCOMPARE(shown.retrySelected()->text(), u"Retry selected"_s);
    shown.retrySelected()->click();
    QTRY_COMPARE(askedRetries(database), QString(u"retry " + id(shown, 0) + u"\nretry " + id(shown, 1)));
}

void TestFailuresRetry::aRowThatMovedUnderTheMouse()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 2, 2, "a", 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    const QPoint place = buttonOf(shown, 0);
    QTest::mousePress(shown.table()->viewport(), Qt::LeftButton, {}, place);
    tellFailures(database, 1, 1, "b");
    QTRY_COMPARE(shown.rows(), 3);
    QTest::mouseRelease(shown.table()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(shown.result(0), QString());
    QCOMPARE(askedRetries(database), QString());
}

void TestFailuresRetry::noKeyHitsARowThatWasNotShown()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    shown.table()->setFocus();
    shown.table()->setCurrentIndex(shown.table()->model()->index(1, FailuresModel::Retry));
    // Somebody else puts it right; its neighbour must not be taken for it.
    database.spoil("UPDATE user_points_change SET status = 1 WHERE user_id = 2");
    QTRY_COMPARE(shown.rows(), 2);
    QTest::keyClick(shown.table(), Qt::Key_Space);
    QTest::keyClick(shown.table(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.summary(), QString());
    QVERIFY(!shown.retrySelected()->isEnabled());
}

void TestFailuresRetry::whatCannotBeRecorded()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownFailures shown([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        return std::make_unique<OperatorDoor>(
            DoorParts{[&]() -> Opened { return database.openReader(); },
                      []() -> Opened {
                          return Error{ErrorCode::Database, "the disk is full"};
                      },
                      "a", "b"},
            std::move(stop));
    });
    QTRY_COMPARE(shown.rows(), 1);
    shown.retryEverything();
    QTRY_COMPARE(shown.result(0), u"Not retried: the disk is full"_s);
    QCOMPARE(shown.summary(), u"The retry was not recorded: the disk is full"_s);
    QVERIFY(shown.retryAll()->isEnabled());
}

void TestFailuresRetry::nobodyFollows()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    shown.retryEverything();
    QTRY_VERIFY(shown.summary().contains(u"No process follows sepolia"_s));
    follow(database, followed(ChainState::Live, 9));
    QTRY_VERIFY(shown.summary().endsWith(u"1 waiting for the engine…"_s));
}

void TestFailuresRetry::aHiddenPanelAsksNothing()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    shown.retryEverything();
    QTRY_VERIFY(shown.summary().contains(u"1 waiting"_s));
    shown.panel.hide();
    QCOMPARE(runActions(database), 1);
    const QSignalSpy news(&shown.desk, &OperatorDesk::chainsChanged);
    follow(database, followed(ChainState::Live, 9));
    QTRY_VERIFY(!news.isEmpty());
    QVERIFY(shown.summary().contains(u"1 waiting"_s));
    shown.panel.show();
    QTRY_COMPARE(shown.summary(), u"Retry of 1: 0 settled, 1 still failing"_s);
}

QTEST_MAIN(TestFailuresRetry)
#include "tst_failuresretry.moc"
