// The failures by reason, and what narrows them.
#include "tests/ui/failuresfixture.h"
#include "ui/failures/reasongroupsmodel.h"
#include "ui/format.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>

#include <atomic>
#include <thread>

using namespace chainpoints;

class TestFailureGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReasonsAreGroupsToChooseFrom();
    void severalReasonsArePickedAndLeftWithEscape();
    void aGroupIsRetriedFromItsRow_data();
    void aGroupIsRetriedFromItsRow();
    void aSearchNarrowsListGroupsAndPlan();
    void groupsThatCannotBeCountedAreTold();
    void theModelKeepsItsRules();
};

void TestFailureGroups::theReasonsAreGroupsToChooseFrom()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    listFailures(database, 5, "a", at(15));
    listFailures(database, 2, "b", at(15));
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 7);
    auto* reasons = shown.find<RowTable>(u"reasonGroups"_s);
    const auto group = [&](int row, ReasonGroupsModel::Column column) {
        return reasons->model()->index(row, column).data().toString();
    };
    QTRY_COMPARE(reasons->model()->rowCount(), 1);
    QVERIFY(reasons->isVisible());
    QCOMPARE(group(0, ReasonGroupsModel::Failures), u"7"_s);
    QCOMPARE(group(0, ReasonGroupsModel::Chains), u"a, b"_s);
    QCOMPARE(group(0, ReasonGroupsModel::Since), shown.cell(0, FailuresModel::Missing).section(u'\n', 0, 0));
    QCOMPARE(group(0, ReasonGroupsModel::NextAttempt), u"Not by itself"_s);
    database.spoil("UPDATE user_points_change SET reason = 'sign: at block 3' WHERE id IN (1, 6)");
    shown.panel.refresh();
    QTRY_COMPARE(reasons->model()->rowCount(), 2);
    QVERIFY(group(0, ReasonGroupsModel::Reason)
                .startsWith(u"A balance does not follow from the one before it\n"_s));
    QCOMPARE(group(0, ReasonGroupsModel::Failures), u"5"_s);
    reasons->selectRow(1);
    QTRY_COMPARE(shown.rows(), 2);
    QTRY_COMPARE(shown.retryAll()->text(), u"Retry all 2…"_s);
    QVERIFY(shown.find<QPushButton>(u"allReasonsButton"_s)->isVisible());

    QTRY_COMPARE(shown.find<QComboBox>(u"chainFilter"_s)->count(), 3);
    shown.choose(u"chainFilter"_s, 1);
    QTRY_COMPARE(shown.rows(), 1);
    QTRY_COMPARE(group(1, ReasonGroupsModel::Failures), u"1"_s);
    shown.retryEverything();
    QTRY_COMPARE(askedRetries(database), u"retry 1"_s);

    // What is picked stays where the last of its failures is settled.
    shown.choose(u"chainFilter"_s, 2);
    QTRY_COMPARE(shown.rows(), 1);
    database.spoil("UPDATE user_points_change SET status = 1, attempts = 2 WHERE id = 6");
    shown.panel.refresh();
    QTRY_COMPARE(group(1, ReasonGroupsModel::Failures), u"0"_s);
    QTRY_COMPARE(shown.find<EmptyPage>(u"emptyPage"_s)->headline(), u"No failures match the filter"_s);
    QVERIFY(!shown.retryAll()->isEnabled());
    QTest::mouseClick(shown.find<QPushButton>(u"emptyOffer"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.rows(), 6);
    QVERIFY(!reasons->selectionModel()->hasSelection());
}

void TestFailureGroups::severalReasonsArePickedAndLeftWithEscape()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 6, "sepolia", at(15));
    database.spoil("UPDATE user_points_change SET reason = 'sign: at block 3' WHERE id = 1");
    database.spoil("UPDATE user_points_change SET reason = 'order: at block 3' WHERE id IN (2, 3)");
    ShownFailures shown(database);
    auto* reasons = shown.find<RowTable>(u"reasonGroups"_s);
    QTRY_COMPARE(reasons->model()->rowCount(), 3);
    QVERIFY(!shown.find<QPushButton>(u"allReasonsButton"_s)->isVisible());
    reasons->setFocus();
    reasons->setCurrentIndex(reasons->model()->index(1, 0));
    QTest::keyClick(reasons, Qt::Key_Down, Qt::ShiftModifier);
    QTRY_COMPARE(shown.rows(), 3);
    QCOMPARE(shown.find<QLabel>(u"pickedReasons"_s)->text(), u"Picked reasons: 2 of 3"_s);
    // News change the order of the groups, not what is picked.
    database.spoil("UPDATE user_points_change SET reason = 'sign: at block 3' WHERE id IN (4, 5, 6)");
    shown.panel.refresh();
    QTRY_COMPARE(shown.rows(), 6);
    QTRY_COMPARE(reasons->model()->rowCount(), 2);
    QCOMPARE(reasons->selectionModel()->selectedRows().size(), 2);
    QTest::keyClick(reasons, Qt::Key_Escape);
    QTRY_VERIFY(!reasons->selectionModel()->hasSelection());
    QTRY_COMPARE(shown.rows(), 6);
}

void TestFailureGroups::aGroupIsRetriedFromItsRow_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("button") << false;
    QTest::newRow("key") << true;
}

