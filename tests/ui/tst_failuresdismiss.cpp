// Setting failures aside and taking them back: what is asked, and what shows.
#include "tests/ui/failuresfixture.h"

#include <QDialog>
#include <QLineEdit>

using namespace chainpoints;

class TestFailuresDismiss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withTheKeyboardAndANote();
    void notWithoutANote();
    void cancelled();
    void undone();
    void undoLeavesWhatOthersDismissed();
    void undoEndsWithTheNextRequest();
    void restoredFromTheirView();
    void nobodyFollows();
    void whatCannotBeRecorded();
    void aDismissedRowIsNotSettled();
    void everyControlHasANameAndALanguage();
};

namespace {

constexpr int kOpen = 0;
constexpr int kDismissed = 1;
constexpr int kAll = 3;

/// Opens the dialog for the selected rows with Del.
QDialog* askToDismiss(const ShownFailures& shown)
{
    shown.table()->setFocus();
    QTest::keyClick(shown.table(), Qt::Key_Delete);
    return shown.find<QDialog>(u"dismissDialog"_s);
}

void dismissSelected(const ShownFailures& shown, const QString& note)
{
    const QDialog* dialog = askToDismiss(shown);
    auto* line = dialog->findChild<QLineEdit*>(u"dismissNote"_s);
    QTest::keyClicks(line, note);
    QTest::keyClick(line, Qt::Key_Return);
}

QPushButton* undo(const ShownFailures& shown)
{
    return shown.find<QPushButton>(u"undoButton"_s);
}

QString dismissals(TestDatabase& database)
{
    return text(database.value(
        "SELECT COALESCE(group_concat(failure_id || ' ' || note, char(10)), '') FROM failure_dismissal"));
}

QString id(const ShownFailures& shown, int row)
{
    return QString::number(shown.model().failureAt(row)->id.value());
}

} // namespace

void TestFailuresDismiss::withTheKeyboardAndANote()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    shown.select({0, 2});
    const QString asked = u"dismiss "_s + id(shown, 0) + u' ' + id(shown, 2);
    dismissSelected(shown, u"a known exploit"_s);
    QCOMPARE(shown.result(0), u"Waiting for the engine…"_s);
    QVERIFY(!shown.model().isRetriable(0));
    QTRY_COMPARE(askedRetries(database), asked);
    QCOMPARE(runActions(database), 2);
    QTRY_COMPARE(shown.rows(), 1);
    QTRY_COMPARE(shown.summary(), u"2 dismissed"_s);
    QTRY_COMPARE(shown.panel.badge(), 1);
    QVERIFY(dismissals(database).contains(u"a known exploit"_s));
    shown.choose(u"stateFilter"_s, kDismissed);
    QTRY_COMPARE(shown.rows(), 2);
    QCOMPARE(shown.cell(0, FailuresModel::State), u"Dismissed"_s);
    shown.select({0});
    QVERIFY(shown.find<Notice>(u"failureDismissal"_s)->sentence().endsWith(u": a known exploit"_s));
    // The points are missing as before, so they can be settled from here.
    QVERIFY(shown.model().isRetriable(0) && !shown.model().isDismissible(0));
}

void TestFailuresDismiss::notWithoutANote()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    shown.select({0});
    const QDialog* dialog = askToDismiss(shown);
    const auto* go = dialog->findChild<QPushButton*>(u"dismissGo"_s);
    auto* line = dialog->findChild<QLineEdit*>(u"dismissNote"_s);
    QVERIFY(!go->isEnabled());
    QTest::keyClicks(line, u"   "_s);
    QVERIFY(!go->isEnabled());
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QTest::keyClicks(line, u"x"_s);
    QVERIFY(go->isEnabled());
}

void TestFailuresDismiss::cancelled()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    auto* button = shown.find<QPushButton>(u"dismissSelectedButton"_s);
    QVERIFY(!button->isEnabled());
    shown.select({0});
    QTest::mouseClick(button, Qt::LeftButton);
    const QPointer<QDialog> dialog = shown.find<QDialog>(u"dismissDialog"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(u"dismissNote"_s), u"never mind"_s);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"dismissCancel"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QCOMPARE(shown.result(0), QString());
    QCOMPARE(askedRetries(database), QString());
}

