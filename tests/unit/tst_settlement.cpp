// Points are a function of the facts: the written-out cases, and any way of cutting the time into
// settlements.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cstdio>

using namespace chainpoints;

namespace {

constexpr std::int64_t kEnd = 24; // the stories of the written-out cases end at midnight

/// Settles `who` hour by hour and returns what hour `hour` brought, as a fraction.
QString gainedIn(const Story& story, std::uint32_t who, int hour, const RateTimeline& rates)
{
    const auto rows = story.rowsOf(who);
    SettledUser settled(story, boundaryAtOrBefore(rows.front().blockTime, kHour), rates);
    PointsRaw before;
    for (int h = 0; h <= hour; ++h) {
        before = settled.points();
        settled.settle(at(h + 1), rows);
    }
    return fraction(settled.points() - before);
}

} // namespace

class TestSettlement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The written-out cases, by their numbers.
    void cases_data();
    void cases();
    void threeDaysOfDowntime();
    void greatestBalanceHandedOn();
    void anAirdrop();
    void twoChainsAreSummed();
    void excludedHoldersGainNothing();

    // Spans.
    void aSpanEndsAfterEachIntervalWithAChange();
    void idleHoldersCostNoSpan();
    void settlingAgainChangesNothing();
    void anyCutGivesTheSame();
    void otherIntervals();
};

void TestSettlement::cases_data()
{
    QTest::addColumn<std::string>("script");
    QTest::addColumn<int>("who");
    QTest::addColumn<int>("hour");
    QTest::addColumn<std::string>("rates");    // "0.05, 15:30 0.1"
    QTest::addColumn<std::string>("disabled"); // "15:20 15:50": from, to
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* script, int who, int hour, const char* expected,
                        const char* rates = "0.05", const char* disabled = "") {
        QTest::newRow(name) << std::string(script) << who << hour << std::string(rates)
                            << std::string(disabled) << QString::fromLatin1(expected);
    };
    row("1: example", "15:10 0>1:100 | 15:30 0>1:100", 1, 15, "20/3");
    row("2: no event", "14:00 0>1:120", 1, 15, "6");
    row("4: had some, gets more", "14:00 0>1:50 | 15:20 0>1:30", 1, 15, "7/2");
    row("5: sends all", "14:00 0>1:90 | 15:40 1>2:90", 1, 15, "3");
    row("5: nothing after", "14:00 0>1:90 | 15:40 1>2:90", 1, 16, "0");
    row("6: mint to a holder", "14:00 0>1:10 | 15:30 0>1:5", 1, 15, "5/8");
    row("7: burn of all", "14:00 0>1:60 | 15:15 1>0:60", 1, 15, "3/4");
    row("8: self-transfer", "14:00 0>1:100 | 15:30 1>1:40", 1, 15, "5");
    row("9: self-transfer of all", "14:00 0>1:100 | 15:30 1>1:100", 1, 15, "5");
    row("13: three at once, a", "15:20 0>1:100 1>2:30 1>0:20", 1, 15, "5/3");
    row("13: three at once, b", "15:20 0>1:100 1>2:30 1>0:20", 2, 15, "1");
    row("14: two alike, a", "14:00 0>1:100 | 15:30 1>2:5 1>2:5", 1, 15, "19/4");
    row("14: two alike, b", "14:00 0>1:100 | 15:30 1>2:5 1>2:5", 2, 15, "1/4");
    row("16: in and out in a block", "15:20 0>1:1000000 1>0:1000000", 1, 15, "0");
    row("17: in and out in a second", "14:00 0>1:20 | 15:30 0>1:10 | 15:30 1>0:10", 1, 15, "1");
    row("18: on the boundary, before", "14:00 0>1:100 | 16:00 0>1:100", 1, 15, "5");
    row("18: on the boundary, after", "14:00 0>1:100 | 16:00 0>1:100", 1, 16, "10");
    row("19: first on the boundary, before", "15:00 0>1:100", 1, 14, "0");
    row("19: first on the boundary, after", "15:00 0>1:100", 1, 15, "5");
    row("20: last second", "15:59:59 0>1:72000", 1, 15, "1");
    row("21: ten last seconds", "14:00 0>1:100 | 15:59:50 0>1:7200", 1, 15, "6");
    row("27: disabled for a while", "14:00 0>1:100", 1, 15, "5/2", "0.05", "15:20 15:50");
    row("28: disabled all the time", "14:00 0>1:100 | 15:30 0>1:50", 1, 15, "0", "0.05", "15:00 16:00");
    row("28: enabled again", "14:00 0>1:100 | 15:30 0>1:50", 1, 16, "15/2", "0.05", "15:00 16:00");
    row("30: what a fork left", "15:30:12 0>1:60", 1, 15, "149/100");
    row("32: what a deep fork left", "15:30:24 0>1:100", 1, 15, "37/15");
    row("33: rate changes", "14:00 0>1:100", 1, 15, "15/2", "0.05, 15:30 0.1");
    row("33: no decimals of a third", "14:00 0>1:10", 1, 15, "358333333/150000000",
        "0.05, 15:20 0.333333333");
    row("35: corrected rate", "14:00 0>1:100", 1, 15, "8", "0.05, 15:00 0.08");
    row("rate and balance change at once", "14:00 0>1:100 | 15:30 1>2:50", 1, 15, "5", "0.05, 15:30 0.1");
    row("rate ends the programme", "14:00 0>1:100", 1, 16, "0", "0.05, 15:30 0");
    row("39: through a proxy", "15:30 0>1:100", 1, 15, "5/2");
    row("43: a grave is a holder", "14:00 0>1:100 | 15:00 1>57005:100", 57005, 15, "5");
    row("50: conservation, a", "15:10 0>1:100 | 15:20 1>2:40 | 15:50 2>0:10", 1, 15, "17/6");
    row("50: conservation, b", "15:10 0>1:100 | 15:20 1>2:40 | 15:50 2>0:10", 2, 15, "5/4");
}

