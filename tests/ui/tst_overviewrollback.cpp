// Taking a chain back to a block, from the overview's button to what came of it.
#include "tests/ui/overviewfixture.h"
#include "ui/overview/rollbackdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

#include <atomic>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

/// A chain of seven blocks, settled up to 16:00, whose plan is open.
struct Plan
{
    explicit Plan(OperatorDesk::MakeDoor doors) : overview(std::move(doors)) {}
    explicit Plan(TestDatabase& database) : Plan(doorsOf(database)) {}

    bool open()
    {
        if (!QTest::qWaitFor([&] { return overview.canPress("rollbackButton"); }))
            return false;
        overview.press("rollbackButton");
        dialog = overview.find<RollbackDialog>("rollbackDialog");
        return dialog->isVisible();
    }
    template <typename T>
    T* find(const char* name) const
    {
        return overview.find<T>(name);
    }
    void type(const QString& block, const QString& reason = {}) const
    {
        find<QLineEdit>("rollbackBlock")->setText(block);
        find<QLineEdit>("rollbackReason")->setText(reason);
    }
    [[nodiscard]] QString text() const { return find<QLabel>("rollbackPlan")->text(); }
    [[nodiscard]] QString hint() const { return find<QLabel>("rollbackHint")->text(); }
    [[nodiscard]] QString problem() const { return find<Notice>("rollbackProblem")->sentence(); }
    [[nodiscard]] bool canGo() const { return overview.canPress("rollbackGo"); }

    OverviewFixture overview;
    QPointer<RollbackDialog> dialog;
};

void tell(TestDatabase& database)
{
    database.follow(
        toldStory("14:00 0>1:100 | 14:30 0>2:100 | 15:10 1>2:5 | 15:40 0>3:7 | 16:05", at(16, 10)),
        "sepolia");
    follow(database, followed(ChainState::Live, 20));
}

std::string asked(TestDatabase& database)
{
    return database.value("SELECT group_concat(kind || ' ' || requested_by || ' ' || details) FROM "
                          "operator_action");
}

} // namespace

class TestOverviewRollback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItTakesIsToldBeforeItIsAskedFor();
    void aBlockThatCannotBeIsNamedAtTheField_data();
    void aBlockThatCannotBeIsNamedAtTheField();
    void cancelIsTheDefaultAndChangesNothing();
    void whatTheDoorRefusesIsToldInThePlan();
    void theNodesSayNo();
    void theSameAsACommand();
    void theCommandNamesWhatIsOpen();
    void whichSettledTimeChanges_data();
    void whichSettledTimeChanges();
    void aChainThatMovesIsCountedAnew();
    void aPlanWithoutADatabaseIsReadAgain();
    void nobodyWouldDoIt();
    void nothingToTakeBack();
    void everyControlHasANameAndALanguage();
};

void TestOverviewRollback::whatItTakesIsToldBeforeItIsAskedFor()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    const std::int64_t processed = database.chain().processed.value();
    Plan plan(database);
    QVERIFY(plan.open());
    QVERIFY(!plan.canGo());
    QCOMPARE(plan.hint(), u"It stays; the chain stands at block %1."_s.arg(processed));
    plan.type(u"2"_s);
    QTRY_VERIFY2(plan.text().contains(u"followed anew: %1 (3 to %2)"_s.arg(processed - 2).arg(processed)),
                 qPrintable(plan.text()));
    QTRY_VERIFY2(plan.text().contains(u"Balance changes that are taken back: 3\n"_s),
                 qPrintable(plan.text()));
    QVERIFY(!plan.canGo()); // the reason is missing
    plan.type(u"2"_s, u"a node lied"_s);
    QTRY_VERIFY(plan.canGo());
    plan.overview.press("rollbackGo");
    QTRY_VERIFY(!plan.dialog);
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(asked(database), R"(rollback tester@host {"block":2,"reason":"a node lied"})");
    QCOMPARE(plan.overview.feedback(), u"Roll back requested…"_s);
    QVERIFY(!plan.overview.canPress("rollbackButton"));
    database.spoil(
        "UPDATE operator_action_item SET state = 'done', sentence = 'the chain stands at block 2'");
    database.spoil("UPDATE operator_action SET finished_at = 1");
    QTRY_COMPARE(plan.overview.feedback(),
                 u"Roll back: The chain went back to block 2 and goes on from there"_s);
    QVERIFY(plan.overview.canPress("rollbackButton"));
}