void TestFailuresDismiss::undone()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    QVERIFY(!undo(shown)->isVisible());
    shown.select({1});
    const QString failure = id(shown, 1);
    dismissSelected(shown, u"wait"_s);
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(shown.rows(), 2);
    QVERIFY(undo(shown)->isVisible());
    shown.panel.activateWindow();
    QTRY_VERIFY(shown.panel.isActiveWindow());
    QTest::keyClick(shown.table(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!undo(shown)->isVisible());
    QTRY_VERIFY(askedRetries(database).endsWith(u"\nrestore "_s + failure));
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(shown.rows(), 3);
    QTRY_COMPARE(shown.summary(), u"1 open again"_s);
    QCOMPARE(dismissals(database), QString());
    // There is nothing to undo any more.
    QTest::keyClick(shown.table(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(shown.summary(), u"1 open again"_s);
}

void TestFailuresDismiss::undoLeavesWhatOthersDismissed()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    const QString mine = id(shown, 1);
    ActionRequest before{ActionKind::Dismiss, {}, {shown.model().failureAt(0)->id}};
    before.details.reason = "somebody else's";
    QVERIFY(doorOf(database)->request(before));
    shown.select({0, 1});
    dismissSelected(shown, u"wait"_s);
    QTRY_COMPARE(waitingParts(database), 3);
    QCOMPARE(runActions(database), 3);
    QTRY_VERIFY2(shown.summary().startsWith(u"1 dismissed, 1 "_s), qPrintable(shown.summary()));
    QTest::mouseClick(undo(shown), Qt::LeftButton);
    QTRY_VERIFY2(askedRetries(database).endsWith(u"\nrestore "_s + mine), qPrintable(askedRetries(database)));
    QCOMPARE(runActions(database), 1);
    QVERIFY(!dismissals(database).isEmpty());
}

void TestFailuresDismiss::undoEndsWithTheNextRequest()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    shown.select({0});
    dismissSelected(shown, u"wait"_s);
    QTRY_VERIFY(undo(shown)->isVisible());
    shown.select({1});
    shown.retrySelected()->click();
    QVERIFY(!undo(shown)->isVisible());
}

void TestFailuresDismiss::restoredFromTheirView()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    auto* restore = shown.find<QPushButton>(u"restoreSelectedButton"_s);
    QVERIFY(!restore->isVisible());
    shown.select({0, 1});
    dismissSelected(shown, u"wait"_s);
    QTRY_COMPARE(waitingParts(database), 2);
    QCOMPARE(runActions(database), 2);
    shown.choose(u"stateFilter"_s, kDismissed);
    QTRY_COMPARE(shown.rows(), 2);
    QVERIFY(restore->isVisible() && !restore->isEnabled());
    QVERIFY(!shown.find<QPushButton>(u"dismissSelectedButton"_s)->isVisible());
    QVERIFY(!shown.retryAll()->isEnabled());
    shown.select({1});
    QTest::mouseClick(restore, Qt::LeftButton);
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(shown.rows(), 1);
    QTRY_COMPARE(shown.summary(), u"1 open again"_s);
    shown.choose(u"stateFilter"_s, kOpen);
    QTRY_COMPARE(shown.rows(), 2);
}

void TestFailuresDismiss::nobodyFollows()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    shown.select({0});
    dismissSelected(shown, u"wait"_s);
    QTRY_COMPARE(shown.summary(),
                 u"Recorded. No process follows sepolia; the next one that does will do it."_s);
    // The dismissal is undone in its turn.
    QTest::mouseClick(undo(shown), Qt::LeftButton);
    QTRY_COMPARE(waitingParts(database), 2);
    QCOMPARE(runActions(database), 2);
    QTRY_COMPARE(shown.summary(), u"1 open again"_s);
    QTRY_VERIFY(shown.model().isDismissible(0));
    QCOMPARE(dismissals(database), QString());
}

void TestFailuresDismiss::whatCannotBeRecorded()
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
    shown.select({0});
    dismissSelected(shown, u"wait"_s);
    QTRY_COMPARE(shown.result(0), u"Not dismissed: the disk is full"_s);
    QCOMPARE(shown.summary(), u"It was not recorded: the disk is full"_s);
    QVERIFY(!undo(shown)->isVisible());
    QVERIFY(shown.model().isDismissible(0));
}

void TestFailuresDismiss::aDismissedRowIsNotSettled()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    follow(database, followed(ChainState::Live, 9));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    shown.select({0});
    shown.retrySelected()->click();
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_VERIFY(shown.result(0).startsWith(u"Still fails: "_s));
    // Somebody else sets it aside: it leaves the list.
    database.spoil("INSERT INTO failure_dismissal (failure_id, dismissed_at, dismissed_by, note) VALUES (" +
                   id(shown, 0).toStdString() + ", 0, 'somebody', 'seen')");
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.cell(0, FailuresModel::State), u"Open"_s);
    QCOMPARE(shown.result(0), QString());
    shown.choose(u"stateFilter"_s, kAll);
    QTRY_COMPARE(shown.rows(), 2);
    QCOMPARE(shown.cell(0, FailuresModel::State), u"Dismissed"_s);
}

void TestFailuresDismiss::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    shown.select({0});
    const QDialog* dialog = askToDismiss(shown);
    QCOMPARE(namelessControls(*dialog), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(shown.panel), QStringList());
    QCOMPARE(unmarkedButtons(*dialog), QStringList());
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestFailuresDismiss)
#include "tst_failuresdismiss.moc"
