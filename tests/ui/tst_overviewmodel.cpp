// Speed and progress of chains, and the chains as rows.
#include "ui/overview/chainprogress.h"
#include "ui/overview/chainsmodel.h"
#include "ui/overview/chaintext.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace chainpoints;

class TestOverviewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSteadyBackfill();
    void nothingIsKnownAtFirst();
    void theWindowForgets();
    void aStandstillAndARollbackHaveNoEnd();
    void aClockThatIsSetBack();
    void newsThatComeALittleLate();
    void speedsForPeople();
    void anEndInYearsIsUnknown();
    void aHundredPercentOnlyWhereNothingRemains_data();
    void aHundredPercentOnlyWhereNothingRemains();
    void whenBlocksAreConfirmed();
    void theHeadSetsThePace();
    void aPaceThatNobodyKnows();
    void theTimeUntilAConfirmation();
    void newsBecomeSignalsOfRows();
    void unchangedNewsAreSilent();
    void theTextsOfARow();
    void theTimeLeftChangesOnlyWithTheClock();
    void whatIsProcessedAndWhatIsSettled();
    void howManyNodesAreWell();
    void whatNobodyFollowsSaysSo();
    void whatIsUpToDateIsNotBehind();
    void theOneFurthestBehind();
};

namespace {

using namespace Qt::StringLiterals;

RateEstimate walked(std::int64_t seconds, std::int64_t blocksPerSecond)
{
    RateEstimate rate;
    for (std::int64_t second = 0; second <= seconds; ++second)
        rate.add(BlockHeight(second * blocksPerSecond), UnixTime(1000 + second));
    return rate;
}

ChainView chainAt(const std::string& name, std::int64_t processed, std::int64_t confirmed)
{
    ChainView chain;
    chain.name = name;
    chain.state = ChainState::Backfilling;
    chain.owner = ChainOwner{"host", 42};
    chain.startBlock = BlockHeight(1);
    chain.head = BlockHeight(confirmed + 6);
    chain.confirmed = BlockHeight(confirmed);
    chain.processed = BlockHeight(processed);
    return chain;
}

ChainsNews newsOf(std::vector<ChainView> chains, std::int64_t time = 1000)
{
    return {std::move(chains), std::nullopt, UnixTime(time)};
}

QString shown(const ChainsModel& model, int row, ChainsModel::Column column)
{
    return model.index(row, column).data().toString();
}

QStringList names(const ChainsModel& model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names += shown(model, row, ChainsModel::Name);
    return names;
}

const ChainOwner kSelf{"host", 7};

} // namespace

void TestOverviewModel::aSteadyBackfill()
{
    const RateEstimate rate = walked(30, 20);
    QCOMPARE(rate.blocksPerSecond(), std::optional(20.0));
    QCOMPARE(rate.secondsLeft(2000), std::optional<std::int64_t>(100));
    QCOMPARE(rate.secondsLeft(2001), std::optional<std::int64_t>(101));
    QCOMPARE(rate.secondsLeft(0), std::optional<std::int64_t>(0));
}

void TestOverviewModel::nothingIsKnownAtFirst()
{
    QVERIFY(!RateEstimate().secondsLeft(10));
    QVERIFY(!walked(RateEstimate::kLeastSeconds - 1, 20).secondsLeft(10));
    QVERIFY(walked(RateEstimate::kLeastSeconds, 20).secondsLeft(10));
    RateEstimate sameSecond;
    sameSecond.add(BlockHeight(1), UnixTime(1));
    sameSecond.add(BlockHeight(9), UnixTime(1));
    QVERIFY(!sameSecond.blocksPerSecond());
}

void TestOverviewModel::theWindowForgets()
{
    RateEstimate rate = walked(30, 1000);
    const std::int64_t height = 30 * 1000;
    for (std::int64_t second = 31; second <= 31 + RateEstimate::kWindowSeconds; ++second)
        rate.add(BlockHeight(height + second - 30), UnixTime(1000 + second));
    QCOMPARE(rate.blocksPerSecond(), std::optional(1.0));
}

