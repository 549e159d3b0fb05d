#include "ui/charts/plotbars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace chainpoints {
namespace {

constexpr double kGap = 1;           ///< in pixels
constexpr double kGapFromPixels = 6; ///< narrower bars touch each other

QRectF barOf(const PlotSeries& series, std::size_t number, const PlotLayout& places)
{
    const double position = series.points[number].position;
    const double zero = std::round(places.y(0, series.side));
    const double left = std::round(places.x(series.points[number].time));
    double right = std::round(places.x(series.endOf(number)));
    if (right - left >= kGapFromPixels)
        right -= kGap;
    double top = std::round(places.y(position, series.side));
    if (position > 0)
        top = std::min(top, zero - 1);
    return {QPointF(left, top), QPointF(std::max(right, left + 1), zero)};
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