void TestSettlement::cases()
{
    QFETCH(std::string, script);
    QFETCH(int, who);
    QFETCH(int, hour);
    QFETCH(std::string, rates);
    QFETCH(std::string, disabled);
    const auto instant = [](const std::string& clock) {
        int h = 0, m = 0;
        std::sscanf(clock.c_str(), "%d:%d", &h, &m);
        return at(h, m);
    };
    std::vector<RateChange> schedule{{UnixTime(0), *parseRate(rates.substr(0, rates.find(',')))}};
    if (const auto comma = rates.find(','); comma != std::string::npos)
        schedule.push_back({instant(rates.substr(comma + 2, 5)), *parseRate(rates.substr(comma + 8))});
    std::vector<StatusChange> history;
    if (!disabled.empty())
        history = {{instant(disabled), UserStatus::Disabled},
                   {instant(disabled.substr(6)), UserStatus::Normal}};
    const Story story = toldStory(script, at(kEnd));
    QTEST(gainedIn(story, static_cast<std::uint32_t>(who), hour, RateTimeline(schedule).during(history)),
          "expected");
}

void TestSettlement::threeDaysOfDowntime()
{
    // 23, 26 and 29: had 100; -40 after 12.5 hours; +10 at 20:15 of the next day; 72 hours in all.
    const Story story = toldStory("14:00 0>1:100 | 27:30 1>2:40 | 68:15 2>1:10", at(87));
    const auto rows = story.rowsOf(1);
    SettledUser hourly(story, at(14), rateOf()), once(story, at(14), rateOf());
    hourly.settle(at(15), rows);
    const PointsRaw before = hourly.points();
    for (int h = 16; h <= 87; ++h)
        hourly.settle(at(h), rows);
    once.settle(at(87), rows);
    QCOMPARE(fraction(hourly.points() - before), QStringLiteral("2003/8"));
    QVERIFY(hourly.points() == once.points());
    QCOMPARE(once.spanText(), hourly.spanText());
    QCOMPARE(gainedIn(story, 1, 27, rateOf()), QStringLiteral("4"));
    QCOMPARE(gainedIn(story, 1, 68, rateOf()), QStringLiteral("27/8"));

    const Story paused = toldStory("14:00 0>1:100 | 17:00 0>1:100", at(20));
    SettledUser resumed(paused, at(14), rateOf());
    resumed.settle(at(15), paused.rowsOf(1));
    resumed.settle(at(20), paused.rowsOf(1));
    QCOMPARE(fraction(resumed.points()), QStringLiteral("45"));
}

