// Where everything of a plot lies: the area inside the axes, the scales, and times and values as pixels.
#pragma once

#include "ui/charts/ticks.h"
#include "ui/charts/timerange.h"
#include "ui/theme.h"

#include <QFontMetricsF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace chainpoints {

enum class PlotSide { Left, Right };

/// A value for people and where it is drawn.
struct PlotPoint
{
    UnixTime time;
    double position = 0;
    QString exact;
};

struct PlotSeries
{
    enum class Shape {
        Steps, ///< a value holds until the next point
        Line,
        Bars, ///< likewise, drawn from zero up
    };
    QString name;
    Shape shape = Shape::Steps;
    theme::Ink ink = theme::Ink::Balance;
    PlotSide side = PlotSide::Left;
    std::vector<PlotPoint> points; ///< ascending
    UnixTime end;                  ///< up to here the last value holds

    /// Until when the value of a point holds.
    [[nodiscard]] UnixTime endOf(std::size_t number) const;
};

/// The widest label of a vertical axis that ticks.h writes, and some air.
[[nodiscard]] double labelWidth(const QFontMetricsF& metrics);

struct PlotLayout
{
    QRectF area;
    TimeRange range{UnixTime(0), UnixTime(1)};
    ValueScale left;
    ValueScale right;
    bool hasRight = false;
    double airBelow = 0; ///< beyond the outermost marks, in lengths of the axis
    double airAbove = 0;

    [[nodiscard]] const ValueScale& scale(PlotSide side) const
    {
        return side == PlotSide::Left ? left : right;
    }
    /// The values at the lower and the upper edge.
    [[nodiscard]] double lowest(PlotSide side) const;
    [[nodiscard]] double highest(PlotSide side) const;

    [[nodiscard]] double x(UnixTime time) const;
    [[nodiscard]] double y(double position, PlotSide side) const;
    [[nodiscard]] UnixTime timeAt(double x) const;
};

/// Both margins are alike with and without a second axis, so that plots above each other line up. The scales
/// fit what is seen of the series.
[[nodiscard]] PlotLayout layOut(const std::vector<PlotSeries>& series, const TimeRange& range, QSizeF size,
                                const QFontMetricsF& metrics);

} // namespace chainpoints
