// Failures page by page, merged by id.
#include "tests/ui/panelfixture.h"
#include "ui/failures/failuresmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace chainpoints;

class TestFailuresModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoThousandComeInPages();
    void aLateAnswerIsIgnored();
    void manyRefreshesAreOneMore();
    void aRefreshKeepsRowsById();
    void rowsBehindTheRefreshedOnesStay();
    void whatWasSettledHereStaysUntilRefresh();
    void whatAnActionDoesNotNameShowsWithTheRefresh();
    void aResultOfAnEarlierRetryIsIgnored();
    void whatCannotBeRecorded();
    void aDatabaseThatCannotBeRead();
};

namespace {

using namespace Qt::StringLiterals;

using Mode = QAbstractItemModelTester::FailureReportingMode;

QString user(const FailuresModel& model, int row)
{
    return model.index(row, FailuresModel::User).data().toString().right(2);
}

QString result(const FailuresModel& model, int row)
{
    return model.index(row, FailuresModel::RetryResult).data().toString();
}

void openAll(FailuresModel& model, std::optional<std::string> chain = {})
{
    const QSignalSpy taken(&model, &FailuresModel::taken);
    model.open({.chain = std::move(chain), .cursor = {}});
    QTRY_VERIFY(!taken.isEmpty());
}

void refreshed(FailuresModel& model, FailuresModel::Settled settled)
{
    const QSignalSpy taken(&model, &FailuresModel::taken);
    model.refresh(settled);
    QTRY_VERIFY(!taken.isEmpty());
}

/// As the door tells of a finished action.
ActionView finishedAction(std::vector<ActionItem> items)
{
    ActionView action;
    action.id = ActionId(1);
    action.done = 1;
    action.items = std::move(items);
    return action;
}

} // namespace

void TestFailuresModel::twoThousandComeInPages()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 2000, "sepolia", at(15));
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    tester.setUseFetchMore(false);
    openAll(model);
    QCOMPARE(model.rowCount(), int(FailuresModel::kPage));
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QVERIFY(!model.canFetchMore({})); // one question at a time
    QTRY_COMPARE(model.rowCount(), 2 * int(FailuresModel::kPage));
    while (model.rowCount() < 2000) {
        QTRY_VERIFY(model.canFetchMore({}));
        const int rows = model.rowCount();
        model.fetchMore({});
        QTRY_VERIFY(model.rowCount() > rows);
    }
    if (model.canFetchMore({}))
        model.fetchMore({});
    QTRY_VERIFY(!model.canFetchMore({}));
    QCOMPARE(model.rowCount(), 2000);
    refreshed(model, FailuresModel::Settled::Stay);
    QCOMPARE(model.rowCount(), 2000);
    std::set<FailureId> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.insert(model.failureAt(row)->id);
    QCOMPARE(ids.size(), std::size_t(2000));
}

void TestFailuresModel::aLateAnswerIsIgnored()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 3, 3, "a");
    tellFailures(database, 1, 1, "b");
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    const QSignalSpy taken(&model, &FailuresModel::taken);
    model.open({.chain = "a", .cursor = {}});
    model.open({.chain = "b", .cursor = {}});
    QVERIFY(model.isLoading());
    QTRY_COMPARE(taken.size(), 1);
    // Answers come in order: the first one has been here too.
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model.failureAt(0)->chain), u"b"_s);
}

void TestFailuresModel::manyRefreshesAreOneMore()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    const QSignalSpy taken(&model, &FailuresModel::taken);
    model.open({});
    for (int i = 0; i < 10; ++i)
        model.refresh(FailuresModel::Settled::Stay);
    QTRY_COMPARE(taken.size(), 2);
    refreshed(model, FailuresModel::Settled::Stay);
    QCOMPARE(taken.size(), 3);
}

void TestFailuresModel::aRefreshKeepsRowsById()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 4, 4, "a", 1);
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    openAll(model);
    QCOMPARE(model.rowCount(), 4);
    const QPersistentModelIndex third = model.index(2, 0);
    const FailureId id = model.failureAt(2)->id;
    // Older ones come in front, one in between goes.
    tellFailures(database, 2, 2, "b");
    database.spoil("UPDATE user_points_change SET status = 1 WHERE chain_id = 1 AND user_id = 2");
    refreshed(model, FailuresModel::Settled::Stay);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(text(model.failureAt(0)->chain), u"b"_s);
    QCOMPARE(third.row(), 3);
    QVERIFY(model.failureAt(third.row())->id == id);
    QCOMPARE(model.rowOf(id), 3);
}

