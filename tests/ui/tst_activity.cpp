// What operators asked for, in the window.
#include "tests/ui/heldlane.h"
#include "tests/ui/panelfixture.h"
#include "ui/activity/actionsmodel.h"
#include "ui/activity/actiontext.h"
#include "ui/activity/activitypanel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowtable.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestActivity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingYet();
    void whatIsAskedShowsAndWhatCameOfIt();
    void whatWaitsIsCancelled();
    void rowsStayWhileNewOnesCome();
    void pageByPage();
    void everyKindHasANameOfItsOwn();
    void partsAreToldAsSentences_data();
    void partsAreToldAsSentences();
    void partsAreThoseOfTheSelectedOne();
    void partsThatCannotBeReadAreAskedForAgain();
    void aFilterLeavesWhatItNames();
    void aRowIsCopied();
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
    [[nodiscard]] RowTable* table() const { return find<RowTable>(u"actionsTable"_s); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, ActionsModel::Column column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString parts() const { return find<QPlainTextEdit>(u"actionParts"_s)->toPlainText(); }
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
    const auto* empty = shown.find<EmptyPage>(u"actionsEmpty"_s);
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
    QCOMPARE(shown.cell(0, ActionsModel::State), u"Waiting"_s);
    QCOMPARE(shown.cell(0, ActionsModel::What), u"Retry of 2\nsepolia"_s);
    QCOMPARE(shown.cell(0, ActionsModel::Who), u"tester@host\ntest"_s);
    QCOMPARE(shown.cell(0, ActionsModel::Result), u"2 waiting"_s);
    shown.table()->selectRow(0);
    QTRY_COMPARE(shown.parts().count(u": Waiting"_s), 2);
    (void)ActionRunner(database.connection(), "sepolia").run(1000);
    QTRY_COMPARE(shown.cell(0, ActionsModel::State), u"Failed"_s);
    QCOMPARE(shown.cell(0, ActionsModel::Result), u"1 done, 1 failed"_s);
    QTRY_VERIFY2(shown.parts().contains(u": Failed. balance_chain: at block 3"_s), qPrintable(shown.parts()));
}

void TestActivity::whatWaitsIsCancelled()
{
    TestDatabase database(Backend::Sqlite);
    request(database, {ActionKind::Pause, "sepolia", {}});
    ShownActivity shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    auto* cancel = shown.find<QPushButton>(u"cancelActionButton"_s);
    QVERIFY(!cancel->isVisible());
    shown.table()->selectRow(0);
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_COMPARE(shown.rows(), 2);
    QCOMPARE(shown.cell(0, ActionsModel::What), u"Cancel action 1\nsepolia"_s);
    QCOMPARE(shown.cell(1, ActionsModel::State), u"Cancelled"_s);
    QTRY_VERIFY(!cancel->isVisible());
    QTRY_VERIFY2(shown.parts().contains(u"Cancelled. cancelled by tester@host"_s), qPrintable(shown.parts()));
    QCOMPARE((*ActionRunner(database.connection(), "sepolia").run(1000)), 0);
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
    QCOMPARE(shown.cell(0, ActionsModel::What), u"Resume\nsepolia"_s);
    QCOMPARE(shown.table()->selectionModel()->selectedRows().front().row(), 1);
    (void)ActionRunner(database.connection(), "sepolia").run(1000);
    QTRY_COMPARE(shown.cell(1, ActionsModel::Result), u"The chain is paused"_s);
}

void TestActivity::pageByPage()
{
    TestDatabase database(Backend::Sqlite);
    database.spoil(
        "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 450) INSERT INTO "
        "operator_action (id, kind, requested_at, requested_by, requested_from) SELECT id, 'pause', id, "
        "'a@b', 'window' FROM n");
    OperatorDesk desk(doorsOf(database));
    ActionsModel model(desk);
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
    QCOMPARE(model.at(450)->action.id, ActionId(1));
}

void TestActivity::everyKindHasANameOfItsOwn()
{
    QSet<QString> words;
    for (int kind = 0; kind <= int(ActionKind::Cancel); ++kind) {
        const QString word = ActionText::word(ActionKind(kind));
        QVERIFY2(!word.isEmpty() && word.front().isUpper(), qPrintable(word));
        QCOMPARE(ActionText::kindsWith(word.toUpper()), std::vector{ActionKind(kind)});
        words.insert(word);
    }
    QCOMPARE(words.size(), int(ActionKind::Cancel) + 1);
}