void TestSettlement::greatestBalanceHandedOn()
{
    Story story;
    story.block(at(15))
        .transfer(0, 1, maxUint256())
        .block(at(15, 30))
        .transfer(1, 2, maxUint256())
        .block(at(16));
    SettledUser first(story, at(15), rateOf()), second(story, at(15), rateOf());
    first.settle(at(16), story.rowsOf(1));
    second.settle(at(16), story.rowsOf(2));
    QVERIFY(first.points() == second.points());
    QCOMPARE(fraction(first.points() + second.points()),
             QStringLiteral("23158417847463239084714197001737581570653996933128112807891516801582625927987/"
                            "4000000000000000000"));
    QCOMPARE(text(formatPoints(first.points() + second.points(), 18)),
             QStringLiteral("5789604461865809771178549250434395392663499233282028201972.879200395656481996"));
}

void TestSettlement::anAirdrop()
{
    Story story;
    story.block(at(14)).mint(1, 200).block(at(15));
    for (std::uint32_t n = 2; n <= 201; ++n)
        story.send(1, n, 1);
    story.block(at(16));
    PointsRaw sum;
    for (std::uint32_t n = 2; n <= 201; ++n) {
        SettledUser one(story, at(15), rateOf());
        one.settle(at(16), story.rowsOf(n));
        QCOMPARE(fraction(one.points()), QStringLiteral("1/20"));
        sum += one.points();
    }
    QCOMPARE(fraction(sum), QStringLiteral("10"));
    SettledUser sender(story, at(14), rateOf());
    sender.settle(at(16), story.rowsOf(1));
    QCOMPARE(fraction(sender.points()), QStringLiteral("10")); // all of it before 15:00
}

void TestSettlement::twoChainsAreSummed()
{
    // 44
    PointsSum sum;
    for (const int decimals : {18, 6}) {
        Story story;
        story.block(at(15)).transfer(0, 1, tokens(100, decimals)).block(at(16));
        SettledUser one(story, at(15), rateOf());
        one.settle(at(16), story.rowsOf(1));
        QCOMPARE(text(formatPoints(one.points(), decimals)), QStringLiteral("5.000000000000000000"));
        sum.add(one.points(), decimals);
    }
    QCOMPARE(text(sum.text()), QStringLiteral("10.000000000000000000"));
}

void TestSettlement::excludedHoldersGainNothing()
{
    // 43: on the exclusion list. The spans are written all the same.
    const Story story = toldStory("14:00 0>1:100 | 15:30 1>2:40", at(20));
    SettledUser excluded(story, at(14), RateTimeline({}));
    excluded.settle(at(20), story.rowsOf(1));
    QVERIFY(excluded.points().isZero());
    QCOMPARE(excluded.spanFault(), QString());
    QCOMPARE(excluded.spans().size(), std::size_t(2));
    QVERIFY(excluded.settled() == at(20));
}

void TestSettlement::aSpanEndsAfterEachIntervalWithAChange()
{
    const Story story = toldStory("15:10 0>1:100 | 15:30 0>1:100 | 18:00 1>2:50 | 20:59:59 1>2:50", at(kEnd));
    SettledUser settled(story, at(15), rateOf());
    settled.settle(at(24), story.rowsOf(1));
    QCOMPARE(settled.spanFault(), QString());
    QStringList spans;
    for (const PointsSpan& span : settled.spans())
        spans += QStringLiteral("%1-%2 %3 in %4")
                     .arg((span.from.time - at(0)) / kHour)
                     .arg((span.to.time - at(0)) / kHour)
                     .arg(fraction(span.points))
                     .arg(span.segments.size());
    QCOMPARE(spans, (QStringList{QStringLiteral("15-16 20/3 in 3"), QStringLiteral("16-19 55/2 in 2"),
                                 QStringLiteral("19-21 21599/1440 in 2")}));
    QVERIFY(settled.state().spanStart.time == at(21));
    QVERIFY(settled.state().spanStart.block == BlockHeight(4));
    QVERIFY(settled.state().settled == (SettledPoint{at(24), BlockHeight(4)}));
    // The first segment says that there was nothing at first.
    const PointsSegment& first = settled.spans()[0].segments[0];
    QVERIFY(first.from == at(15) && first.to == at(15, 10) && first.balance.isZero() &&
            first.points.isZero());
}

