// A plot under mouse, wheel and keys, and the two charts with histories by hand.
#include "tests/ui/chartsfixture.h"
#include "ui/charts/historychart.h"

#include <QSignalSpy>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

const TimeRange kDay{at(0), at(24)};

BalanceHistory balances(std::vector<BalancePoint> points, UnixTime end)
{
    BalanceHistory history;
    history.begin = points.empty() ? end : points.front().time;
    history.end = end;
    history.points = std::move(points);
    return history;
}

/// A shown chart with the time range of its history.
template <typename Chart>
void show(Chart& chart, const TimeRange& range)
{
    chart.resize(600, 220);
    chart.plot().setRange(range);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
}

QPoint placeOf(const Plot& plot, UnixTime time)
{
    return QPointF(plot.places().x(time), plot.places().area.center().y()).toPoint();
}

/// How many pixels have the colour of an ink.
int pixelsOf(QWidget& widget, theme::Ink ink)
{
    const QImage image = widget.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == theme::color(ink))
                ++count;
    return count;
}

} // namespace

class TestChartsPlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { theme::apply(theme::Theme::Light); }

    void wheelDragAndKeysWishForRanges();
    void theCrosshairTellsExactBalances();
    void thinnedBalancesAreToldAtTheirPoints();
    void theCrosshairTellsExactPoints();
    void barsOfAllHeightsAreSeen();
    void anEmptyHistoryIsASentence();
    void unusualHistoriesAreDrawn_data();
    void unusualHistoriesAreDrawn();
    void aChangeOfTheThemeRedraws();
    void aChangeOfTheLanguageKeepsTheChart();
};

void TestChartsPlot::wheelDragAndKeysWishForRanges()
{
    BalanceChart chart;
    chart.setHistory(balances({{at(1), "1"}}, at(24)), at(24), u"CPT"_s);
    show(chart, kDay);
    Plot& plot = chart.plot();
    std::optional<TimeRange> wanted;
    connect(&plot, &Plot::rangeWanted, this, [&](const TimeRange& range) { wanted = range; });
    int resets = 0;
    connect(&plot, &Plot::resetWanted, this, [&] { ++resets; });

    turnWheel(plot, QPointF(plot.places().x(at(6)), 80), 1);
    QVERIFY(wanted);
    QVERIFY(wanted->seconds() < kDay.seconds());
    // What is under the cursor stays there, but for the pixel's width.
    const double part = double(at(6) - wanted->from) / double(wanted->seconds());
    QVERIFY2(std::abs(part - 0.25) < 0.01, qPrintable(QString::number(part)));
    turnWheel(plot, QPointF(plot.places().x(at(6)), 80), -1);
    QVERIFY(wanted->seconds() > kDay.seconds());

    QTest::mousePress(&plot, Qt::LeftButton, {}, placeOf(plot, at(12)));
    moveMouse(plot, placeOf(plot, at(10)));
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, placeOf(plot, at(10)));
    QCOMPARE(wanted->seconds(), kDay.seconds());
    QVERIFY(std::abs(wanted->from - at(2)) < 300);
    wanted.reset();
    moveMouse(plot, placeOf(plot, at(14)));
    QVERIFY(!wanted);

    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(*wanted, kDay.moved(kDay.seconds() / 5));
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(*wanted, kDay.moved(-kDay.seconds() / 5));
    QTest::keyClick(&plot, Qt::Key_Plus);
    QCOMPARE(*wanted, (TimeRange{at(6), at(18)}));
    QTest::keyClick(&plot, Qt::Key_Minus);
    QCOMPARE(*wanted, (TimeRange{at(-12), at(36)}));
    QTest::keyClick(&plot, Qt::Key_0);
    QCOMPARE(resets, 1);
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, placeOf(plot, at(5)));
    QCOMPARE(resets, 2);
}