void TestOverviewModel::aStandstillAndARollbackHaveNoEnd()
{
    QVERIFY(!walked(30, 0).secondsLeft(10));
    const RateEstimate backwards = walked(30, -5);
    QVERIFY(*backwards.blocksPerSecond() < 0);
    QVERIFY(!backwards.secondsLeft(10));
}

void TestOverviewModel::aClockThatIsSetBack()
{
    RateEstimate rate = walked(30, 20);
    rate.add(BlockHeight(700), UnixTime(500));
    QVERIFY(!rate.blocksPerSecond());
    rate.add(BlockHeight(800), UnixTime(510));
    QCOMPARE(rate.blocksPerSecond(), std::optional(10.0));
}

void TestOverviewModel::newsThatComeALittleLate()
{
    // The window looks at its clock before what was read a moment ago comes in.
    RateEstimate rate = walked(30, 20);
    rate.add(BlockHeight(640), UnixTime(1032));
    rate.add(BlockHeight(640), UnixTime(1031));
    QCOMPARE(rate.blocksPerSecond(), std::optional(20.0));
    ChainsModel model(kSelf);
    for (std::int64_t second = 0; second <= 10; ++second) {
        model.tick(UnixTime(1001 + second));
        model.take(newsOf({chainAt("a", second * 100, 10'000)}, 1000 + second));
    }
    // A second more or less, but not forgotten.
    QVERIFY(model.blocksPerSecond(0).value_or(0) > 90);
    QCOMPARE(shown(model, 0, ChainsModel::Speed), u"90.9/s"_s);
}

void TestOverviewModel::speedsForPeople()
{
    QCOMPARE(ChainText::speed(0), u"0.0/min"_s);
    QCOMPARE(ChainText::speed(1 / 12.0), u"5.0/min"_s);
    QCOMPARE(ChainText::speed(1), u"1.0/s"_s);
    QCOMPARE(ChainText::speed(99.94), u"99.9/s"_s);
    QCOMPARE(ChainText::speed(20'200.4), u"20,200/s"_s);
    QCOMPARE(ChainText::speed(-0.5), u"-30.0/min"_s);
    QCOMPARE(ChainText::speed(-0.0008), u"0.0/min"_s);
    QCOMPARE(ChainText::speed(-0.001), u"-0.1/min"_s);
    // Nobody moves it.
    ChainsModel model(kSelf);
    ChainView chain = chainAt("a", 0, 10'000);
    model.take(newsOf({chain}, 1000));
    QCOMPARE(shown(model, 0, ChainsModel::Speed), u"—"_s);
    chain.processed = BlockHeight(100);
    model.take(newsOf({chain}, 1010));
    QCOMPARE(shown(model, 0, ChainsModel::Speed), u"10.0/s"_s);
    chain.owner.reset();
    model.take(newsOf({chain}, 1011));
    QCOMPARE(shown(model, 0, ChainsModel::Speed), u"—"_s);
}

void TestOverviewModel::anEndInYearsIsUnknown()
{
    QVERIFY(walked(30, 1).secondsLeft(RateEstimate::kMostSecondsLeft));
    QVERIFY(!walked(30, 1).secondsLeft(RateEstimate::kMostSecondsLeft + 1));
}

void TestOverviewModel::aHundredPercentOnlyWhereNothingRemains_data()
{
    QTest::addColumn<qint64>("processed");
    QTest::addColumn<qint64>("confirmed");
    QTest::addColumn<int>("perMille");
    QTest::newRow("nothing known") << qint64(0) << qint64(0) << -1;
    QTest::newRow("nothing done") << qint64(0) << qint64(1000) << 0;
    QTest::newRow("half") << qint64(500) << qint64(1000) << 500;
    QTest::newRow("one block is missing") << qint64(9'999'999) << qint64(10'000'000) << 999;
    QTest::newRow("done") << qint64(10'000'000) << qint64(10'000'000) << 1000;
    QTest::newRow("the head went back") << qint64(12) << qint64(10) << 1000;
}

void TestOverviewModel::aHundredPercentOnlyWhereNothingRemains()
{
    QFETCH(const qint64, processed);
    QFETCH(const qint64, confirmed);
    QFETCH(const int, perMille);
    QCOMPARE(progressPerMille(chainAt("a", processed, confirmed)).value_or(-1), perMille);
}

void TestOverviewModel::whenBlocksAreConfirmed()
{
    ChainView chain = chainAt("a", 100, 100); // its head is 106
    chain.confirmations = "6";
    QCOMPARE(unconfirmedBlocks(chain), std::optional<std::int64_t>(6));
    QCOMPARE(blocksUntilConfirmed(chain, BlockHeight(101)), std::optional<std::int64_t>(1));
    QCOMPARE(blocksUntilConfirmed(chain, BlockHeight(106)), std::optional<std::int64_t>(6));
    QCOMPARE(blocksUntilConfirmed(chain, BlockHeight(100)), std::optional<std::int64_t>(0));
    QCOMPARE(blocksUntilConfirmed(chain, BlockHeight(50)), std::optional<std::int64_t>(0));
    for (const char* tag : {"safe", "finalized", "", "6 or so"}) {
        chain.confirmations = tag;
        QVERIFY2(!blocksUntilConfirmed(chain, BlockHeight(101)), tag);
    }
    chain.confirmations = "6";
    chain.head.reset();
    QVERIFY(!unconfirmedBlocks(chain));
    QVERIFY(!blocksUntilConfirmed(chain, BlockHeight(101)));
}

void TestOverviewModel::theHeadSetsThePace()
{
    HeadPace pace;
    pace.see(BlockHeight(10), UnixTime(1000));
    pace.see(BlockHeight(11), UnixTime(1012));
    QVERIFY(!pace.secondsUntil(1, UnixTime(1012)));
    pace.see(BlockHeight(12), UnixTime(1024));
    QCOMPARE(pace.secondsUntil(1, UnixTime(1024)), std::optional<std::int64_t>(12));
    QCOMPARE(pace.secondsUntil(6, UnixTime(1024)), std::optional<std::int64_t>(72));
    // It counts down, and no further than to its end.
    pace.see(BlockHeight(12), UnixTime(1029));
    QCOMPARE(pace.secondsUntil(6, UnixTime(1029)), std::optional<std::int64_t>(67));
    QCOMPARE(pace.secondsUntil(1, UnixTime(1040)), std::optional<std::int64_t>(0));
    // Several blocks may come between two looks; a part of a second is a second.
    pace.see(BlockHeight(15), UnixTime(1034));
    QCOMPARE(pace.secondsUntil(1, UnixTime(1034)), std::optional<std::int64_t>(7));
}

void TestOverviewModel::aPaceThatNobodyKnows()
{
    const auto seen = [] {
        HeadPace pace;
        for (std::int64_t i = 0; i < 50; ++i)
            pace.see(BlockHeight(i), UnixTime(1000 + 2 * i));
        return pace;
    };
    const UnixTime last(1098);
    QCOMPARE(seen().secondsUntil(3, last), std::optional<std::int64_t>(6));
    // The head stands still.
    const std::int64_t patience = 2 * (HeadPace::kMostOverdue + 1);
    QVERIFY(seen().secondsUntil(3, last + patience));
    QVERIFY(!seen().secondsUntil(3, last + patience + 1));
    HeadPace wentBack = seen();
    wentBack.see(BlockHeight(40), last + 2);
    QVERIFY(!wentBack.secondsUntil(3, last + 2));
    HeadPace clockWentBack = seen();
    clockWentBack.see(BlockHeight(50), UnixTime(500));
    QVERIFY(!clockWentBack.secondsUntil(3, UnixTime(500)));
    // All of it in one second is no pace.
    HeadPace burst;
    for (std::int64_t i = 0; i < 5; ++i)
        burst.see(BlockHeight(i), last);
    QVERIFY(!burst.secondsUntil(3, last));
}

void TestOverviewModel::theTimeUntilAConfirmation()
{
    ChainsModel model(kSelf);
    QVERIFY(!model.secondsUntil(0, 1));
    for (std::int64_t i = 0; i < 4; ++i)
        model.take(newsOf({chainAt("a", 100, 100 + i)}, 1000 + 12 * i));
    QCOMPARE(model.secondsUntil(0, 6), std::optional<std::int64_t>(72));
    model.tick(UnixTime(1041));
    QCOMPARE(model.secondsUntil(0, 6), std::optional<std::int64_t>(67));
}

void TestOverviewModel::newsBecomeSignalsOfRows()
{
    ChainsModel model(kSelf);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.take(newsOf({chainAt("b", 1, 9), chainAt("d", 1, 9)}));
    QCOMPARE(names(model), (QStringList{u"b"_s, u"d"_s}));
    const QPersistentModelIndex d = model.index(1, 0);
    model.take(newsOf({chainAt("a", 1, 9), chainAt("c", 1, 9), chainAt("d", 1, 9), chainAt("e", 1, 9)}));
    QCOMPARE(names(model), (QStringList{u"a"_s, u"c"_s, u"d"_s, u"e"_s}));
    QCOMPARE(d.row(), 2);
    QCOMPARE(model.rowOf("d"), 2);
    QCOMPARE(model.rowOf("b"), -1);
    model.take(newsOf({}));
    QVERIFY(!d.isValid());
    QCOMPARE(model.rowCount(), 0);
}

void TestOverviewModel::unchangedNewsAreSilent()
{
    ChainsModel model(kSelf);
    model.take(newsOf({chainAt("a", 1, 9), chainAt("b", 1, 9)}));
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.take(newsOf({chainAt("a", 1, 9), chainAt("b", 1, 9)}));
    QVERIFY(changed.isEmpty());
    model.take(newsOf({chainAt("a", 1, 9), chainAt("b", 2, 9)}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
}

void TestOverviewModel::theTextsOfARow()
{
    ChainView chain = chainAt("sepolia", 1'500'000, 2'000'000);
    chain.symbol = "TOK";
    chain.calculated = BlockHeight(1'400'000);
    chain.processedTime = UnixTime(1735743600);
    chain.calculatedTime = UnixTime(1735740000);
    chain.openFailures = 1234;
    chain.alerts = {{"rpc", "no node answers", UnixTime(5)}};
    ChainsModel model(kSelf);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.take(newsOf({chain}, 1735743600 + 90));
    QCOMPARE(shown(model, 0, ChainsModel::Name), u"sepolia\nTOK"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Head), u"2,000,006"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Confirmed), u"2,000,000"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Processed), u"1,500,000"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Calculated), u"1,400,000\n2025-01-01 14:00"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Behind), u"500,006\n1 min"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Owner), u"Process 42\non host"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Failures), u"1,234"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Problem), u"no node answers"_s);
    QVERIFY(!model.index(0, ChainsModel::State).data(Qt::DecorationRole).value<QIcon>().isNull());
    chain.owner = kSelf;
    chain.head.reset();
    model.take(newsOf({chain}));
    QCOMPARE(shown(model, 0, ChainsModel::Owner), u"This window"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Head), u"—"_s);
}

