// What operators asked for, in the window.
#include "tests/ui/panelfixture.h"
#include "ui/activity/activitypanel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/rowtable.h"

#include <QAbstractItemModelTester>
#include <QPlainTextEdit>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestActivity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingYet();
    void whatIsAskedShowsAndWhatCameOfIt();
    void rowsStayWhileNewOnesCome();
    void pageByPage();
    void aDatabaseThatCannotBeRead();
    void everyControlHasANameAndALanguage();
};

namespace {

struct ShownActivity
{
    OperatorDesk desk;
    ActivityPanel panel;

    explicit ShownActivity(TestDatabase& database) : desk(doorsOf(database)), panel(desk)
    {
        panel.resize(1140, 600);
        panel.show();
    }
    template <typename T>
    [[nodiscard]] T* find(const QString& name) const
    {
        T* found = panel.findChild<T*>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    [[nodiscard]] RowTable* table() const { return find<RowTable>(u"activityTable"_s); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, ActivityModel::Column column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString parts() const { return find<QPlainTextEdit>(u"activityParts"_s)->toPlainText(); }
};

void request(TestDatabase& database, const ActionRequest& wanted)
{
    if (const auto asked = doorOf(database)->request(wanted); !asked)
        qFatal("%s", asked.error().message.c_str());
}

} // namespace

void TestActivity::nothingYet()
{
    TestDatabase database(Backend::Sqlite);
    ShownActivity shown(database);
    const auto* empty = shown.find<EmptyPage>(u"emptyPage"_s);
    QTRY_COMPARE(empty->headline(), u"Nobody asked for anything yet"_s);
    request(database, {ActionKind::Pause, "sepolia", {}});
    QTRY_COMPARE(shown.rows(), 1);
    QVERIFY(!empty->isVisible());
}

void TestActivity::whatIsAskedShowsAndWhatCameOfIt()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 2);
    mend(database, 1);
    ShownActivity shown(database);
    request(database, {ActionKind::Retry, {}, {}});
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.cell(0, ActivityModel::State), u"Waiting"_s);
    QCOMPARE(shown.cell(0, ActivityModel::What), u"Retry of 2\nsepolia"_s);
    QCOMPARE(shown.cell(0, ActivityModel::Who), u"tester@host\ntest"_s);
    QCOMPARE(shown.cell(0, ActivityModel::Result), u"2 waiting"_s);
    shown.table()->selectRow(0);
    QTRY_COMPARE(shown.parts().count(u": Waiting"_s), 2);
    (void)ActionRunner(database.connection(), "sepolia").run(1000);
    QTRY_COMPARE(shown.cell(0, ActivityModel::State), u"Failed"_s);
    QCOMPARE(shown.cell(0, ActivityModel::Result), u"1 done, 1 failed"_s);
    QTRY_VERIFY2(shown.parts().contains(u": Failed. balance_chain: at block 3"_s), qPrintable(shown.parts()));
}

void TestActivity::rowsStayWhileNewOnesCome()
{
    TestDatabase database(Backend::Sqlite);
    request(database, {ActionKind::Pause, "sepolia", {}});
    ShownActivity shown(database);
    const QAbstractItemModelTester tester(shown.table()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_COMPARE(shown.rows(), 1);
    shown.table()->selectRow(0);
    request(database, {ActionKind::Resume, "sepolia", {}});
    QTRY_COMPARE(shown.rows(), 2);
    QCOMPARE(shown.cell(0, ActivityModel::What), u"Resume\nsepolia"_s);
    QCOMPARE(shown.table()->selectionModel()->selectedRows().front().row(), 1);
    (void)ActionRunner(database.connection(), "sepolia").run(1000);
    QTRY_COMPARE(shown.cell(1, ActivityModel::Result), u"the chain is paused"_s);
}

void TestActivity::pageByPage()
{
    TestDatabase database(Backend::Sqlite);
    database.spoil(
        "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 450) INSERT INTO "
        "operator_action (id, kind, requested_at, requested_by, requested_from) SELECT id, 'pause', id, "
        "'a@b', 'window' FROM n");
    OperatorDesk desk(doorsOf(database));
    ActivityModel model(desk);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 200);
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 400);
    request(database, {ActionKind::Pause, "sepolia", {}});
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 401);
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 451);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.actionAt(450)->action.id, ActionId(1));
}

void TestActivity::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    database.spoil("ALTER TABLE operator_action RENAME TO elsewhere");
    ShownActivity shown(database);
    const auto* empty = shown.find<EmptyPage>(u"emptyPage"_s);
    QTRY_COMPARE(empty->headline(), u"The actions cannot be read"_s);
    database.spoil("ALTER TABLE elsewhere RENAME TO operator_action");
    QTRY_COMPARE(empty->headline(), u"Nobody asked for anything yet"_s);
}

void TestActivity::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    request(database, {ActionKind::Pause, "sepolia", {}});
    ShownActivity shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(namelessControls(shown.panel), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(shown.panel.title(), u"«Activity»"_s);
    QCOMPARE(shown.cell(0, ActivityModel::State), u"«Waiting»"_s);
}

QTEST_MAIN(TestActivity)
#include "tst_activity.moc"