void TestOverviewRollback::aBlockThatCannotBeIsNamedAtTheField_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("told");
    QTest::newRow("a word") << u"newest"_s << u"This is no block"_s;
    QTest::newRow("negative") << u"-1"_s << u"This is no block"_s;
    QTest::newRow("a fraction") << u"2.5"_s << u"This is no block"_s;
    QTest::newRow("huge") << u"99999999999999999999"_s << u"This is no block"_s;
    QTest::newRow("the last processed one") << u"last"_s << u"Type a block from 0 to "_s;
}

void TestOverviewRollback::aBlockThatCannotBeIsNamedAtTheField()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, told);
    TestDatabase database(Backend::Sqlite);
    tell(database);
    Plan plan(database);
    QVERIFY(plan.open());
    plan.type(typed == u"last"_s ? QString::number(database.chain().processed.value()) : typed, u"why"_s);
    QVERIFY2(plan.hint().contains(told), qPrintable(plan.hint()));
    QCOMPARE(plan.find<QLineEdit>("rollbackBlock")->accessibleDescription(), plan.hint());
    QTest::qWait(2 * RollbackDialog::kTypingMs); // nothing is asked for it
    QVERIFY(!plan.canGo() && !plan.overview.canPress("rollbackCopy"));
    QVERIFY(!plan.find<QLabel>("rollbackPlan")->isVisible());
    // With the commas that heights are shown with, it is a number.
    plan.type(u"0,002"_s, u"why"_s);
    QTRY_VERIFY(plan.canGo());
}

void TestOverviewRollback::cancelIsTheDefaultAndChangesNothing()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    Plan plan(database);
    QVERIFY(plan.open());
    QVERIFY(plan.find<QPushButton>("rollbackCancel")->isDefault());
    plan.type(u"2"_s, u"why"_s);
    QTRY_VERIFY(plan.canGo());
    QTest::keyClick(plan.find<QLineEdit>("rollbackReason"), Qt::Key_Return);
    QTRY_VERIFY(!plan.dialog);
    QCoreApplication::processEvents();
    QCOMPARE(database.value("SELECT COUNT(*) FROM operator_action"), "0");
    QCOMPARE(plan.overview.feedback(), QString());
}

void TestOverviewRollback::whatTheDoorRefusesIsToldInThePlan()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    Plan plan([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        return std::make_unique<OperatorDoor>(
            DoorParts{[&]() -> Opened { return database.openReader(); },
                      []() -> Opened {
                          return Error{ErrorCode::Database, "the disk is full"};
                      },
                      "a", "b"},
            std::move(stop));
    });
    QVERIFY(plan.open());
    plan.type(u"2"_s, u"why"_s);
    QTRY_VERIFY(plan.canGo());
    plan.overview.press("rollbackGo");
    QTRY_COMPARE(plan.problem(), u"the disk is full"_s);
    QVERIFY(plan.dialog && plan.canGo()); // one may try again
    QCOMPARE(plan.overview.feedback(), QString());
}

void TestOverviewRollback::theNodesSayNo()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    Plan plan(database);
    QVERIFY(plan.open());
    plan.type(u"2"_s, u"why"_s);
    QTRY_VERIFY(plan.canGo());
    plan.overview.press("rollbackGo");
    QTRY_COMPARE(waitingParts(database), 1);
    // Here is no node that the engine could ask.
    QCOMPARE(runActions(database), 1);
    QTRY_VERIFY2(plan.overview.feedback().startsWith(u"Roll back: the nodes cannot be asked from here"_s),
                 qPrintable(plan.overview.feedback()));
}

void TestOverviewRollback::theSameAsACommand()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    OperatorDesk desk(doorsOf(database));
    QTRY_COMPARE(desk.news().chains.size(), 1U);
    RollbackDialog dialog(desk, "sepolia", u"/etc/my points.json"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QCOMPARE(dialog.command(), QString());
    dialog.findChild<QLineEdit*>(u"rollbackBlock"_s)->setText(u"2"_s);
    QCOMPARE(dialog.command(), QString()); // which would be refused without a reason
    dialog.findChild<QLineEdit*>(u"rollbackReason"_s)->setText(u"-it's wrong"_s);
    auto* copy = dialog.findChild<QPushButton*>(u"rollbackCopy"_s);
    QVERIFY(!copy->isEnabled()); // what it takes is told first
    QTRY_VERIFY(copy->isEnabled());
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"chainpoints rollback --config '/etc/my points.json' --chain sepolia --to 2 "
             u"--reason='-it'\\''s wrong'"_s);
}

