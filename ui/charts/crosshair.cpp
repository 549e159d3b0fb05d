#include "ui/charts/crosshair.h"

#include <QPainter>
#include <QTextOption>

#include <algorithm>

namespace chainpoints {
namespace {

constexpr double kPadding = 7;
constexpr double kDistance = 12; ///< of the label from the line
constexpr double kInside = 6;    ///< of the label from the area's edge

} // namespace

Crosshair::Crosshair(Plot& plot) : QWidget(&plot), m_plot(plot)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void Crosshair::tell(std::optional<PlotHover> hover)
{
    m_hover = std::move(hover);
    update();
}

void Crosshair::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_plot.hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
    if (!m_hover)
        return;
    const PlotLayout& places = m_plot.places();
    const double x = places.x(m_hover->time);
    QColor line = palette().color(QPalette::WindowText);
    line.setAlphaF(0.55F);
    painter.setPen(QPen(line, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, places.area.top()), QPointF(x, places.area.bottom()));
    painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
    painter.setBrush(palette().color(QPalette::WindowText));
    for (const PlotHover::Dot& dot : m_hover->dots)
        if (dot.time >= places.range.from && dot.time <= places.range.to)
            painter.drawEllipse(QPointF(places.x(dot.time), places.y(dot.position, dot.side)), 4, 4);
    paintLabel(painter, x);
}

void Crosshair::paintLabel(QPainter& painter, double x) const
{
    // Beside the line, on the side with more room; a number of 78 digits is broken, and may then cover the
    // line.
    const QRectF all = QRectF(rect()).adjusted(4, 4, -4, -4);
    const bool right = x < all.center().x();
    const double beside = (right ? all.right() - x : x - all.left()) - kDistance - 2 * kPadding;
    const double room = std::max(beside, all.width() * 0.7);
    QTextOption option(Qt::AlignLeft | Qt::AlignTop);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    const QRectF text = painter.boundingRect(QRectF(0, 0, room, all.height()), m_hover->text, option);
    QRectF box = text.adjusted(-kPadding, -kPadding, kPadding, kPadding);
    const double wanted = right ? x + kDistance : x - kDistance - box.width();
    // The axis stays readable where there is room enough.
    const double left =
        std::max(wanted, std::min(m_plot.places().area.left() + 2, all.right() - box.width()));
    box.moveLeft(std::max(all.left(), std::min(left, all.right() - box.width())));
    const QRectF& area = m_plot.places().area;
    box.moveTop(std::max(all.top(), std::min(area.top() + kInside, all.bottom() - box.height())));
    const auto isCovered = [&](const PlotHover::Dot& dot) {
        return box.contains({m_plot.places().x(dot.time), m_plot.places().y(dot.position, dot.side)});
    };
    if (std::ranges::any_of(m_hover->dots, isCovered))
        box.moveTop(std::max(box.top(), area.bottom() - kInside - box.height()));
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.setBrush(palette().color(QPalette::ToolTipBase));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(palette().color(QPalette::ToolTipText));
    // A pixel more, so that rounding does not break a line that fits.
    painter.drawText(box.adjusted(kPadding, kPadding, 1 - kPadding, 1 - kPadding), m_hover->text, option);
}

} // namespace chainpoints
