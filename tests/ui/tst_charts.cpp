// The charts' arithmetic: ranges, scales, labels, places.
#include "tests/support/builders.h"
#include "ui/charts/plotlayout.h"
#include "ui/charts/timeticks.h"

#include <QGuiApplication>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

QString labels(const ValueScale& scale)
{
    QStringList list;
    for (const QString& label : labelsOf(scale))
        list.append(label);
    return list.join(u' ');
}

QString ticks(UnixTime from, std::int64_t seconds, int most, const QTimeZone& zone = QTimeZone::utc())
{
    QStringList list;
    for (const TimeTick& tick : timeTicks({from, from + seconds}, most, zone))
        list.append(tick.context.isEmpty() ? tick.label : tick.label + u'/' + tick.context);
    return list.join(u' ');
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRangeZoomsAroundAPlace();
    void aRangeStaysInside();
    void scalesAreRound_data();
    void scalesAreRound();
    void theSecondAxisMeetsTheFirst();
    void timesAreRound_data();
    void timesAreRound();
    void timesAreRoundOnTheZonesClocks_data();
    void timesAreRoundOnTheZonesClocks();
    void theScaleFitsWhatIsSeen();
    void placesAndBack();
};

void TestCharts::aRangeZoomsAroundAPlace()
{
    const TimeRange day{at(0), at(24)};
    QCOMPARE(day.zoomed(at(6), 0.5), (TimeRange{at(3), at(15)}));
    QCOMPARE(day.zoomed(at(0), 2), (TimeRange{at(0), at(48)}));
    QCOMPARE(day.zoomed(at(6), 1e-9).seconds(), kShortestRange);
    QVERIFY(day.zoomed(at(6), 1e-9).from <= at(6) && day.zoomed(at(6), 1e-9).to >= at(6));
    QCOMPARE((TimeRange{at(1), at(1)}.atLeast(60)), (TimeRange{at(1) - 30, at(1) + 30}));
    QCOMPARE((TimeRange{at(1), at(2)}.atLeast(60)), (TimeRange{at(1), at(2)}));
}

void TestCharts::aRangeStaysInside()
{
    const TimeRange day{at(0), at(24)};
    QCOMPARE((TimeRange{at(-5), at(1)}.inside(day)), (TimeRange{at(0), at(6)}));
    QCOMPARE((TimeRange{at(20), at(26)}.inside(day)), (TimeRange{at(18), at(24)}));
    QCOMPARE((TimeRange{at(-9), at(90)}.inside(day)), day);
    QCOMPARE((TimeRange{at(3), at(3, 0, 1)}.inside(day)), (TimeRange{at(3), at(3, 0, 10)}));
}

void TestCharts::scalesAreRound_data()
{
    QTest::addColumn<double>("lowest");
    QTest::addColumn<double>("highest");
    QTest::addColumn<QString>("expected");
    const double huge = 115792089237316195423570985008687907853269984665640564039457.58;
    QTest::newRow("nothing") << 0.0 << 0.0 << u"0 1"_s;
    QTest::newRow("from zero") << 0.0 << 200.0 << u"0 50 100 150 200"_s;
    QTest::newRow("one value") << 5.0 << 5.0 << u"0 2 4 6"_s;
    QTest::newRow("below zero") << -5.0 << -5.0 << u"-6 -4 -2 0"_s;
    QTest::newRow("on both sides") << -100.0 << 300.0 << u"-100 0 100 200 300"_s;
    QTest::newRow("thousands") << 0.0 << 1500.0 << u"0 0.5k 1.0k 1.5k"_s;
    QTest::newRow("far from zero") << 1000000.0 << 1004000.0 << u"1.000M 1.001M 1.002M 1.003M 1.004M"_s;
    QTest::newRow("too close together")
        << 1000000.0 << 1000001.0 << u"0.0M 0.5M 1.0M 1.5M"_s.replace(u"0.0M"_s, u"0"_s);
    QTest::newRow("the largest balance") << 0.0 << huge << u"0 5e58 1e59 1.5e59"_s;
    QTest::newRow("tiny") << 0.0 << 2e-18 << u"0 5e-19 1e-18 1.5e-18 2e-18"_s;
}

void TestCharts::scalesAreRound()
{
    QFETCH(const double, lowest);
    QFETCH(const double, highest);
    QFETCH(const QString, expected);
    const ValueScale scale = scaleFor(lowest, highest, 5);
    QCOMPARE(labels(scale), expected);
    QVERIFY(scale.low <= lowest && scale.high() >= highest * (1 - 1e-9) && scale.intervals <= 5);
}

void TestCharts::theSecondAxisMeetsTheFirst()
{
    QCOMPARE(labels(scaleInSteps(1000, 3)),
             u"0 400 800 1200"_s.replace(u"400 800 1200"_s, u"0.4k 0.8k 1.2k"_s));
    QCOMPARE(labels(scaleInSteps(20.0 / 3, 4)), u"0 2 4 6 8"_s);
    QCOMPARE(labels(scaleInSteps(0, 2)), u"0 1 2"_s);
}

