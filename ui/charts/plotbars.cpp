#include "ui/charts/plotbars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace chainpoints {
namespace {

constexpr double kGap = 0.08;        ///< on each side, as a part of the bar
constexpr double kGapFromPixels = 4; ///< narrower bars touch each other

QRectF barOf(const PlotSeries& series, std::size_t number, const PlotLayout& places)
{
    const double from = places.x(series.points[number].time);
    const double to = places.x(series.endOf(number));
    const double gap = to - from >= kGapFromPixels ? kGap * (to - from) : 0;
    const double left = std::round(from + gap);
    const double right = std::max(std::round(to - gap), left + 1);
    return {QPointF(left, places.y(series.points[number].position, series.side)),
            QPointF(right, places.y(0, series.side))};
}

} // namespace

void paintBars(QPainter& painter, const PlotLayout& places, const std::vector<PlotSeries>& series)
{
    for (const PlotSeries& one : series) {
        if (one.shape != PlotSeries::Shape::Bars)
            continue;
        const QColor color = theme::color(one.ink);
        for (std::size_t i = 0; i < one.points.size(); ++i)
            painter.fillRect(barOf(one, i, places).intersected(places.area), color);
    }
}

} // namespace chainpoints
