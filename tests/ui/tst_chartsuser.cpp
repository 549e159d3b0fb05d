// Both charts of a user on a real desk.
#include "tests/support/scriptedprompts.h"
#include "tests/ui/chartsfixture.h"
#include "ui/charts/usercharts.h"

#include <QSignalSpy>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

/// Charts on a database, shown.
struct Shown
{
    explicit Shown(const TestDatabase& database) : desk(deskOf(database)), charts(*desk, prompts)
    {
        charts.resize(600, 480);
        charts.show();
    }
    void choose(std::uint32_t number) { charts.setUser(u"sepolia"_s, text(addressOf(number)), u"CPT"_s); }
    [[nodiscard]] Plot& balance() const { return charts.findChild<BalanceChart*>()->plot(); }
    [[nodiscard]] Plot& points() const { return charts.findChild<PointsChart*>()->plot(); }
    [[nodiscard]] bool isDrawn() const
    {
        return charts.findChild<BalanceChart*>()->isDrawn() && charts.findChild<PointsChart*>()->isDrawn();
    }

    std::unique_ptr<OperatorDesk> desk;
    ScriptedPrompts prompts;
    UserCharts charts;
};

/// A user whose balance changes more often than fits into a chart.
Story busyStory()
{
    Story story;
    for (int i = 0; i < 3000; ++i)
        story.block(at(0) + i * 60).mint(1, 1);
    return story.block(at(60));
}

} // namespace

class TestChartsUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleIsExact();
    void bothFollowOneRange();
    void thinnedDataBecomesExact();
    void newBlocksGrowTheRange();
    void answersOfAnotherUserAreIgnored();
    void aDatabaseThatCannotBeRead();
};

void TestChartsUser::theExampleIsExact()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    Shown shown(database);
    shown.choose(1);
    QTRY_VERIFY(shown.isDrawn());
    QCOMPARE(exactTexts(shown.balance().series()[0]), QStringList({u"100"_s, u"200"_s}));
    QCOMPARE(exactTexts(shown.points().series()[0]), QStringList(u"6.666666666666666666"_s));
    QCOMPARE(shown.points().series()[1].points.back().exact, u"6.666666666666666666"_s);
    QCOMPARE(shown.balance().range(), (TimeRange{at(15), at(16)}));
    shown.points().pointAt(at(15, 5));
    QCOMPARE(shown.points().hoverText(),
             u"2025-01-01 15:00 to 16:00 UTC\nGained 6.666666666666666666\nTotal 6.666666666666666666"_s);
    QCOMPARE(shown.charts.findChild<QLabel*>(u"chartRange"_s)->text(), u"2025-01-01 15:00 to 16:00 UTC"_s);
}

void TestChartsUser::bothFollowOneRange()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(20)));
    Shown shown(database);
    shown.choose(1);
    QTRY_VERIFY(shown.isDrawn());
    auto* reset = shown.charts.findChild<QPushButton*>(u"chartReset"_s);
    QVERIFY(!reset->isEnabled());
    const TimeRange whole = shown.balance().range();
    QTest::keyClick(&shown.balance(), Qt::Key_Plus);
    QVERIFY(shown.balance().range().seconds() < whole.seconds());
    QCOMPARE(shown.points().range(), shown.balance().range());
    turnWheel(shown.points(), QPointF(shown.points().places().x(at(18)), 60), 2);
    QCOMPARE(shown.points().range(), shown.balance().range());
    QTest::keyClick(&shown.points(), Qt::Key_Right);
    QTest::keyClick(&shown.points(), Qt::Key_Right);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(&shown.points(), Qt::Key_Right);
    QCOMPARE(shown.points().range().to, whole.to);
    QVERIFY(reset->isEnabled());
    reset->click();
    QCOMPARE(shown.points().range(), whole);
    QCOMPARE(shown.balance().range(), whole);
    QVERIFY(!reset->isEnabled());
    moveMouse(shown.balance(), {shown.balance().places().x(at(16)), 60});
    QVERIFY(shown.balance().hoverText().contains(u"Balance 200"_s));
    QVERIFY(shown.points().hoverText().contains(u"Gained"_s));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&shown.balance(), &leave);
    QCOMPARE(shown.points().hoverText(), QString());
}