void TestOverviewRollback::theCommandNamesWhatIsOpen()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    const OverviewFixture overview(doorsOf(database), u"/etc/demo.json"_s);
    QTRY_VERIFY(overview.canPress("rollbackButton"));
    overview.press("rollbackButton");
    overview.find<QLineEdit>("rollbackBlock")->setText(u"2"_s);
    overview.find<QLineEdit>("rollbackReason")->setText(u"why"_s);
    QTRY_VERIFY(overview.canPress("rollbackCopy"));
    overview.press("rollbackCopy");
    QVERIFY2(QGuiApplication::clipboard()->text().contains(u"--config /etc/demo.json "_s),
             qPrintable(QGuiApplication::clipboard()->text()));
}

void TestOverviewRollback::whichSettledTimeChanges_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("told");
    QTest::newRow("all") << u"2"_s << u"No points are settled until those blocks are processed again."_s;
    QTest::newRow("an hour")
        << u"3"_s
        << u"Points of 2025-01-01 15:00 to 16:00 UTC are not settled until those blocks are processed again."_s;
    QTest::newRow("none") << u"5"_s << u"No settled time changes."_s;
}

void TestOverviewRollback::whichSettledTimeChanges()
{
    QFETCH(const QString, block);
    QFETCH(const QString, told);
    TestDatabase database(Backend::Sqlite);
    tell(database);
    Plan plan(database);
    QVERIFY(plan.open());
    plan.type(block);
    QTRY_VERIFY2(plan.text().split(u'\n').contains(told), qPrintable(plan.text()));
}

void TestOverviewRollback::aChainThatMovesIsCountedAnew()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    const std::int64_t processed = database.chain().processed.value();
    Plan plan(database);
    QVERIFY(plan.open());
    plan.type(QString::number(processed), u"why"_s);
    QVERIFY(!plan.canGo());
    // A block more, and the one that was typed is one that can stay.
    database.spoil("UPDATE chain SET last_processed_block = last_processed_block + 1");
    QTRY_VERIFY(plan.canGo());
    QVERIFY2(plan.text().contains(u"followed anew: 1 (%1 to %1)"_s.arg(processed + 1)),
             qPrintable(plan.text()));
    QVERIFY2(plan.text().contains(u"No settled time changes."_s), qPrintable(plan.text()));
}

void TestOverviewRollback::aPlanWithoutADatabaseIsReadAgain()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    std::atomic<bool> isDead = false;
    Plan plan([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        const auto open = [&]() -> Opened {
            if (isDead)
                return Error{ErrorCode::Database, "the server is gone"};
            return database.openReader();
        };
        return std::make_unique<OperatorDoor>(DoorParts{open, open, "a", "b"}, std::move(stop));
    });
    QVERIFY(plan.open());
    isDead = true;
    plan.type(u"2"_s, u"why"_s);
    QTRY_COMPARE(plan.problem(), u"the server is gone"_s);
    isDead = false;
    database.spoil("UPDATE chain SET last_processed_block = last_processed_block + 1");
    QTRY_VERIFY(plan.canGo());
    QCOMPARE(plan.problem(), QString());
}

void TestOverviewRollback::nobodyWouldDoIt()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    database.spoil("UPDATE chain_lease SET expires_at = 1");
    Plan plan(database);
    QVERIFY(plan.open());
    QCOMPARE(plan.find<Notice>("rollbackWarning")->sentence(),
             u"No process follows sepolia; this waits for the next one that does."_s);
    follow(database, followed(ChainState::Unreachable, 20));
    QTRY_COMPARE(plan.find<Notice>("rollbackWarning")->sentence(),
                 u"The nodes of sepolia cannot be reached now; without them it fails."_s);
}

void TestOverviewRollback::nothingToTakeBack()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 9));
    const OverviewFixture overview(database);
    QTRY_VERIFY(overview.canPress("pauseButton"));
    QVERIFY(!overview.canPress("rollbackButton"));
}

void TestOverviewRollback::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    Plan plan(database);
    QVERIFY(plan.open());
    QCOMPARE(namelessControls(*plan.dialog), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(*plan.dialog), QStringList());
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestOverviewRollback)
#include "tst_overviewrollback.moc"
