// What one can ask for a chain in the overview, and what is told of it.
#include "tests/ui/overviewfixture.h"

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestOverviewActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pauseAndResume();
    void aCheckIsAskedForAfterAQuestion();
    void aCheckThatFailsIsTold();
    void whatCannotBeRecordedIsToldBesideTheButton();
    void aRequestThatNobodyTakesSaysSo();
    void eachChainHasItsOwnFeedback();
};

namespace {

/// What the engine would say of the part that waits.
void answer(TestDatabase& database, const std::string& state, const std::string& sentence)
{
    database.spoil("UPDATE operator_action_item SET state = '" + state + "', sentence = '" + sentence + "'");
    database.spoil("UPDATE operator_action SET finished_at = 1");
}

std::string asked(TestDatabase& database)
{
    return database.value("SELECT group_concat(kind || ' ' || requested_by) FROM operator_action");
}

} // namespace

void TestOverviewActions::pauseAndResume()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 9));
    const OverviewFixture overview(database);
    const auto canPress = [&](bool pause, bool resume) {
        return overview.canPress("pauseButton") == pause && overview.canPress("resumeButton") == resume;
    };
    QTRY_VERIFY(canPress(true, false));
    overview.press("pauseButton");
    QCOMPARE(overview.feedback(), u"Pause requested…"_s);
    QVERIFY(canPress(false, false));
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(overview.feedback(), u"Pause: The chain is paused"_s);
    QTRY_VERIFY(canPress(false, true));
    QVERIFY(!overview.canPress("checkButton"));
    QTRY_COMPARE(overview.cell(0, ChainsModel::State), theme::word(ChainState::Paused));
    QCOMPARE(asked(database), "pause tester@host");
    auto* resume = overview.find<QAbstractButton>("resumeButton");
    resume->setFocus();
    QTest::keyClick(resume, Qt::Key_Space);
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(overview.feedback(), u"Resume: The chain is followed again"_s);
    QTRY_VERIFY(canPress(true, false));
}

void TestOverviewActions::aCheckIsAskedForAfterAQuestion()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::FinalityViolated, 9));
    OverviewFixture overview(database);
    overview.prompts.answers = {false, true};
    QTRY_VERIFY(overview.canPress("checkButton"));
    overview.press("checkButton");
    QTRY_COMPARE(overview.prompts.answers.size(), 1U);
    QCOMPARE(overview.prompts.questions.front().yes, u"Check again"_s);
    QVERIFY(overview.prompts.questions.front().text.contains(u"sepolia"_s));
    QCoreApplication::processEvents();
    QCOMPARE(overview.feedback(), QString());
    QCOMPARE(waitingParts(database), 0);
    overview.press("checkButton");
    QTRY_COMPARE(waitingParts(database), 1);
    QVERIFY(!overview.canPress("checkButton"));
    QCOMPARE(asked(database), "check-again tester@host");
    answer(database, "done", "the nodes have the last processed block; the chain goes on");
    QTRY_COMPARE(overview.feedback(), u"Check again: The nodes were checked; the chain goes on"_s);
    QVERIFY(overview.canPress("checkButton"));
}

void TestOverviewActions::aCheckThatFailsIsTold()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::FinalityViolated, 9));
    OverviewFixture overview(database);
    overview.prompts.answers = {true};
    QTRY_VERIFY(overview.canPress("checkButton"));
    overview.press("checkButton");
    QTRY_COMPARE(waitingParts(database), 1);
    // Here is no node that the engine could ask.
    QCOMPARE(runActions(database), 1);
    QTRY_VERIFY2(overview.feedback().startsWith(u"Check again: the nodes cannot be asked from here"_s),
                 qPrintable(overview.feedback()));
}

void TestOverviewActions::whatCannotBeRecordedIsToldBesideTheButton()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 9));
    const OverviewFixture overview([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        return std::make_unique<OperatorDoor>(
            DoorParts{[&]() -> Opened { return database.openReader(); },
                      []() -> Opened {
                          return Error{ErrorCode::Database, "the disk is full"};
                      },
                      "a", "b"},
            std::move(stop));
    });
    QTRY_VERIFY(overview.canPress("pauseButton"));
    overview.press("pauseButton");
    QTRY_COMPARE(overview.feedback(), u"Pause: the disk is full"_s);
    QVERIFY(overview.canPress("pauseButton"));
}

void TestOverviewActions::aRequestThatNobodyTakesSaysSo()
{
    TestDatabase database(Backend::Sqlite);
    const OverviewFixture overview(database);
    QTRY_VERIFY(overview.canPress("pauseButton"));
    overview.press("pauseButton");
    QTRY_VERIFY(overview.feedback().contains(u"No process follows this chain"_s));
}

void TestOverviewActions::eachChainHasItsOwnFeedback()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    const OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 2);
    overview.choose(1);
    const QList<QAction*> actions = overview.table().actions();
    const auto pause = std::ranges::find(actions, u"Pause"_s, &QAction::text);
    QVERIFY(pause != actions.end());
    (*pause)->trigger();
    QVERIFY(!overview.feedback().isEmpty());
    overview.choose(0);
    QCOMPARE(overview.feedback(), QString());
    QVERIFY(overview.canPress("pauseButton"));
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database, "b"), 1);
    QVERIFY(database.chain("a").active && !database.chain("b").active);
}

QTEST_MAIN(TestOverviewActions)
#include "tst_overviewactions.moc"
