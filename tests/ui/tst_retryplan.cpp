// The plan of a retry of many: what it counts, warns of and asks for.
#include "tests/ui/failuresfixture.h"
#include "ui/failures/retryplan.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace chainpoints;

class TestRetryPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItCounts();
    void exactlyTheseAreRetried();
    void oneReasonOnly();
    void enterCancels();
    void howLongItTakes();
    void aPausedChainIsWarnedOf();
    void manyMustBeTyped();
    void theSameAsACommand();
    void whatCannotBeCounted();
    void nothingLeft();
    void everyControlHasANameAndALanguage();
};

namespace {

struct ShownPlan
{
    ShownFailures failures;

    explicit ShownPlan(TestDatabase& database) : failures(database)
    {
        QTRY_VERIFY(failures.retryAll()->isEnabled());
        QTRY_VERIFY(failures.rows() > 0);
        failures.table()->setFocus();
    }
    void open()
    {
        failures.panel.activateWindow();
        failures.table()->setFocus();
        QTRY_VERIFY(failures.table()->hasFocus());
        QTest::keyClick(failures.table(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(!count().startsWith(u"Counting"_s));
    }
    [[nodiscard]] RetryPlan* plan() const { return failures.find<RetryPlan>(u"retryPlan"_s); }
    [[nodiscard]] QPushButton* go() const { return failures.find<QPushButton>(u"planGo"_s); }
    [[nodiscard]] QString count() const { return failures.find<QLabel>(u"planCount"_s)->text(); }
    [[nodiscard]] QString groups() const
    {
        return failures.find<QPlainTextEdit>(u"planGroups"_s)->toPlainText();
    }
    [[nodiscard]] QString warning() const { return failures.find<Notice>(u"planWarning"_s)->sentence(); }
};

} // namespace

void TestRetryPlan::whatItCounts()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 3, 2, "a");
    tellFailures(database, 4, 4, "b");
    database.spoil("UPDATE user_points_change SET reason = 'negative_balance: at block 3' WHERE status = 0 "
                   "AND chain_id = 2 AND user_id = 1");
    follow(database, followed(ChainState::Unreachable, 9), "a");
    ShownPlan shown(database);
    shown.open();
    QCOMPARE(shown.count(), u"Failures to retry: 6"_s);
    QCOMPARE(shown.groups(), u"2 · a · A balance does not follow from the one before it\n"
                             "3 · b · A balance does not follow from the one before it\n"
                             "1 · b · The balance falls below zero"_s);
    QVERIFY(shown.warning().startsWith(u"6 will fail again"_s));
    QVERIFY(shown.warning().contains(u"The nodes of a cannot be reached now."_s));
    QVERIFY(shown.warning().contains(u"No process follows b"_s));
    QCOMPARE(shown.go()->text(), u"Retry 6"_s);
}

void TestRetryPlan::exactlyTheseAreRetried()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellFailures(database, 3, 2, "a");
    ShownPlan shown(database);
    shown.open();
    tellFailures(database, 4, 4, "b"); // too late
    QTest::mouseClick(shown.go(), Qt::LeftButton);
    QTRY_COMPARE(waitingParts(database), 2);
    QVERIFY(!shown.failures.retryAll()->isEnabled());
    QCOMPARE(runActions(database, "a"), 2);
    QTRY_COMPARE(shown.failures.summary(), u"Retry of 2: 0 settled, 2 still failing"_s);
}

void TestRetryPlan::oneReasonOnly()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    database.spoil("UPDATE user_points_change SET reason = 'negative_balance: at block 3' WHERE status = 0 "
                   "AND user_id = 2");
    ShownPlan shown(database);
    shown.failures.select({1});
    shown.failures.find<QAction>(u"retryGroupAction"_s)->trigger();
    QTRY_COMPARE(shown.count(), u"Failures to retry: 1"_s);
    QCOMPARE(shown.groups(), u"1 · sepolia · The balance falls below zero"_s);
    const QString id = QString::number(shown.failures.model().failureAt(1)->id.value());
    QCOMPARE(shown.plan()->command(), u"chainpoints retry --id "_s + id);
    QTest::mouseClick(shown.go(), Qt::LeftButton);
    QTRY_COMPARE(askedRetries(database), QString(u"retry "_s + id));
}