void TestChartsUser::thinnedDataBecomesExact()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(busyStory());
    Shown shown(database);
    shown.choose(1);
    QTRY_VERIFY(shown.isDrawn());
    const auto& points = [&]() -> const std::vector<PlotPoint>& {
        return shown.balance().series()[0].points;
    };
    QVERIFY(points().size() <= 1000);
    const auto hover = [&] {
        shown.balance().pointAt(at(10, 0, 30));
        return shown.balance().hoverText();
    };
    QVERIFY(hover().contains(u"Zoom in"_s));
    while (shown.balance().range().seconds() > 2 * kHour)
        turnWheel(shown.balance(), QPointF(shown.balance().places().x(at(10)), 60), 1);
    QTRY_COMPARE(hover(), u"2025-01-01 10:00:30 UTC\nBalance 601"_s);
    // What is beside the view is there too, so that moving shows no gap.
    QVERIFY(points().front().time < shown.balance().range().from);
    QVERIFY(shown.balance().series()[0].end > shown.balance().range().to);
    QTest::keyClick(&shown.balance(), Qt::Key_0);
    QTRY_VERIFY(hover().contains(u"Zoom in"_s));
}

void TestChartsUser::newBlocksGrowTheRange()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100", at(16)));
    Shown shown(database);
    shown.choose(1);
    QTRY_VERIFY(shown.isDrawn());
    database.follow(after(2, at(16)).block(at(16, 30)).mint(1, 50).block(at(18)));
    shown.charts.refresh();
    QTRY_COMPARE(exactTexts(shown.balance().series()[0]), QStringList({u"100"_s, u"150"_s}));
    QCOMPARE(shown.balance().range(), (TimeRange{at(15), at(18)}));
    QCOMPARE(shown.points().series()[0].points.size(), 3U);
    // Who has zoomed in stays there; zooming asks too, and that answer knows nothing of the newest block.
    const QSignalSpy answers(&shown.charts, &UserCharts::userRead);
    QTest::keyClick(&shown.balance(), Qt::Key_Plus);
    QTRY_COMPARE(answers.size(), 1);
    const TimeRange zoomed = shown.balance().range();
    database.follow(after(5, at(18)).block(at(19)));
    shown.charts.refresh();
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(shown.balance().range(), zoomed);
    QTest::keyClick(&shown.balance(), Qt::Key_0);
    QCOMPARE(shown.balance().range(), (TimeRange{at(15), at(19)}));
}

void TestChartsUser::answersOfAnotherUserAreIgnored()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 0>2:7", at(16)));
    Shown shown(database);
    std::vector<std::string> read;
    connect(&shown.charts, &UserCharts::userRead, this,
            [&](const UserView& user) { read.push_back(user.address); });
    shown.choose(1);
    shown.choose(2);
    QTRY_VERIFY(shown.isDrawn());
    QCOMPARE(exactTexts(shown.balance().series()[0]), QStringList(u"7"_s));
    QVERIFY(read == std::vector{addressOf(2)});
    shown.choose(1);
    shown.charts.clear();
    shown.charts.refresh();
    // The next question's answer comes after the forgotten one.
    bool answered = false;
    shown.desk->ask(
        this, [](OperatorDoor& door) { return door.chains(); }, [&](const auto&) { answered = true; });
    QTRY_VERIFY(answered);
    QVERIFY(!shown.isDrawn());
    QVERIFY(read == std::vector{addressOf(2)});
}

void TestChartsUser::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100", at(16)));
    Shown shown(database);
    shown.choose(9);
    QTRY_VERIFY(shown.charts.findChild<BalanceChart*>()->sentence().contains(text(addressOf(9))));
    shown.choose(1);
    QTRY_VERIFY(shown.isDrawn());
    // What is drawn stays.
    database.spoil("ALTER TABLE user_balance_change RENAME TO gone");
    bool answered = false;
    shown.charts.refresh();
    shown.desk->ask(
        this, [](OperatorDoor& door) { return door.chain("sepolia"); },
        [&](const auto&) { answered = true; });
    QTRY_VERIFY(answered);
    QVERIFY(shown.isDrawn());
}

QTEST_MAIN(TestChartsUser)
#include "tst_chartsuser.moc"
