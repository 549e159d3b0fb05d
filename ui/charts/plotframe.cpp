#include "ui/charts/plotframe.h"

#include "ui/charts/timeticks.h"
#include "ui/zone.h"

#include <QPainter>
#include <QPalette>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr double kGap = 5; ///< between a label and its axis

/// Names in the colours of their series, those of the right axis on the right.
void paintNames(QPainter& painter, const PlotLayout& places, const std::vector<PlotSeries>& series,
                const QColor& ink)
{
    const QFontMetricsF metrics(painter.font());
    double left = places.area.left();
    double right = places.area.right();
    constexpr double kSwatch = 12;
    for (const PlotSeries& one : series) {
        const double width = kSwatch + kGap + metrics.horizontalAdvance(one.name);
        const double x = one.side == PlotSide::Left ? left : right - width;
        const double middle = 2 + metrics.height() / 2;
        const bool line = one.shape != PlotSeries::Shape::Bars;
        painter.fillRect(QRectF(x, middle - (line ? 1.5 : 5), kSwatch, line ? 3 : 10), theme::color(one.ink));
        painter.setPen(ink);
        painter.drawText(QPointF(x + kSwatch + kGap, 2 + metrics.ascent()), one.name);
        if (one.side == PlotSide::Left)
            left += width + 3 * kGap;
        else
            right -= width + 3 * kGap;
    }
}

void paintValues(QPainter& painter, const PlotLayout& places, PlotSide side, const QColor& ink)
{
    const std::vector<QString> labels = labelsOf(places.scale(side));
    const QRectF& area = places.area;
    const double width = labelWidth(QFontMetricsF(painter.font()));
    painter.setPen(ink);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double y = places.y(places.scale(side).mark(static_cast<int>(i)), side);
        if (side == PlotSide::Left)
            painter.drawText(QRectF(area.left() - kGap - width, y - 10, width, 20),
                             Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, labels[i]);
        else
            painter.drawText(QRectF(area.right() + kGap, y - 10, width, 20),
                             Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, labels[i]);
    }
}

void paintTimes(QPainter& painter, const PlotLayout& places, const QColor& ink, const QColor& faint,
                const QColor& grid)
{
    const QFontMetricsF metrics(painter.font());
    const QRectF& area = places.area;
    const double perMark = metrics.horizontalAdvance(u"00:00:00"_s) + 14;
    const double top = area.bottom() + kGap;
    for (const TimeTick& tick :
         timeTicks(places.range, std::max(2, static_cast<int>(area.width() / perMark)), zone::current())) {
        const double x = places.x(tick.time);
        painter.setPen(QPen(grid, 1));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const auto write = [&](double y, const QString& text, const QColor& color) {
            painter.setPen(color);
            painter.drawText(QRectF(x - perMark, y, 2 * perMark, metrics.height()),
                             Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, text);
        };
        write(top, tick.label, ink);
        write(top + metrics.height(), tick.context, faint);
    }
}

} // namespace

void paintFrame(QPainter& painter, const PlotLayout& places, const std::vector<PlotSeries>& series,
                const QPalette& palette)
{
    const QColor ink = palette.color(QPalette::WindowText);
    const QColor faint = palette.color(QPalette::PlaceholderText);
    const QColor grid = theme::color(theme::Ink::Grid);
    const QRectF& area = places.area;
    painter.fillRect(area, palette.color(QPalette::Base));
    paintNames(painter, places, series, ink);
    paintTimes(painter, places, ink, faint, grid);
    for (int i = 0; i <= places.left.intervals; ++i) {
        const double mark = places.left.mark(i);
        const bool zero = std::abs(mark) < places.left.step / 2;
        const double y = places.y(mark, PlotSide::Left);
        painter.setPen(QPen(zero ? faint : grid, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    paintValues(painter, places, PlotSide::Left, ink);
    if (places.hasRight)
        paintValues(painter, places, PlotSide::Right, ink);
}

} // namespace chainpoints