void TestChartsPlot::theCrosshairTellsExactBalances()
{
    BalanceChart chart;
    chart.setHistory(balances({{at(1), "1234.000000000000000001"}, {at(12), "-7.50"}}, at(20)), at(20), {});
    show(chart, kDay);
    Plot& plot = chart.plot();
    connect(&plot, &Plot::pointed, &plot, &Plot::pointAt);
    moveMouse(plot, placeOf(plot, at(6)));
    QVERIFY2(plot.hoverText().endsWith(u" UTC\nBalance 1,234.000000000000000001"_s),
             qPrintable(plot.hoverText()));
    QVERIFY(plot.hoverText().startsWith(u"2025-01-01 0"_s));
    plot.pointAt(at(12));
    QCOMPARE(plot.hoverText(), u"2025-01-01 12:00:00 UTC\nBalance -7.5"_s);
    // A value holds up to the last processed block's time, not longer, and nothing is known of before.
    plot.pointAt(at(20));
    QVERIFY(plot.hoverText().contains(u"-7.5"_s));
    plot.pointAt(at(20, 0, 1));
    QCOMPARE(plot.hoverText(), QString());
    plot.pointAt(at(0, 59));
    QCOMPARE(plot.hoverText(), QString());
    plot.pointAt(at(30));
    QCOMPARE(plot.hoverText(), QString());
}

void TestChartsPlot::thinnedBalancesAreToldAtTheirPoints()
{
    BalanceChart chart;
    BalanceHistory history = balances({{at(1), "1"}, {at(12), "2"}}, at(20));
    history.thinned = true;
    chart.setHistory(history, at(20), {});
    show(chart, kDay);
    chart.plot().pointAt(at(9));
    QCOMPARE(chart.plot().hoverText(), u"2025-01-01 01:00:00 UTC\nBalance 1\nZoom in to see every change"_s);
}

void TestChartsPlot::theCrosshairTellsExactPoints()
{
    PointsHistory history;
    history.begin = at(15);
    history.end = at(17);
    history.barSeconds = kHour;
    history.bars = {{at(15), at(16), "6.666666666666666666", "6.666666666666666666"},
                    {at(16), at(17), "10.000000000000000000", "16.666666666666666666"}};
    PointsChart chart;
    chart.setHistory(history);
    show(chart, kDay);
    chart.plot().pointAt(at(15, 30));
    QCOMPARE(chart.plot().hoverText(),
             u"2025-01-01 15:00 to 16:00 UTC\nGained 6.666666666666666666\nTotal 6.666666666666666666"_s);
    chart.plot().pointAt(at(16));
    QCOMPARE(chart.plot().hoverText(),
             u"2025-01-01 16:00 to 17:00 UTC\nGained 10\nTotal 16.666666666666666666"_s);
    chart.plot().pointAt(at(17, 1));
    QCOMPARE(chart.plot().hoverText(), QString());
    QCOMPARE(chart.plot().series().front().name, u"Points per hour"_s);
}

void TestChartsPlot::barsOfAllHeightsAreSeen()
{
    PointsHistory history;
    history.begin = at(0);
    history.end = at(3);
    history.barSeconds = 3600;
    history.bars = {{at(0), at(1), "1000000", "1000000"},
                    {at(1), at(2), "0", "1000000"},
                    {at(2), at(3), "0.000000000000000001", "1000000.000000000000000001"}};
    PointsChart chart;
    chart.setHistory(history);
    show(chart, {at(0), at(3)});
    const auto heightAt = [&](UnixTime time) {
        const QImage image = chart.plot().grab().toImage();
        const int x = int(chart.plot().places().x(time));
        int height = 0;
        for (int y = int(chart.plot().places().area.top()); y < image.height(); ++y)
            height += image.pixelColor(x, y) == theme::color(theme::Ink::PointsBars) ? 1 : 0;
        return height;
    };
    QVERIFY(heightAt(at(0, 30)) > 100);
    QCOMPARE(heightAt(at(1, 30)), 0);
    QCOMPARE(heightAt(at(2, 30)), 1);

    theme::apply(theme::Theme::Dark);
    QTRY_VERIFY(heightAt(at(0, 30)) > 100);
    chart.plot().setRange({at(0, 20), at(0, 40)});
    QVERIFY(heightAt(at(0, 25)) > 100 && heightAt(at(0, 35)) > 100);
}