void TestOverviewModel::whatIsUpToDateIsNotBehind()
{
    ChainView chain = chainAt("sepolia", 100, 100);
    chain.processedTime = UnixTime(1735743600);
    ChainsModel model(kSelf);
    const std::int64_t later = 1735743600 + 5 * 60;
    model.take(newsOf({chain}, later));
    QCOMPARE(shown(model, 0, ChainsModel::Progress), u"Up to date"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Behind), u"6\nunconfirmed"_s);
    // Nothing happened on the chain since, or its nodes stand still.
    model.take(newsOf({chain}, 1735743600 + 37 * 60));
    QCOMPARE(shown(model, 0, ChainsModel::Behind), u"6\n37 min old"_s);
    chain.head = chain.confirmed;
    model.take(newsOf({chain}, later));
    QCOMPARE(shown(model, 0, ChainsModel::Behind), u"0"_s);
    chain.confirmed = chain.confirmed + 1;
    chain.head = chain.confirmed;
    model.take(newsOf({chain}, later));
    QCOMPARE(shown(model, 0, ChainsModel::Behind), u"1\n5 min"_s);
    // How far its nodes are by now nobody knows.
    chain.processed = chain.confirmed;
    chain.state = ChainState::Unreachable;
    model.take(newsOf({chain}, later));
    QCOMPARE(shown(model, 0, ChainsModel::Behind), u"0\n5 min"_s);
}