void TestActivity::partsAreToldAsSentences_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, ActionKind kind, ActionState state, const QString& sentence) {
        QTest::newRow(name) << int(kind) << int(state) << sentence;
    };
    row("back", ActionKind::Rollback, ActionState::Done,
        u"The chain went back to block 1,234 and goes on from there"_s);
    row("not back", ActionKind::Rollback, ActionState::Failed, u"no node answers"_s);
    row("disabled", ActionKind::Disable, ActionState::Done,
        u"The user gains nothing from 2025-01-01 15:00 UTC on, or until a later decision"_s);
    row("restored", ActionKind::Restore, ActionState::Done, u"The failure is listed again"_s);
    row("paused before", ActionKind::Pause, ActionState::Skipped, u"The chain was paused already"_s);
    row("not done yet", ActionKind::Recalculate, ActionState::Waiting,
        u"Waiting for the process that follows the chain"_s);
}

void TestActivity::partsAreToldAsSentences()
{
    QFETCH(int, kind);
    QFETCH(int, state);
    ActionView action;
    action.kind = ActionKind(kind);
    action.details.block = BlockHeight(1234);
    action.details.from = at(15);
    QTEST(ActionText::result(action, ActionState(state), "no node answers"), "sentence");
}

void TestActivity::partsAreThoseOfTheSelectedOne()
{
    TestDatabase database(Backend::Sqlite);
    request(database, {ActionKind::Pause, "sepolia", {}});
    (void)ActionRunner(database.connection(), "sepolia").run(1000);
    request(database, {ActionKind::Resume, "sepolia", {}});
    ShownActivity shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    shown.table()->selectRow(1);
    QTRY_VERIFY2(shown.parts().contains(u"paused"_s), qPrintable(shown.parts()));
    HeldLane held(shown.desk);
    shown.table()->selectRow(0);
    QCOMPARE(shown.parts(), QString());
    held.release();
    QTRY_VERIFY2(shown.parts().contains(u"Waiting"_s), qPrintable(shown.parts()));
}

void TestActivity::partsThatCannotBeReadAreAskedForAgain()
{
    TestDatabase database(Backend::Sqlite);
    request(database, {ActionKind::Pause, "sepolia", {}});
    ShownActivity shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    database.spoil("ALTER TABLE operator_action_item RENAME TO elsewhere");
    shown.table()->selectRow(0);
    QTRY_VERIFY2(!shown.parts().isEmpty() && !shown.parts().contains(u"Waiting"_s),
                 qPrintable(shown.parts()));
    database.spoil("ALTER TABLE elsewhere RENAME TO operator_action_item");
    QTRY_VERIFY2(shown.parts().contains(u"Waiting"_s), qPrintable(shown.parts()));
}

void TestActivity::aFilterLeavesWhatItNames()
{
    TestDatabase database(Backend::Sqlite);
    request(database, {ActionKind::Pause, "sepolia", {}, {.reason = "maintenance"}});
    request(database, {ActionKind::Resume, "sepolia", {}});
    ShownActivity shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    auto* search = shown.find<QLineEdit>(u"actionsSearch"_s);
    QTest::keyClicks(search, u"MAINT"_s);
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.cell(0, ActionsModel::What), u"Pause\nsepolia"_s);
    shown.table()->selectRow(0);
    QTRY_COMPARE(shown.find<Notice>(u"actionNote"_s)->sentence(), u"Note: maintenance"_s);
    search->setText(u"resum"_s); // a word that only people see
    QTRY_COMPARE(shown.cell(0, ActionsModel::What), u"Resume\nsepolia"_s);
    search->setText(u"nobody"_s);
    auto* empty = shown.find<EmptyPage>(u"actionsEmpty"_s);
    QTRY_COMPARE(empty->headline(), u"Nothing matches the filter"_s);
    QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_COMPARE(shown.rows(), 2);
    QVERIFY(search->text().isEmpty());
}

void TestActivity::aRowIsCopied()
{
    TestDatabase database(Backend::Sqlite);
    request(database, {ActionKind::Pause, "sepolia", {}});
    ShownActivity shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    QGuiApplication::clipboard()->setText(u"before"_s);
    shown.panel.activateWindow();
    shown.table()->setFocus();
    QTest::keyClick(shown.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s); // no row is selected
    shown.table()->selectRow(0);
    QTest::keyClick(shown.table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.size(), int(ActionsModel::kColumns));
    QCOMPARE(cells[ActionsModel::What], u"Pause sepolia"_s);
}

void TestActivity::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    database.spoil("ALTER TABLE operator_action RENAME TO elsewhere");
    ShownActivity shown(database);
    const auto* empty = shown.find<EmptyPage>(u"actionsEmpty"_s);
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
    QCOMPARE(shown.cell(0, ActionsModel::State), u"«Waiting»"_s);
}

QTEST_MAIN(TestActivity)
#include "tst_activity.moc"