void TestSettlement::idleHoldersCostNoSpan()
{
    const Story story = toldStory("14:00 0>1:120", at(40));
    SettledUser settled(story, at(14), rateOf());
    for (int h = 15; h <= 40; ++h)
        settled.settle(at(h), story.rowsOf(1));
    QCOMPARE(settled.spans().size(), std::size_t(1));
    QCOMPARE(fraction(settled.points()), QStringLiteral("156")); // 3: 150 for the last 25 hours
    QVERIFY(settled.state().settled.time == at(40) && settled.state().spanStart.time == at(15));
}

void TestSettlement::settlingAgainChangesNothing()
{
    const Story story = toldStory("15:10 0>1:100 | 15:30 0>1:100", at(kEnd));
    SettledUser settled(story, at(15), rateOf());
    for (int i = 0; i < 3; ++i)
        settled.settle(at(16), story.rowsOf(1));
    QCOMPARE(fraction(settled.points()), QStringLiteral("20/3"));
    QCOMPARE(settled.spans().size(), std::size_t(1));
}

void TestSettlement::anyCutGivesTheSame()
{
    Dice dice(51);
    int changes = 0;
    for (int round = 0; round < 60; ++round) {
        const Story story = randomStory(dice, at(0) + dice.between(0, kHour - 1), 30, 3);
        const UnixTime end = story.lastBoundary();
        for (std::uint32_t who = 1; who <= 3; ++who) {
            const auto rows = story.rowsOf(who);
            if (rows.empty())
                continue;
            changes += static_cast<int>(rows.size());
            const UnixTime start = firstBoundary(rows);
            const Facts facts(dice, start, end);
            SettledUser hourly(story, start, facts.timeline()), once(story, start, facts.timeline());
            for (UnixTime b = start + kHour; b <= end; b = b + kHour) {
                hourly.settle(b, rows);
                QVERIFY(!hourly.failure());
                QVERIFY(hourly.settled() == b);
                QVERIFY(hourly.points() == oraclePoints(rows, start, b, facts.rates, facts.history));
                PointsRaw sum;
                for (const PointsSpan& span : hourly.spans())
                    sum += span.points;
                const UnixTime tail = hourly.state().spanStart.time;
                QVERIFY(sum + oraclePoints(rows, tail, b, facts.rates, facts.history) == hourly.points());
            }
            QCOMPARE(hourly.spanFault(), QString());
            once.settle(end, rows);
            QVERIFY(once.points() == hourly.points());
            QCOMPARE(once.spanText(), hourly.spanText());
            for (const int n : {2, 5, 12}) {
                SettledUser pieces(story, start, facts.timeline());
                for (const UnixTime b : someBoundaries(dice, start, end, n))
                    pieces.settle(b, rows);
                QVERIFY(pieces.state().points == once.state().points);
                QVERIFY(pieces.state().settled == once.state().settled);
                QVERIFY(pieces.state().spanStart == once.state().spanStart);
                QCOMPARE(pieces.spanText(), once.spanText());
            }
        }
    }
    QVERIFY(changes > 2000);
}

void TestSettlement::otherIntervals()
{
    Dice dice(52);
    for (const std::int64_t interval : {1, 7, 60, 900, 86400}) {
        Story story(1, interval);
        UnixTime time = at(0, 0, 13);
        for (int i = 0; i < 30; ++i, time = time + dice.between(0, 3 * interval))
            story.block(time).mint(1, dice.between(1, 9));
        story.block(time + 2 * interval);
        const auto rows = story.rowsOf(1);
        const UnixTime start = boundaryAtOrBefore(rows.front().blockTime, interval);
        const UnixTime end = story.lastBoundary();
        SettledUser each(story, start, rateOf(), interval), once(story, start, rateOf(), interval);
        for (UnixTime b = start + interval; b <= end; b = b + interval)
            each.settle(b, rows);
        once.settle(end, rows);
        QVERIFY(once.points() == oraclePoints(rows, start, end, {{UnixTime(0), *parseRate("0.05")}}));
        QVERIFY(each.points() == once.points());
        QCOMPARE(each.spanText(), once.spanText());
        QCOMPARE(once.spanFault(), QString());
    }
}

CP_REGISTER_TEST(TestSettlement);
#include "tst_settlement.moc"