void TestOverviewModel::theOneFurthestBehind()
{
    const auto settled = [](const std::string& name, std::int64_t upTo, std::int64_t processed) {
        ChainView chain = chainAt(name, 100, 100);
        chain.calculatedTime = UnixTime(upTo * 3600);
        chain.processedTime = UnixTime(processed);
        return chain;
    };
    const auto behind = [](const std::vector<ChainView>& chains) {
        const ChainView* chain = furthestBehind(chains);
        return chain ? chain->name : std::string();
    };
    const ChainView early = settled("early", 9, 9 * 3600 + 3599);
    const ChainView late = settled("late", 10, 10 * 3600 + 60);
    QCOMPARE(behind({}), std::string());
    QCOMPARE(behind({early}), std::string());
    QCOMPARE(behind({late, late}), std::string());
    // By its own time the hour that it lacks is not over.
    QCOMPARE(behind({late, early}), std::string());
    const ChainView due = settled("due", 9, 10 * 3600);
    QCOMPARE(openHours(due), std::int64_t(1));
    QCOMPARE(behind({late, due}), std::string("due"));
    QCOMPARE(behind({due, due, late}), std::string()); // neither is behind the other
    ChainView backfill = early;
    backfill.name = "backfill";
    backfill.confirmed = backfill.confirmed + 1;
    QCOMPARE(behind({backfill, late}), std::string("backfill"));
    QCOMPARE(behind({backfill}), std::string());
    backfill.active = false;
    QCOMPARE(behind({backfill, late}), std::string());
    ChainView fresh = backfill;
    fresh.active = true;
    fresh.calculatedTime.reset();
    QCOMPARE(behind({late, fresh, early}), std::string("backfill"));
}