void TestCharts::timesAreRound_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("expected");
    const qint64 hour = at(15).value();
    QTest::newRow("seconds") << hour << qint64{10} << u"15:00:00/2025-01-01 15:00:05 15:00:10"_s;
    QTest::newRow("minutes") << hour + 61 << qint64{600} << u"15:05/2025-01-01 15:10"_s;
    QTest::newRow("over midnight") << hour << qint64{12 * 3600} << u"18:00/2025-01-01 00:00/2025-01-02"_s;
    QTest::newRow("days") << hour << qint64{5 * 86400} << u"01-02/2025 01-04 01-06"_s;
    QTest::newRow("weeks begin on Mondays") << hour << qint64{20 * 86400} << u"01-06/2025 01-13 01-20"_s;
    QTest::newRow("months") << hour << qint64{100 * 86400} << u"2025-03"_s;
    QTest::newRow("years") << hour << qint64{1500 * 86400} << u"2026 2028"_s;
}

void TestCharts::timesAreRound()
{
    QFETCH(const qint64, from);
    QFETCH(const qint64, seconds);
    QFETCH(const QString, expected);
    QCOMPARE(ticks(UnixTime(from), seconds, 3), expected);
}

void TestCharts::timesAreRoundOnTheZonesClocks_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("expected");
    constexpr qint64 kForward = 1743296400; // 2025-03-30 01:00 UTC: 02:00 becomes 03:00 in Berlin
    constexpr qint64 kBack = 1761440400;    // 2025-10-26 01:00 UTC: 03:00 becomes 02:00
    constexpr qint64 kHours = 3600;
    constexpr qint64 kDays = 24 * kHours;
    const QByteArray berlin = "Europe/Berlin";
    QTest::newRow("half hours") << QByteArray("Asia/Kolkata") << qint64{at(15).value()} << 3 * kHours
                                << u"21:00/2025-01-01 22:00 23:00"_s;
    QTest::newRow("days of half hours")
        << QByteArray("Asia/Kolkata") << qint64{at(15).value()} << 3 * kDays << u"01-02/2025 01-03 01-04"_s;
    QTest::newRow("an hour is left out")
        << berlin << kForward - 2 * kHours << 4 * kHours << u"00:00/2025-03-30 01:00 03:00 04:00 05:00"_s;
    QTest::newRow("an hour comes twice")
        << berlin << kBack - 2 * kHours << 4 * kHours << u"01:00/2025-10-26 02:00 02:00 03:00 04:00"_s;
    QTest::newRow("no two marks in one place")
        << berlin << kBack - 3 * kHours << 8 * kHours << u"00:00/2025-10-26 02:00 04:00 06:00"_s;
    QTest::newRow("a day of 23 hours")
        << berlin << kForward - 30 * kHours << 3 * kDays << u"03-29/2025 03-30 03-31"_s;
    QTest::newRow("months over the change")
        << berlin << kForward - 40 * kDays << 100 * kDays << u"2025-03 2025-04 2025-05"_s;
}

void TestCharts::timesAreRoundOnTheZonesClocks()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const qint64, from);
    QFETCH(const qint64, seconds);
    QFETCH(const QString, expected);
    const QTimeZone rules(zone);
    if (!rules.isValid())
        QSKIP("the system does not know the zone");
    QCOMPARE(ticks(UnixTime(from), seconds, 4, rules), expected);
}

void TestCharts::theScaleFitsWhatIsSeen()
{
    const QFontMetricsF metrics{QFont()};
    PlotSeries steps;
    steps.points = {{at(0), 1000, {}}, {at(10), 10, {}}, {at(20), 20, {}}};
    steps.end = at(24);
    QCOMPARE(layOut({steps}, {at(0), at(24)}, {600, 200}, metrics).left.high(), 1000.0);
    // The value that holds at the start counts, those of earlier do not.
    QCOMPARE(layOut({steps}, {at(11), at(24)}, {600, 200}, metrics).left.high(), 20.0);
    QCOMPARE(layOut({steps}, {at(5), at(9)}, {600, 200}, metrics).left.high(), 1000.0);
    QVERIFY(!layOut({steps}, {at(0), at(24)}, {600, 200}, metrics).hasRight);
    // Axes of two plots above each other line up.
    PlotSeries line = steps;
    line.shape = PlotSeries::Shape::Line;
    line.side = PlotSide::Right;
    const PlotLayout both = layOut({steps, line}, {at(0), at(24)}, {600, 200}, metrics);
    QVERIFY(both.hasRight);
    QCOMPARE(both.right.intervals, both.left.intervals);
    QCOMPARE(both.area, layOut({steps}, {at(0), at(24)}, {600, 200}, metrics).area);
    QCOMPARE(layOut({}, {at(0), at(24)}, {600, 200}, metrics).area, both.area);
}

void TestCharts::placesAndBack()
{
    PlotLayout places;
    places.area = QRectF(100, 20, 240, 100);
    places.range = {at(0), at(24)};
    places.left = {-10, 10, 2};
    QCOMPARE(places.x(at(6)), 160.0);
    QCOMPARE(places.timeAt(160), at(6));
    QCOMPARE(places.timeAt(0), at(0));
    QCOMPARE(places.timeAt(999), at(24));
    QCOMPARE(places.y(-10, PlotSide::Left), 120.0);
    QCOMPARE(places.y(0, PlotSide::Left), 70.0);
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