void TestChartsPlot::anEmptyHistoryIsASentence()
{
    BalanceChart balance;
    balance.setHistory(balances({}, at(0)), at(0), {});
    QVERIFY(!balance.isDrawn());
    QVERIFY(!balance.sentence().isEmpty());
    PointsChart points;
    points.setHistory({});
    QVERIFY(!points.isDrawn());
    QVERIFY(!points.sentence().isEmpty());
    balance.setHistory(balances({{at(1), "1"}}, at(2)), at(2), {});
    QVERIFY(balance.isDrawn());
    balance.setProblem(u"It cannot be read."_s);
    QCOMPARE(balance.sentence(), u"It cannot be read."_s);
}

void TestChartsPlot::unusualHistoriesAreDrawn_data()
{
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<int>("secondsApart");
    const QString most = text(maxUint256().decimal());
    QTest::newRow("one change") << QStringList{u"5"_s} << 0;
    QTest::newRow("one second") << QStringList{u"5"_s, u"7"_s} << 1;
    QTest::newRow("below zero") << QStringList{u"100"_s, u"-100"_s} << 60;
    QTest::newRow("the largest balance") << QStringList{u"0"_s, most, u"1"_s} << 3600;
    QTest::newRow("always zero") << QStringList{u"0"_s} << 0;
    QTest::newRow("the smallest unit") << QStringList{u"0.000000000000000001"_s} << 0;
}

void TestChartsPlot::unusualHistoriesAreDrawn()
{
    QFETCH(const QStringList, values);
    QFETCH(const int, secondsApart);
    std::vector<BalancePoint> points;
    for (const QString& value : values)
        points.push_back({at(1) + secondsApart * std::int64_t(points.size()), value.toStdString()});
    const UnixTime end = points.back().time;
    BalanceChart chart;
    chart.setHistory(balances(points, end), end, {});
    show(chart, TimeRange{at(1), end}.atLeast(60));
    // The line, or at least a dot, and more than the swatch of the name.
    const int swatch = 12 * 3;
    QVERIFY(pixelsOf(chart, theme::Ink::Balance) > swatch);
    chart.plot().pointAt(end);
    QVERIFY(chart.plot().hoverText().remove(u',').endsWith(u"Balance "_s + values.last()));
    // The label stays inside, however long the number is.
    chart.plot().grab();
}

void TestChartsPlot::aChangeOfTheThemeRedraws()
{
    BalanceChart chart;
    chart.setHistory(balances({{at(1), "1"}}, at(24)), at(24), {});
    show(chart, kDay);
    QVERIFY(pixelsOf(chart, theme::Ink::Balance) > 100);
    theme::apply(theme::Theme::Dark);
    QTRY_VERIFY(pixelsOf(chart, theme::Ink::Balance) > 100);
}

void TestChartsPlot::aChangeOfTheLanguageKeepsTheChart()
{
    BalanceChart chart;
    chart.setHistory(balances({{at(1), "1"}}, at(24)), at(24), u"CPT"_s);
    QEvent event(QEvent::LanguageChange);
    QApplication::sendEvent(&chart, &event);
    QVERIFY(chart.isDrawn());
    QCOMPARE(chart.plot().series().front().name, u"Balance in CPT"_s);
    QVERIFY(!chart.plot().accessibleName().isEmpty());
    QVERIFY(chart.plot().accessibleDescription().contains(u"2025-01-01 01:00"_s));
}

QTEST_MAIN(TestChartsPlot)
#include "tst_chartsplot.moc"
