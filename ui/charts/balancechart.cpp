#include "ui/charts/historychart.h"
#include "ui/charts/position.h"
#include "ui/format.h"

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

BalanceChart::BalanceChart(QWidget* parent) : HistoryChart(u"balance"_s, parent)
{
    plot().setHover([this](UnixTime time) { return hoverAt(time); });
    retranslate();
}

void BalanceChart::setHistory(BalanceHistory history, UnixTime to, const QString& symbol)
{
    m_history = std::move(history);
    m_to = std::min(to, m_history->end);
    m_symbol = symbol;
    drawHistory();
}

void BalanceChart::drawHistory()
{
    if (m_history->points.empty())
        return say(tr("The balance has never changed on this chain."));
    PlotSeries series{.name = m_symbol.isEmpty() ? tr("Balance") : tr("Balance in %1").arg(m_symbol),
                      .shape = PlotSeries::Shape::Steps,
                      .ink = theme::Ink::Balance,
                      .side = PlotSide::Left,
                      .points = {},
                      .end = m_to};
    for (const BalancePoint& point : m_history->points)
        series.points.push_back({point.time, positionOf(point.balance), format::amount(point.balance)});
    plot().setAccessibleDescription(
        tr("%1; at the end %2. Arrow keys move, plus and minus zoom, 0 shows everything.")
            .arg(format::span(m_history->points.front().time, m_to), series.points.back().exact));
    draw({std::move(series)});
}

void BalanceChart::retranslate()
{
    plot().setAccessibleName(tr("Balance over time"));
    if (m_history)
        drawHistory();
}

std::optional<PlotHover> BalanceChart::hoverAt(UnixTime time) const
{
    if (!m_history || plot().series().empty() || time > m_to)
        return std::nullopt;
    const auto& points = plot().series().front().points;
    auto point = std::ranges::upper_bound(points, time, {}, &PlotPoint::time);
    if (point == points.begin())
        return std::nullopt;
    --point;
    // Between thinned points there may be others; a balance is known only at the points themselves.
    const UnixTime told = m_history->thinned ? point->time : time;
    const QString text =
        m_history->thinned
            ? tr("%1\nBalance %2\nZoom in to see every change").arg(format::zonedTime(told), point->exact)
            : tr("%1\nBalance %2").arg(format::zonedTime(told), point->exact);
    return PlotHover{told, text, {{told, point->position, PlotSide::Left}}};
}

} // namespace chainpoints
