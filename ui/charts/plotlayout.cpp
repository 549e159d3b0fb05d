#include "ui/charts/plotlayout.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr double kPixelsPerMark = 30;
constexpr int kMostIntervals = 6;

struct Extent
{
    double lowest = 0;
    double highest = 0;
};

/// Of what is seen of the series on one side.
std::optional<Extent> extentOf(const std::vector<PlotSeries>& series, PlotSide side, const TimeRange& range)
{
    std::optional<Extent> extent;
    const auto take = [&](const PlotPoint& point) {
        if (!extent)
            extent = Extent{point.position, point.position};
        extent->lowest = std::min(extent->lowest, point.position);
        extent->highest = std::max(extent->highest, point.position);
    };
    for (const PlotSeries& one : series) {
        if (one.side != side || one.points.empty())
            continue;
        const auto& points = one.points;
        auto first = std::ranges::upper_bound(points, range.from, {}, &PlotPoint::time);
        if (first != points.begin())
            --first; // it reaches into the range
        auto last = std::ranges::upper_bound(points, range.to, {}, &PlotPoint::time);
        if (one.shape == PlotSeries::Shape::Line && last != points.end())
            ++last; // the line leaves the range towards it
        std::for_each(first, last, take);
        if (one.shape == PlotSeries::Shape::Bars && extent)
            extent->lowest = std::min(extent->lowest, 0.0);
    }
    return extent;
}

} // namespace

UnixTime PlotSeries::endOf(std::size_t number) const
{
    const UnixTime next = number + 1 < points.size() ? points[number + 1].time : end;
    return std::max(next, points[number].time);
}

double labelWidth(const QFontMetricsF& metrics)
{
    return metrics.horizontalAdvance(u"-1.0002M"_s) + 8;
}

double PlotLayout::lowest(PlotSide side) const
{
    const ValueScale& axis = scale(side);
    return axis.low - airBelow * axis.step * axis.intervals;
}

double PlotLayout::highest(PlotSide side) const
{
    const ValueScale& axis = scale(side);
    return axis.high() + airAbove * axis.step * axis.intervals;
}

double PlotLayout::x(UnixTime time) const
{
    return area.left() +
           area.width() * static_cast<double>(time - range.from) / static_cast<double>(range.seconds());
}

double PlotLayout::y(double position, PlotSide side) const
{
    const double low = lowest(side);
    return area.bottom() - area.height() * (position - low) / (highest(side) - low);
}

UnixTime PlotLayout::timeAt(double place) const
{
    const double part = std::clamp((place - area.left()) / area.width(), 0.0, 1.0);
    return range.from +
           static_cast<std::int64_t>(std::floor(part * static_cast<double>(range.seconds()) + 1e-6));
}

PlotLayout layOut(const std::vector<PlotSeries>& series, const TimeRange& range, QSizeF size,
                  const QFontMetricsF& metrics)
{
    PlotLayout layout;
    layout.range = range;
    const double side = labelWidth(metrics);
    const double line = metrics.height();
    // The names above, two lines of times below.
    layout.area = QRectF(side, line + 10, std::max(1.0, size.width() - 2 * side),
                         std::max(1.0, size.height() - 3 * line - 18));
    const int most = std::clamp(static_cast<int>(layout.area.height() / kPixelsPerMark), 2, kMostIntervals);
    const Extent left = extentOf(series, PlotSide::Left, range).value_or(Extent{});
    layout.left = scaleFor(left.lowest, left.highest, most);
    if (const auto right = extentOf(series, PlotSide::Right, range)) {
        layout.hasRight = true;
        layout.right = scaleInSteps(right->highest, layout.left.intervals);
    }
    // Bars stand on the ground; a line at the edge would be cut in half.
    const bool bars = std::ranges::any_of(
        series, [](const PlotSeries& one) { return one.shape == PlotSeries::Shape::Bars; });
    layout.airBelow = bars ? 0 : 0.03;
    layout.airAbove = 0.03;
    return layout;
}

} // namespace chainpoints