void TestFailureGroups::aGroupIsRetriedFromItsRow()
{
    QFETCH(const bool, byKey);
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 5, "sepolia", at(15));
    database.spoil("UPDATE user_points_change SET reason = 'sign: at block 3' WHERE id IN (1, 2)");
    ShownFailures shown(database);
    auto* reasons = shown.find<RowTable>(u"reasonGroups"_s);
    QTRY_COMPARE(reasons->model()->rowCount(), 2);
    QTRY_VERIFY(shown.retryAll()->isEnabled());
    reasons->setFocus();
    const QModelIndex button = reasons->model()->index(1, ReasonGroupsModel::Retry);
    if (byKey) {
        reasons->setCurrentIndex(button);
        QTest::keyClick(reasons, Qt::Key_Return);
    } else {
        reasons->scrollTo(button);
        QTest::mouseClick(reasons->viewport(), Qt::LeftButton, {}, reasons->visualRect(button).center());
    }
    auto* go = shown.find<QPushButton>(u"planGo"_s);
    QTRY_COMPARE(go->text(), u"Retry 2"_s);
    QCOMPARE(askedRetries(database), QString()); // the plan asks first
    go->click();
    QTRY_COMPARE(askedRetries(database), u"retry 1 2"_s);
}

void TestFailureGroups::aSearchNarrowsListGroupsAndPlan()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 5, "sepolia", at(15));
    database.spoil("UPDATE user_points_change SET reason = 'sign: at block 77' WHERE id IN (1, 2)");
    ShownFailures shown(database);
    QTRY_COMPARE(shown.rows(), 5);
    auto* search = shown.find<QLineEdit>(u"failureSearch"_s);
    QTest::keyClick(shown.table(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"block 77"_s);
    QTRY_COMPARE(shown.rows(), 2);
    QTRY_COMPARE(shown.find<RowTable>(u"reasonGroups"_s)->model()->rowCount(), 1);
    QTRY_COMPARE(shown.retryAll()->text(), u"Retry all 2…"_s);
    shown.retryAll()->click();
    auto* go = shown.find<QPushButton>(u"planGo"_s);
    QTRY_COMPARE(go->text(), u"Retry 2"_s);
    shown.find<QPushButton>(u"planCancel"_s)->click();

    search->setText(format::address(shown.model().failureAt(0)->address));
    QTRY_COMPARE(shown.rows(), 1);
    search->setText(u"nobody has this"_s);
    QTRY_COMPARE(shown.find<EmptyPage>(u"emptyPage"_s)->headline(), u"No failures match the filter"_s);
    shown.panel.activateWindow();
    search->setFocus();
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QTRY_COMPARE(shown.rows(), 5);
    search->setText(u"nobody has this"_s);
    QTRY_COMPARE(shown.rows(), 0);
    QTest::mouseClick(shown.find<QPushButton>(u"emptyOffer"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.rows(), 5);
}

void TestFailureGroups::groupsThatCannotBeCountedAreTold()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 5, "sepolia", at(15));
    // The lane that counts finds no database, the others do.
    std::atomic<std::thread::id> counting;
    std::atomic<bool> isThere = false;
    OperatorDesk desk([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        const auto open = [&]() -> Opened {
            if (std::this_thread::get_id() == counting && !isThere)
                return Error{ErrorCode::Database, "no room for a sort"};
            return database.openReader();
        };
        return std::make_unique<OperatorDoor>(DoorParts{open, open, "a", "b"}, std::move(stop));
    });
    QObject context;
    bool isKnown = false;
    desk.ask(
        &context,
        [&](OperatorDoor&) -> Result<bool> {
            counting = std::this_thread::get_id();
            return true;
        },
        [&](const Result<bool>&) { isKnown = true; }, OperatorDesk::Lane::Scans);
    QTRY_VERIFY(isKnown);
    FailuresPanel panel(desk);
    panel.show();
    const auto* list = panel.findChild<RowTable*>(u"failuresTable"_s);
    const auto* problem = panel.findChild<Notice*>(u"failuresProblem"_s);
    QTRY_COMPARE(list->model()->rowCount(), 5);
    QTRY_COMPARE(problem->sentence(), u"The failures cannot be counted by reason now: no room for a sort"_s);
    QVERIFY(problem->isVisible());
    isThere = true; // it asks again by itself
    QTRY_COMPARE(panel.findChild<RowTable*>(u"reasonGroups"_s)->model()->rowCount(), 1);
    QVERIFY(!problem->isVisible());
}

void TestFailureGroups::theModelKeepsItsRules()
{
    ReasonGroupsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const FailureGroup sign{"a", "sign", 1, UnixTime(100), UnixTime(200), {}};
    const FailureGroup below{"a", "negative_balance", 2, UnixTime(100), UnixTime(300), UnixTime(400)};
    model.take({sign, below}, {});
    QCOMPARE(model.rowOf("negative_balance"), 0);
    model.take({sign, below, {"b", "sign", 5, UnixTime(50), UnixTime(250), {}}}, {"order"});
    QCOMPARE(model.rowOf("sign"), 0);
    QCOMPARE(model.failuresAt(0), 6);
    QCOMPARE(model.rowOf("order"), 2);
    QCOMPARE(model.index(2, ReasonGroupsModel::Since).data().toString(), QString());
    model.take({}, {});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestFailureGroups)
#include "tst_failuregroups.moc"