void TestFailuresModel::rowsBehindTheRefreshedOnesStay()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    listFailures(database, 300, "a", at(39));
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    QAbstractItemModelTester tester(&model, Mode::Fatal);
    tester.setUseFetchMore(false);
    openAll(model);
    const QPersistentModelIndex last = model.index(model.rowCount() - 1, 0);
    listFailures(database, 50, "b", at(15));
    refreshed(model, FailuresModel::Settled::Stay);
    QVERIFY(last.isValid());
    QCOMPARE(model.rowCount(), 250);
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 350);
    QVERIFY(last.isValid());
}

void TestFailuresModel::whatWasSettledHereStaysUntilRefresh()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    openAll(model);
    const std::vector ids{model.failureAt(0)->id, model.failureAt(1)->id};
    model.wait(1, ActionKind::Retry, ids);
    QCOMPARE(result(model, 0), u"Waiting for the engine…"_s);
    QCOMPARE(result(model, 2), QString());
    QVERIFY(!model.isRetriable(0) && model.isRetriable(2));
    model.take(1, finishedAction({{"sepolia", ids[0], ActionState::Done, "the points are settled"},
                                  {"sepolia", ids[1], ActionState::Failed, "balance_chain: at block 3"}}));
    QCOMPARE(result(model, 0), u"Settled"_s);
    QCOMPARE(result(model, 1), u"Still fails: at block 3"_s);
    QVERIFY(!model.isRetriable(0) && model.isRetriable(1));
    database.spoil("UPDATE user_points_change SET status = 1 WHERE user_id IN (1, 3)");
    refreshed(model, FailuresModel::Settled::Stay);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.failureAt(0)->id == ids[0] && !model.failureAt(0)->open);
    QCOMPARE(result(model, 0), u"Settled"_s);
    refreshed(model, FailuresModel::Settled::Go);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(result(model, 0), u"Still fails: at block 3"_s);
}

void TestFailuresModel::whatAnActionDoesNotNameShowsWithTheRefresh()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    openAll(model);
    model.wait(1, ActionKind::Retry, model.retriable());
    QVERIFY(model.retriable().empty());
    database.spoil("UPDATE user_points_change SET status = 1 WHERE user_id = 1");
    refreshed(model, FailuresModel::Settled::Stay);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(result(model, 0), u"Waiting for the engine…"_s);
    model.take(1, finishedAction({}));
    QCOMPARE(result(model, 0), u"Waiting for the engine…"_s);
    refreshed(model, FailuresModel::Settled::Stay);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(result(model, 0), u"Settled"_s);
    QVERIFY(result(model, 1).startsWith(u"Still fails: "_s));
    QVERIFY(result(model, 1).contains(u"block 3"_s));
}

void TestFailuresModel::aResultOfAnEarlierRetryIsIgnored()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    openAll(model);
    const FailureId id = model.failureAt(0)->id;
    model.wait(1, ActionKind::Retry, {id});
    model.wait(2, ActionKind::Retry, {id});
    model.take(1, finishedAction({{"sepolia", id, ActionState::Failed, "at block 3"}}));
    QCOMPARE(result(model, 0), u"Waiting for the engine…"_s);
    model.take(2, finishedAction({{"sepolia", id, ActionState::Skipped, "resolved already"}}));
    QCOMPARE(result(model, 0), u"Settled"_s);
}

void TestFailuresModel::whatCannotBeRecorded()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    openAll(model);
    model.wait(1, ActionKind::Retry, {model.failureAt(0)->id});
    model.refuse(1, u"the disk is full"_s);
    QCOMPARE(result(model, 0), u"Not retried: the disk is full"_s);
    QCOMPARE(result(model, 1), QString());
    QVERIFY(model.isRetriable(0));
    QCOMPARE(user(model, 0), u"01"_s);
}

void TestFailuresModel::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 2, 2);
    OperatorDesk desk(doorsOf(database));
    FailuresModel model(desk);
    openAll(model);
    database.spoil("ALTER TABLE user_points_change RENAME TO elsewhere");
    refreshed(model, FailuresModel::Settled::Stay);
    QVERIFY(model.problem());
    QCOMPARE(model.rowCount(), 2);
    database.spoil("ALTER TABLE elsewhere RENAME TO user_points_change");
    refreshed(model, FailuresModel::Settled::Stay);
    QVERIFY(!model.problem());
}

QTEST_MAIN(TestFailuresModel)
#include "tst_failuresmodel.moc"
