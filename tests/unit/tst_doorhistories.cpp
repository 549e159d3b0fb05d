// The balance and the points over time, as charts show them.
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestDoorHistories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void theExample();
    void aPartOfTheTime();
    void severalChangesInOneSecondAreOnePoint();
    void manyChangesAreThinnedButKeepTheirExtremes();
    void longTimesGetWiderBars();
    void anyRangeOfAnyStoryAddsUp();
    void whoHasNoHistory();
    void aBrokenRowIsTold();
};

namespace {

HistoryQuery queryOf(std::uint32_t n, std::optional<UnixTime> from = {}, std::optional<UnixTime> to = {})
{
    return {"sepolia", user(n).hex(), from, to, 2000};
}

QString shown(const Result<BalanceHistory>& history)
{
    if (!history)
        return text(history.error().message);
    QStringList parts;
    for (const BalancePoint& point : history->points)
        parts += text(formatTime(point.time)).mid(11, 5) + QLatin1Char('=') +
                 text(point.balance).section(QLatin1Char('.'), 0, 0);
    return parts.join(QLatin1Char(' '));
}

QString shown(const Result<PointsHistory>& history)
{
    if (!history)
        return text(history.error().message);
    QStringList parts;
    for (const PointsBar& bar : history->bars)
        parts += text(formatTime(bar.from)).mid(11, 5) + QLatin1Char('=') + text(bar.gained).left(5) +
                 QLatin1Char('/') + text(bar.total).left(5);
    return parts.join(QLatin1Char(' '));
}

} // namespace

void TestDoorHistories::theExample()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 | 15:30 0>1:100", at(18)));
    const auto door = doorOf(database);
    const auto balance = door->balanceHistory(queryOf(1));
    QCOMPARE(shown(balance), QStringLiteral("15:10=100 15:30=200"));
    QVERIFY(balance->begin == at(15, 10) && balance->end == at(18) && !balance->thinned);
    const auto points = door->pointsHistory(queryOf(1));
    QCOMPARE(shown(points), QStringLiteral("15:00=6.666/6.666 16:00=10.00/16.66 17:00=10.00/26.66"));
    QVERIFY(points->begin == at(15) && points->end == at(18) && points->barSeconds == kHour);
    QCOMPARE(text(points->bars.front().gained), QStringLiteral("6.666666666666666666"));
    QCOMPARE(text(points->bars.back().total), QStringLiteral("26.666666666666666666"));
}

void TestDoorHistories::aPartOfTheTime()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 | 15:30 0>1:100 | 16:30 1>0:50 | 17:30 1>0:50", at(19)));
    const auto door = doorOf(database);
    QCOMPARE(shown(door->balanceHistory(queryOf(1, at(16), at(17)))), QStringLiteral("16:00=200 16:30=150"));
    QCOMPARE(shown(door->balanceHistory(queryOf(1, at(18), at(18, 30)))), QStringLiteral("18:00=100"));
    QCOMPARE(shown(door->balanceHistory(queryOf(1, at(15, 30), at(16)))), QStringLiteral("15:30=200"));
    QCOMPARE(shown(door->balanceHistory(queryOf(1, at(1), at(99)))),
             QStringLiteral("15:10=100 15:30=200 16:30=150 17:30=100"));
    QCOMPARE(shown(door->pointsHistory(queryOf(1, at(16), at(17)))), QStringLiteral("16:00=8.750/15.41"));
    QCOMPARE(shown(door->pointsHistory(queryOf(1, at(16, 20), at(17, 10)))),
             QStringLiteral("16:00=8.750/15.41 17:00=6.250/21.66"));
}

void TestDoorHistories::severalChangesInOneSecondAreOnePoint()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 1>1:30 1>2:10 | 15:10 0>1:5", at(16)));
    QCOMPARE(shown(doorOf(database)->balanceHistory(queryOf(1))), QStringLiteral("15:10=95"));
}