void TestOverviewModel::theTimeLeftChangesOnlyWithTheClock()
{
    ChainsModel model(kSelf);
    model.take(newsOf({chainAt("a", 0, 10'000)}, 1000));
    QCOMPARE(shown(model, 0, ChainsModel::Progress), u"0.0 % · end unknown"_s);
    QCOMPARE(model.index(0, ChainsModel::Progress).data(ChainsModel::PerMilleRole).toInt(), 0);
    for (std::int64_t second = 1; second <= 10; ++second)
        model.take(newsOf({chainAt("a", second * 100, 10'000)}, 1000 + second));
    QCOMPARE(shown(model, 0, ChainsModel::Progress), u"10.0 % · end unknown"_s);
    model.tick(UnixTime(1010));
    QCOMPARE(shown(model, 0, ChainsModel::Progress), u"10.0 % · 1 min left"_s);
    QCOMPARE(model.blocksPerSecond(0), std::optional(100.0));
    // It stands still; then it is done, and there is no bar any more.
    model.tick(UnixTime(1010 + 2 * RateEstimate::kWindowSeconds));
    model.tick(UnixTime(1010 + 4 * RateEstimate::kWindowSeconds));
    QCOMPARE(shown(model, 0, ChainsModel::Progress), u"10.0 % · end unknown"_s);
    model.take(newsOf({chainAt("a", 10'000, 10'000)}, 2000));
    QCOMPARE(shown(model, 0, ChainsModel::Progress), u"Up to date"_s);
    QVERIFY(!model.index(0, ChainsModel::Progress).data(ChainsModel::PerMilleRole).isValid());
}

void TestOverviewModel::whatIsProcessedAndWhatIsSettled()
{
    ChainView chain = chainAt("a", 500, 1000);
    chain.calculated = BlockHeight(250);
    QCOMPARE(settledPerMille(chain), std::optional(250));
    ChainsModel model(kSelf);
    model.take(newsOf({chain}));
    const QModelIndex progress = model.index(0, ChainsModel::Progress);
    QCOMPARE(progress.data(ChainsModel::PerMilleRole).toInt(), 500);
    QCOMPARE(progress.data(ChainsModel::SettledPerMilleRole).toInt(), 250);
    QCOMPARE(progress.data(Qt::ToolTipRole).toString(), u"Processed: 50.0 %\nPoints settled: 25.0 %"_s);
    // Nothing is settled yet; and never more than was processed.
    chain.calculated = BlockHeight(0);
    QCOMPARE(settledPerMille(chain), std::optional(0));
    chain.calculated = BlockHeight(700);
    QCOMPARE(settledPerMille(chain), std::optional(500));
    chain.processed = chain.confirmed;
    model.take(newsOf({chain}));
    QVERIFY(!progress.data(ChainsModel::SettledPerMilleRole).isValid());
    QCOMPARE(progress.data(Qt::ToolTipRole).toString(), QString());
}

void TestOverviewModel::howManyNodesAreWell()
{
    ChainView chain = chainAt("a", 5, 9);
    ChainsModel model(kSelf);
    model.take(newsOf({chain}));
    QCOMPARE(shown(model, 0, ChainsModel::Nodes), u"—"_s);
    QVERIFY(!model.index(0, ChainsModel::Nodes).data(Qt::DecorationRole).isValid());
    EndpointHealth well;
    well.state = EndpointState::InUse;
    EndpointHealth aside = well;
    aside.state = EndpointState::SetAside;
    const auto told = [&](std::vector<EndpointHealth> nodes) {
        chain.endpoints = std::move(nodes);
        model.take(newsOf({chain}));
        return std::pair(shown(model, 0, ChainsModel::Nodes), ChainText::nodesTone(chain));
    };
    QCOMPARE(told({well, well}), std::pair(u"2 of 2"_s, theme::Tone::Good));
    QCOMPARE(told({well, aside}), std::pair(u"1 of 2"_s, theme::Tone::Warning));
    QCOMPARE(told({aside}), std::pair(u"0 of 1"_s, theme::Tone::Bad));
    QVERIFY(!model.index(0, ChainsModel::Nodes).data(Qt::DecorationRole).value<QIcon>().isNull());
}

void TestOverviewModel::whatNobodyFollowsSaysSo()
{
    ChainView chain = chainAt("a", 5, 9);
    chain.state = ChainState::Live;
    chain.owner.reset();
    ChainsModel model(kSelf);
    model.take(newsOf({chain}));
    QCOMPARE(shown(model, 0, ChainsModel::State), u"Not followed"_s);
    QCOMPARE(shown(model, 0, ChainsModel::Owner), u"Nobody"_s);
    QVERIFY(shown(model, 0, ChainsModel::Problem).contains(u"daemon"_s));
    chain.active = false;
    chain.state = ChainState::Paused;
    model.take(newsOf({chain}));
    QCOMPARE(shown(model, 0, ChainsModel::State), theme::word(ChainState::Paused));
    QCOMPARE(shown(model, 0, ChainsModel::Problem), QString());
}

QTEST_MAIN(TestOverviewModel)
#include "tst_overviewmodel.moc"