void TestRetryPlan::enterCancels()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 3);
    ShownPlan shown(database);
    shown.open();
    const QPointer<RetryPlan> plan = shown.plan();
    QTest::keyClick(plan, Qt::Key_Return);
    QTRY_VERIFY(!plan);
    QCOMPARE(askedRetries(database), QString());
    QVERIFY(shown.failures.retryAll()->isEnabled());
}

void TestRetryPlan::howLongItTakes()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 30, "sepolia", at(15));
    ShownPlan shown(database);
    shown.open();
    const auto pace = [&] { return shown.failures.find<QLabel>(u"planPace"_s)->text(); };
    QVERIFY2(pace().endsWith(u"How long that takes is not known yet."_s), qPrintable(pace()));
    shown.go()->click();
    QTRY_COMPARE(waitingParts(database), 30);
    QCOMPARE(runActions(database), 30);
    database.spoil("UPDATE operator_action_item SET finished_at = 1000000 + failure_id % 10");
    QTRY_VERIFY(shown.failures.retryAll()->isEnabled());
    shown.open();
    QCOMPARE(pace(), u"At the pace of the last retry, 180 a minute, this takes about 10 s."_s);
}

void TestRetryPlan::aPausedChainIsWarnedOf()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 2, "sepolia", at(15));
    database.spoil("UPDATE chain SET is_active = 0");
    ShownPlan shown(database);
    shown.open();
    QVERIFY2(shown.warning().contains(u"sepolia is paused; its part fails unless"_s),
             qPrintable(shown.warning()));
}

void TestRetryPlan::manyMustBeTyped()
{
    TestDatabase database(Backend::Sqlite);
    listFailures(database, 1001, "sepolia", at(15));
    ShownPlan shown(database);
    shown.open();
    QCOMPARE(shown.count(), u"Failures to retry: 1,001"_s);
    auto* typed = shown.failures.find<QLineEdit>(u"planTyped"_s);
    QVERIFY(typed->isVisible());
    QVERIFY(!shown.go()->isEnabled());
    QTest::keyClicks(typed, u"1000"_s);
    QVERIFY(!shown.go()->isEnabled());
    typed->clear();
    QTest::keyClicks(typed, u"1,001"_s);
    QVERIFY(shown.go()->isEnabled());
    QTest::mouseClick(shown.go(), Qt::LeftButton);
    QTRY_COMPARE(waitingParts(database), 1001);
}

void TestRetryPlan::theSameAsACommand()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"it's b", 2}});
    tellFailures(database, 3, 2, "it's b");
    ShownPlan shown(database);
    shown.open();
    QTest::mouseClick(shown.failures.find<QPushButton>(u"planCopy"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"chainpoints retry --all"_s);
    shown.plan()->reject();
    shown.failures.choose(u"chainFilter"_s, 2);
    const RetryPlan one(shown.failures.desk, {.chain = "it's b", .cursor = {}}, u"/etc/my points.json"_s);
    QCOMPARE(one.command(), u"chainpoints retry --config '/etc/my points.json' --chain 'it'\\''s b' --all"_s);
}

void TestRetryPlan::whatCannotBeCounted()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownPlan shown(database);
    database.spoil("ALTER TABLE user_points_change RENAME TO elsewhere");
    shown.open();
    QVERIFY(!shown.failures.find<Notice>(u"planProblem"_s)->sentence().isEmpty());
    QVERIFY(!shown.go()->isEnabled());
    QVERIFY(!shown.failures.find<QPushButton>(u"planCopy"_s)->isEnabled());
}

void TestRetryPlan::nothingLeft()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownPlan shown(database);
    database.spoil("UPDATE user_points_change SET status = 1, attempts = 2 WHERE status = 0");
    shown.open();
    QCOMPARE(shown.count(), u"There is nothing to retry"_s);
    QVERIFY(!shown.go()->isEnabled());
}

void TestRetryPlan::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 1, 1);
    ShownPlan shown(database);
    shown.open();
    QCOMPARE(namelessControls(*shown.plan()), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(*shown.plan()), QStringList());
    QCoreApplication::removeTranslator(&language);
    QTranslator chinese;
    QVERIFY(chinese.load(u":/i18n/chainpoints_zh_CN.qm"_s));
    QCoreApplication::installTranslator(&chinese);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!shown.groups().contains(u"balance"_s));
    QCoreApplication::removeTranslator(&chinese);
}

QTEST_MAIN(TestRetryPlan)
#include "tst_retryplan.moc"
