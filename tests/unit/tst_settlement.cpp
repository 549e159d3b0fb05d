// Points are a function of the facts: the written-out cases, any way of cutting the time into settlements, and what
// becomes of a user whose ledger does not add up.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <map>

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

UnixTime firstBoundary(const std::vector<LedgerRow>& rows)
{
    return boundaryAtOrBefore(rows.front().blockTime, kHour);
}

/// Boundaries after `from` up to `to`: each with the chance of one in `n`, the last one always.
std::vector<UnixTime> someBoundaries(Dice& dice, UnixTime from, UnixTime to, int n)
{
    std::vector<UnixTime> result;
    for (UnixTime b = from + kHour; b < to; b = b + kHour)
        if (dice.oneIn(n))
            result.push_back(b);
    result.push_back(to);
    return result;
}

/// Random schedules around the time of a story.
struct Facts
{
    std::vector<RateChange> rates;
    std::vector<StatusChange> history;

    Facts(Dice& dice, UnixTime from, UnixTime to)
    {
        const auto someTime = [&] {
            const UnixTime time(dice.between(from.value() - kHour, to.value()));
            return dice.oneIn(3) ? boundaryAtOrBefore(time, kHour) : time;
        };
        std::map<UnixTime, mpz_class> rateAt;
        std::map<UnixTime, UserStatus> statusAt;
        for (std::int64_t i = dice.between(0, 4); i > 0; --i)
            rateAt[someTime()] = mpz_class(long(dice.between(0, 1'000'000'000)));
        for (std::int64_t i = dice.oneIn(2) ? 0 : dice.between(1, 5); i > 0; --i)
            statusAt[someTime()] = dice.oneIn(2) ? UserStatus::Disabled : UserStatus::Normal;
        if (rateAt.empty() || dice.oneIn(2))
            rateAt[UnixTime(0)] = *parseRate("0.05");
        for (const auto& [time, rate] : rateAt)
            rates.push_back({time, rate});
        for (const auto& [time, status] : statusAt)
            history.push_back({time, status});
    }
    [[nodiscard]] RateTimeline timeline() const { return RateTimeline(rates).during(history); }
};

/// A user's ledger with one fault in it.
struct Spoilt
{
    std::string what;
    std::vector<LedgerRow> rows;
    StoredBalance stored;
};

/// Every kind of fault, in a row taken by chance.
std::vector<Spoilt> spoil(Dice& dice, const std::vector<LedgerRow>& rows)
{
    std::vector<Spoilt> faults;
    const auto index = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(rows.size()) - 1));
    const auto add = [&](const std::string& what, const std::function<void(std::vector<LedgerRow>&, LedgerRow&)>& change) {
        Spoilt fault{what + " in row " + std::to_string(index), rows, SettledUser::lastOf(rows)};
        change(fault.rows, fault.rows[index]);
        faults.push_back(std::move(fault));
    };
    add("wrong amount", [](auto&, LedgerRow& row) { row.amount += raw("1"); });
    add("wrong balance", [](auto&, LedgerRow& row) { row.balanceAfter += raw("1"); });
    add("wrong amount and balance", [](auto&, LedgerRow& row) {
        row.balanceAfter += row.amount;
        row.amount += row.amount;
    });
    add("wrong sign", [](auto&, LedgerRow& row) { row.amount = -row.amount; });
    add("wrong type", [](auto&, LedgerRow& row) {
        row.type = row.amount.isNegative() ? ChangeType::Mint : ChangeType::Burn;
    });
    add("negative balance", [](auto&, LedgerRow& row) {
        row.amount -= row.balanceAfter + raw("1");
        row.balanceAfter = raw("-1");
        row.type = ChangeType::Burn;
    });
    add("missing row", [&](auto& all, LedgerRow&) { all.erase(all.begin() + static_cast<std::ptrdiff_t>(index)); });
    add("missing tail", [&](auto& all, LedgerRow&) { all.erase(all.begin() + static_cast<std::ptrdiff_t>(index), all.end()); });
    add("row twice", [&](auto& all, LedgerRow& row) { all.insert(all.begin() + static_cast<std::ptrdiff_t>(index), LedgerRow(row)); });
    faults.push_back({"balance table: wrong balance", rows, SettledUser::lastOf(rows)});
    faults.back().stored.balance += raw("1");
    faults.push_back({"balance table: later block", rows, SettledUser::lastOf(rows)});
    ++faults.back().stored.lastChange;
    faults.push_back({"balance table: earlier block", rows, SettledUser::lastOf(rows)});
    faults.back().stored.lastChange = faults.back().stored.lastChange - 1;
    return faults;
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
    void openingBalanceCures();

    // Spans.
    void aSpanEndsAfterEachIntervalWithAChange();
    void idleHoldersCostNoSpan();
    void settlingAgainChangesNothing();
    void anyCutGivesTheSame();
    void otherIntervals();

    // Failures.
    void stops_data();
    void stops();
    void everyFaultStopsAtProvenTimeAndIsCured();
    void misplacedRowsAreNeverCredited();
    void unreadableRowsStop();
    void aFailureWithoutAChangeBecomesASpan();
    void anotherFaultAfterTheRepair();
};

void TestSettlement::cases_data()
{
    QTest::addColumn<std::string>("script");
    QTest::addColumn<int>("who");
    QTest::addColumn<int>("hour");
    QTest::addColumn<std::string>("rates");    // "0.05, 15:30 0.1"
    QTest::addColumn<std::string>("disabled"); // "15:20 15:50": from, to
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* script, int who, int hour, const char* expected, const char* rates = "0.05",
                        const char* disabled = "") {
        QTest::newRow(name) << std::string(script) << who << hour << std::string(rates) << std::string(disabled)
                            << QString::fromLatin1(expected);
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
    row("33: no decimals of a third", "14:00 0>1:10", 1, 15, "358333333/150000000", "0.05, 15:20 0.333333333");
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
        history = {{instant(disabled), UserStatus::Disabled}, {instant(disabled.substr(6)), UserStatus::Normal}};
    const Story story = toldStory(script, at(kEnd));
    QTEST(gainedIn(story, static_cast<std::uint32_t>(who), hour, RateTimeline(schedule).during(history)), "expected");
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
    story.block(at(15)).transfer(0, 1, maxUint256()).block(at(15, 30)).transfer(1, 2, maxUint256()).block(at(16));
    SettledUser first(story, at(15), rateOf()), second(story, at(15), rateOf());
    first.settle(at(16), story.rowsOf(1));
    second.settle(at(16), story.rowsOf(2));
    QVERIFY(first.points() == second.points());
    QCOMPARE(fraction(first.points() + second.points()),
             QStringLiteral("23158417847463239084714197001737581570653996933128112807891516801582625927987/4000000000000000000"));
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

void TestSettlement::openingBalanceCures()
{
    // 36: the first event that is seen is a transfer of 30.
    const Story story = toldStory("15:30 1>2:30", at(kEnd));
    const auto without = story.rowsOf(1);
    SettledUser user1(story, at(15), rateOf());
    user1.settle(at(16), without);
    QCOMPARE(user1.failureCode(), QStringLiteral("negative_balance"));
    QVERIFY2(user1.failure()->reason.find("block 1,") != std::string::npos, user1.failure()->reason.c_str());
    QVERIFY2(user1.failure()->reason.find("-30") != std::string::npos, user1.failure()->reason.c_str());
    QVERIFY(user1.points().isZero());
    QVERIFY(user1.settled() == at(15));
    // Who received is not touched.
    SettledUser user2(story, at(15), rateOf());
    user2.settle(at(16), story.rowsOf(2));
    QCOMPARE(fraction(user2.points()), QStringLiteral("3/4"));

    LedgerRow opening = without[0];
    opening.type = ChangeType::Opening;
    opening.amount = opening.balanceAfter = tokens(100);
    opening.height = BlockHeight(0);
    opening.blockTime = at(14, 59);
    LedgerRow derived = without[0];
    derived.balanceAfter = tokens(70);
    user1.settle(at(16), {opening, derived});
    QVERIFY(!user1.failure());
    QCOMPARE(fraction(user1.points()), QStringLiteral("17/4"));
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
    QVERIFY(first.from == at(15) && first.to == at(15, 10) && first.balance.isZero() && first.points.isZero());
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

void TestSettlement::stops_data()
{
    using Change = std::function<void(std::vector<LedgerRow>&, StoredBalance&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("named"); // in the reason
    QTest::addColumn<int>("settled");   // hour
    QTest::addColumn<int>("from");      // of the failure
    QTest::addColumn<int>("to");
    // The user's rows: 0 at 15:10, 1 at 15:30, 2 at 17:20, 3 at 17:20, 4 at 20:40, in blocks 1, 2, 3, 4, 5.
    // Proven is what the next row, or the balance table, follows from: a fault leaves open what happened since the row before it.
    const auto row = [](const char* name, const char* code, const char* named, int settled, int from, int to, Change change) {
        QTest::newRow(name) << change << QString::fromLatin1(code) << QString::fromLatin1(named) << settled << from << to;
    };
    row("first row's balance", "balance_chain", "block 1,", 15, 15, 16, [](auto& rows, auto&) { rows[0].balanceAfter = tokens(1); });
    row("amount in the middle", "balance_chain", "block 3,", 15, 15, 16, [](auto& rows, auto&) { rows[2].amount = tokens(-51); });
    row("second of two in an hour", "balance_chain", "block 4,", 17, 16, 18, [](auto& rows, auto&) { rows[3].amount = tokens(-51); });
    row("sign", "sign", "block 5,", 17, 16, 18, [](auto& rows, auto&) { rows[4].amount = -rows[4].amount; });
    row("order", "order", "block 4,", 17, 16, 18, [](auto& rows, auto&) { rows[3].blockTime = at(17, 19, 59); });
    row("negative balance", "negative_balance", "block 5,", 17, 16, 18, [](auto& rows, auto& stored) {
        rows[4].amount = tokens(-101);
        rows[4].balanceAfter = stored.balance = tokens(-1);
    });
    row("row before the last one missing", "balance_chain", "block 5,", 17, 16, 18,
        [](auto& rows, auto&) { rows.erase(rows.begin() + 3); });
    row("only row of an hour missing", "balance_chain", "block 5,", 15, 15, 16,
        [](auto& rows, auto&) { rows.erase(rows.begin() + 2, rows.begin() + 4); });
    row("last row missing", "balance_mismatch", "block 5 ", 17, 16, 18, [](auto& rows, auto&) { rows.pop_back(); });
    row("all rows missing", "balance_mismatch", "block 5 ", 15, 15, 16, [](auto& rows, auto&) { rows.clear(); });
    row("balance table has another balance", "balance_mismatch", "block 5 ", 20, 18, 21,
        [](auto&, auto& stored) { stored.balance += raw("1"); });
    row("balance table is behind", "balance_mismatch", "block 4 ", 20, 18, 21, [](auto&, auto& stored) {
        stored.balance = tokens(100);
        stored.lastChange = BlockHeight(4);
    });
}

void TestSettlement::stops()
{
    using Change = std::function<void(std::vector<LedgerRow>&, StoredBalance&)>;
    QFETCH(Change, change);
    QFETCH(QString, code);
    QFETCH(QString, named);
    QFETCH(int, settled);
    QFETCH(int, from);
    QFETCH(int, to);
    const Story story = toldStory("15:10 0>1:100 | 15:30 0>1:100 | 17:20 1>2:50 | 17:20 1>2:50 | 20:40 1>2:60", at(kEnd));
    const auto truth = story.rowsOf(1);
    auto rows = truth;
    StoredBalance stored = SettledUser::lastOf(truth);
    change(rows, stored);

    SettledUser once(story, at(15), rateOf()), hourly(story, at(15), rateOf());
    once.settle(at(kEnd), rows, stored);
    for (int h = 16; h <= kEnd; ++h)
        hourly.settle(at(h), rows, stored);
    for (const SettledUser* user1 : {&once, &hourly}) {
        QCOMPARE(user1->failureCode(), code);
        QVERIFY2(text(user1->failure()->reason).contains(named), user1->failure()->reason.c_str());
        QCOMPARE(text(formatTime(user1->settled())), text(formatTime(at(settled))));
        QCOMPARE(text(formatTime(user1->failure()->from)), text(formatTime(at(from))));
        QCOMPARE(text(formatTime(user1->failure()->to)), text(formatTime(at(to))));
        QVERIFY(user1->points() == oraclePoints(truth, at(15), at(settled), {{UnixTime(0), *parseRate("0.05")}}));
    }
    QCOMPARE(once.spanText(), hourly.spanText());

    SettledUser sound(story, at(15), rateOf());
    sound.settle(at(kEnd), truth);
    once.settle(at(kEnd), truth);
    QVERIFY(!once.failure());
    QVERIFY(once.points() == sound.points());
    QCOMPARE(once.spanText(), sound.spanText());
}

void TestSettlement::everyFaultStopsAtProvenTimeAndIsCured()
{
    Dice dice(53);
    int faults = 0;
    for (int round = 0; round < 60; ++round) {
        const Story story = randomStory(dice, at(0) + dice.between(0, kHour - 1), 20, 2);
        const auto truth = story.rowsOf(1);
        if (truth.empty())
            continue;
        const UnixTime start = firstBoundary(truth);
        const UnixTime end = story.lastBoundary();
        const Facts facts(dice, start, end);
        SettledUser sound(story, start, facts.timeline());
        sound.settle(end, truth);
        for (const Spoilt& fault : spoil(dice, truth)) {
            const QByteArray what = "round " + QByteArray::number(round) + ": " + QByteArray::fromStdString(fault.what);
            ++faults;
            SettledUser once(story, start, facts.timeline());
            once.settle(end, fault.rows, fault.stored);
            QVERIFY2(once.failure(), what.constData());
            QVERIFY2(once.settled() < end, what.constData());
            QVERIFY2(once.points() == oraclePoints(truth, start, once.settled(), facts.rates, facts.history), what.constData());
            QVERIFY2(once.spanFault().isEmpty(), QByteArray(what + ": " + once.spanFault().toLatin1()).constData());
            const SettledUser::Failure failed = *once.failure();
            QVERIFY2(failed.from == once.state().spanStart.time && failed.to == once.settled() + kHour, what.constData());

            for (const int n : {1, 3}) {
                SettledUser pieces(story, start, facts.timeline());
                for (const UnixTime b : someBoundaries(dice, start, end, n))
                    pieces.settle(b, fault.rows, fault.stored);
                QVERIFY2(pieces.settled() == once.settled(), what.constData());
                QVERIFY2(pieces.points() == once.points(), what.constData());
                QVERIFY2(pieces.spanText() == once.spanText(), what.constData());
                QVERIFY2(pieces.failure() && pieces.failure()->reason == failed.reason, what.constData());
                // Trying again without a repair changes nothing.
                pieces.settle(end, fault.rows, fault.stored);
                QVERIFY2(pieces.settled() == once.settled() && pieces.points() == once.points(), what.constData());

                for (const UnixTime b : someBoundaries(dice, pieces.settled(), end, n))
                    pieces.settle(b, truth);
                QVERIFY2(!pieces.failure(), what.constData());
                QVERIFY2(pieces.points() == sound.points(), what.constData());
                QVERIFY2(pieces.spanFault().isEmpty(), what.constData());
            }
            once.settle(end, truth);
            QVERIFY2(!once.failure() && once.points() == sound.points(), what.constData());
            const auto resolved = std::find_if(once.spans().begin(), once.spans().end(), [&](const PointsSpan& span) {
                return span.from.time == failed.from && span.to.time == failed.to;
            });
            QVERIFY2(resolved != once.spans().end(), what.constData());
        }
    }
    QVERIFY(faults > 400);
}

void TestSettlement::misplacedRowsAreNeverCredited()
{
    // A time stamp that does not belong to the row's block: into another hour, earlier or later.
    Dice dice(54);
    int faults = 0;
    for (int round = 0; round < 300; ++round) {
        const Story story = randomStory(dice, at(0) + dice.between(0, kHour - 1), 20, 2);
        const auto truth = story.rowsOf(1);
        if (truth.empty())
            continue;
        const UnixTime start = firstBoundary(truth);
        const UnixTime end = story.lastBoundary();
        auto rows = truth;
        LedgerRow& row = rows[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(rows.size()) - 1))];
        const UnixTime wrong(dice.between(at(-5).value(), end.value() + (dice.oneIn(4) ? 1000 * kHour : -1)));
        if (boundaryAtOrBefore(wrong, kHour) == boundaryAtOrBefore(row.blockTime, kHour))
            continue;
        row.blockTime = wrong;
        ++faults;
        const QByteArray what = "round " + QByteArray::number(round);
        SettledUser sound(story, start, rateOf());
        sound.settle(end, truth);
        for (const int n : {1, 3, 1000}) {
            SettledUser pieces(story, start, rateOf());
            for (const UnixTime b : someBoundaries(dice, start, end, n))
                pieces.settle(b, rows);
            QVERIFY2(pieces.failure(), what.constData());
            QVERIFY2(pieces.points() == oraclePoints(truth, start, pieces.settled(), {{UnixTime(0), *parseRate("0.05")}}),
                     what.constData());
            for (const UnixTime b : someBoundaries(dice, pieces.settled(), end, n))
                pieces.settle(b, truth);
            QVERIFY2(!pieces.failure() && pieces.points() == sound.points(), what.constData());
            QVERIFY2(pieces.spanFault().isEmpty(), what.constData());
        }
    }
    QVERIFY(faults > 150);
}

void TestSettlement::unreadableRowsStop()
{
    const Story story = toldStory("15:10 0>1:100 | 17:20 1>2:50 | 20:40 1>2:50", at(kEnd));
    const auto rows = story.rowsOf(1);
    const UserSettlement::BlockBefore find = [&](UnixTime boundary) { return story.blockBefore(boundary); };
    const RateTimeline rates = rateOf();
    const UserPointsState start{PointsRaw(), {at(15), BlockHeight(0)}, {at(15), BlockHeight(0)}};
    UserSettlement settlement(start, std::nullopt, at(kEnd), std::nullopt, kHour, rates, find);
    settlement.row(rows[0]);
    settlement.unreadable({"unreadable", "block 2: amount \"x\" is no number"}, rows[1].blockTime);
    settlement.row(rows[2]);
    settlement.finish(SettledUser::lastOf(rows));
    QVERIFY(settlement.problem());
    QCOMPARE(text(settlement.problem()->text()), QStringLiteral("unreadable: block 2: amount \"x\" is no number"));
    QVERIFY(settlement.state().points ==
            oraclePoints(rows, at(15), settlement.state().settled.time, {{UnixTime(0), *parseRate("0.05")}}));
    QVERIFY(settlement.state().settled.time <= at(17));
}

void TestSettlement::aFailureWithoutAChangeBecomesASpan()
{
    // The fault lies in an hour without a change: a row too much. Once it is gone, the failed span is settled as such.
    const Story story = toldStory("15:10 0>1:100", at(kEnd));
    const auto truth = story.rowsOf(1);
    SettledUser settled(story, at(15), rateOf());
    settled.settle(at(18), truth);
    StoredBalance wrong = SettledUser::lastOf(truth);
    wrong.balance += raw("1");
    settled.settle(at(20), truth, wrong);
    QVERIFY(settled.failure());
    QVERIFY(settled.settled() == at(18));
    QVERIFY(settled.failure()->from == at(16) && settled.failure()->to == at(19));
    settled.settle(at(22), truth);
    QVERIFY(!settled.failure());
    QCOMPARE(settled.spans().size(), std::size_t(2));
    QVERIFY(settled.spans().back().from.time == at(16) && settled.spans().back().to.time == at(19));
    QCOMPARE(settled.spanFault(), QString());
    QVERIFY(settled.points() == oraclePoints(truth, at(15), at(22), {{UnixTime(0), *parseRate("0.05")}}));
}

void TestSettlement::anotherFaultAfterTheRepair()
{
    const Story story = toldStory("15:10 0>1:100 | 17:20 1>2:50 | 17:40 1>2:5 | 20:40 1>2:5", at(kEnd));
    const auto truth = story.rowsOf(1);
    SettledUser settled(story, at(15), rateOf());
    auto rows = truth;
    rows[1].amount += raw("1");
    rows[3].amount += raw("1");
    settled.settle(at(kEnd), rows, SettledUser::lastOf(truth));
    QVERIFY(text(settled.failure()->reason).contains(QStringLiteral("block 2,")));
    const UnixTime first = settled.failure()->from;
    rows[1] = truth[1];
    settled.settle(at(kEnd), rows, SettledUser::lastOf(truth));
    QVERIFY(text(settled.failure()->reason).contains(QStringLiteral("block 4,")));
    QVERIFY(settled.failure()->from > first);
    QVERIFY(settled.settled() == at(17));
    settled.settle(at(kEnd), truth);
    QVERIFY(!settled.failure());
    SettledUser sound(story, at(15), rateOf());
    sound.settle(at(kEnd), truth);
    QVERIFY(settled.points() == sound.points());
    QCOMPARE(settled.spanText(), sound.spanText());
}

CP_REGISTER_TEST(TestSettlement);
#include "tst_settlement.moc"
