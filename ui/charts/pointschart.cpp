#include "ui/charts/historychart.h"
#include "ui/charts/position.h"
#include "ui/format.h"

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

PointsChart::PointsChart(QWidget* parent) : HistoryChart(u"points"_s, parent)
{
    plot().setHover([this](UnixTime time) { return hoverAt(time); });
    retranslate();
}

void PointsChart::setHistory(PointsHistory history)
{
    m_history = std::move(history);
    drawHistory();
}

void PointsChart::drawHistory()
{
    const auto& bars = m_history->bars;
    if (bars.empty())
        return say(tr("No points yet: they are calculated at the end of each interval. What may stop that is "
                      "listed under Failures."));
    PlotSeries gained{.name = nameOfBars(),
                      .shape = PlotSeries::Shape::Bars,
                      .ink = theme::Ink::PointsBars,
                      .side = PlotSide::Left,
                      .points = {},
                      .end = bars.back().to};
    PlotSeries total{.name = tr("Total"),
                     .shape = PlotSeries::Shape::Line,
                     .ink = theme::Ink::PointsTotal,
                     .side = PlotSide::Right,
                     .points = {},
                     .end = bars.back().to};
    // The line starts where the first bar does; that total is not told exactly, so it has no text.
    total.points.push_back({bars.front().from,
                            std::max(0.0, positionOf(bars.front().total) - positionOf(bars.front().gained)),
                            {}});
    for (const PointsBar& bar : bars) {
        gained.points.push_back({bar.from, positionOf(bar.gained), format::amount(bar.gained)});
        total.points.push_back({bar.to, positionOf(bar.total), format::amount(bar.total)});
    }
    plot().setAccessibleDescription(
        tr("%1; the total at the end is %2. Arrow keys move, plus and minus zoom, 0 shows everything.")
            .arg(format::span(bars.front().from, bars.back().to), total.points.back().exact));
    draw({std::move(gained), std::move(total)});
}

QString PointsChart::nameOfBars() const
{
    const std::int64_t seconds = m_history->barSeconds;
    if (seconds == 3600)
        return tr("Points per hour");
    if (seconds == 86400)
        return tr("Points per day");
    if (seconds % 86400 == 0)
        return tr("Points per %1 days").arg(seconds / 86400);
    if (seconds % 3600 == 0)
        return tr("Points per %1 hours").arg(seconds / 3600);
    if (seconds % 60 == 0)
        return tr("Points per %1 min").arg(seconds / 60);
    return tr("Points per %1 s").arg(seconds);
}

void PointsChart::retranslate()
{
    plot().setAccessibleName(tr("Points over time"));
    if (m_history)
        drawHistory();
}

std::optional<PlotHover> PointsChart::hoverAt(UnixTime time) const
{
    if (!m_history || plot().series().size() != 2)
        return std::nullopt;
    const auto& gained = plot().series()[0].points;
    const auto& total = plot().series()[1].points;
    const auto next = std::ranges::upper_bound(gained, time, {}, &PlotPoint::time);
    if (next == gained.begin() || time > plot().series()[0].end)
        return std::nullopt;
    const auto number = static_cast<std::size_t>(next - gained.begin()) - 1;
    const PlotPoint& bar = gained[number];
    const PlotPoint& after = total[number + 1];
    return PlotHover{
        time,
        tr("%1\nGained %2\nTotal %3").arg(format::span(bar.time, after.time), bar.exact, after.exact),
        {{after.time, after.position, PlotSide::Right}}};
}

} // namespace chainpoints