void TestDoorHistories::manyChangesAreThinnedButKeepTheirExtremes()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    Story story;
    for (int second = 0; second < 3000; ++second) {
        story.block(at(14, 0, second));
        if (second == 1234)
            story.mint(1, 1'000'000);
        else if (second == 1235)
            story.burn(1, 1'000'000);
        else
            story.mint(1, 1);
    }
    database.follow(story, "sepolia", 0, false);
    HistoryQuery query = queryOf(1);
    query.mostPoints = 100;
    const auto thinned = doorOf(database)->balanceHistory(query);
    QVERIFY(thinned && thinned->thinned);
    QVERIFY(thinned->points.size() <= 110 && thinned->points.size() >= 50);
    QVERIFY(std::ranges::is_sorted(thinned->points, {}, &BalancePoint::time));
    const auto peak = std::ranges::find(thinned->points, at(14, 0, 1234), &BalancePoint::time);
    QVERIFY(peak != thinned->points.end());
    QCOMPARE(text(peak->balance), QStringLiteral("1001234.000000000000000000"));
    QVERIFY(thinned->points.front().time == at(14) && thinned->points.back().time == at(14, 0, 2999));
    QCOMPARE(text(thinned->points.back().balance), QStringLiteral("2998.000000000000000000"));

    query.from = at(14, 0, 1200);
    query.to = at(14, 0, 1260);
    const auto exact = doorOf(database)->balanceHistory(query);
    QVERIFY(exact && !exact->thinned && exact->points.size() == 61);
}

void TestDoorHistories::longTimesGetWiderBars()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("0:10 0>1:100", at(24 * 30)));
    HistoryQuery query = queryOf(1);
    query.mostPoints = 100;
    const auto points = doorOf(database)->pointsHistory(query);
    QVERIFY(points && points->barSeconds == 8 * kHour && points->bars.size() == 90);
    QCOMPARE(text(points->bars.front().gained), QStringLiteral("39.166666666666666666"));
    QCOMPARE(text(points->bars.back().total),
             text(doorOf(database)
                      ->users({.chain = "sepolia", .search = {}, .limit = 1, .cursor = {}})
                      ->users.front()
                      .points));
}

void TestDoorHistories::anyRangeOfAnyStoryAddsUp()
{
    QFETCH_GLOBAL(const Backend, backend);
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        Dice dice(seed);
        TestDatabase database(backend);
        const Story story = randomStory(dice, at(3), 40, 4);
        database.follow(story);
        const auto door = doorOf(database);
        for (std::uint32_t n = 1; n <= 4; ++n) {
            const auto rows = story.rowsOf(n);
            if (rows.empty())
                continue;
            const auto whole = door->pointsHistory(queryOf(n));
            QVERIFY2(whole, qPrintable(failure(whole)));
            const UnixTime from = at(dice.between(3, 20));
            const UnixTime to = from + dice.between(1, 20) * kHour;
            const auto part = door->pointsHistory(queryOf(n, from, to));
            QVERIFY2(part, qPrintable(failure(part)));
            for (const PointsBar& bar : part->bars) {
                const auto same = std::ranges::find(whole->bars, bar.from, &PointsBar::from);
                QVERIFY(same != whole->bars.end() && same->gained == bar.gained && same->total == bar.total);
            }
            for (const PointsBar& bar : whole->bars) {
                QCOMPARE(text(bar.gained),
                         text(formatPoints(
                             oraclePoints(rows, bar.from, bar.to, {{UnixTime(0), *parseRate("0.05")}}), 18)));
                QCOMPARE(text(bar.total),
                         text(formatPoints(
                             oraclePoints(rows, at(0), bar.to, {{UnixTime(0), *parseRate("0.05")}}), 18)));
            }
        }
    }
}

void TestDoorHistories::whoHasNoHistory()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100", at(15, 30)));
    const auto door = doorOf(database);
    const auto unsettled = door->pointsHistory(queryOf(1));
    QVERIFY(unsettled && unsettled->bars.empty() && unsettled->end == at(15));
    QVERIFY(door->balanceHistory(queryOf(2)).error().code == ErrorCode::NotFound);
    QVERIFY(door->pointsHistory({"nowhere", user(1).hex(), {}, {}, 2000}).error().code ==
            ErrorCode::NotFound);
    QVERIFY(door->pointsHistory({"sepolia", "0x12", {}, {}, 2000}).error().code == ErrorCode::BadInput);
}

void TestDoorHistories::aBrokenRowIsTold()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 | 15:30 0>1:100", at(16)));
    database.spoil("UPDATE user_balance_change SET amount = 'many' WHERE block_height = 2");
    const auto balance = doorOf(database)->balanceHistory(queryOf(1));
    QVERIFY(!balance && balance.error().code == ErrorCode::Corrupt);
    QVERIFY(text(balance.error().message).contains(QStringLiteral("block 2")));
}

CP_REGISTER_TEST(TestDoorHistories);
#include "tst_doorhistories.moc"
