#include "ui/charts/plot.h"

#include "ui/charts/crosshair.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace chainpoints {
namespace {

constexpr double kZoomStep = 0.8;    ///< of one notch of the wheel
constexpr double kKeyZoom = 0.5;     ///< of one key press
constexpr double kKeyPan = 0.2;      ///< likewise, in lengths of what is shown
constexpr double kNotch = 120;       ///< of QWheelEvent::angleDelta
constexpr QSize kSmallest(300, 150); ///< the labels still fit

} // namespace

Plot::Plot(QWidget* parent) : QWidget(parent), m_crosshair(new Crosshair(*this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setMinimumSize(kSmallest);
}

QSize Plot::minimumSizeHint() const
{
    return kSmallest;
}

void Plot::setSeries(std::vector<PlotSeries> series)
{
    m_series = std::move(series);
    lay();
}

void Plot::setRange(const TimeRange& range)
{
    if (range == m_range)
        return;
    m_range = range;
    lay();
}

void Plot::pointAt(std::optional<UnixTime> time)
{
    m_pointedAt = time;
    const bool seen = time && *time >= m_range.from && *time <= m_range.to;
    m_crosshair->tell(seen && m_hover ? m_hover(*time) : std::nullopt);
}

QString Plot::hoverText() const
{
    return m_crosshair->text();
}

void Plot::lay()
{
    m_places = layOut(m_series, m_range, size(), QFontMetricsF(font()));
    redraw();
    m_crosshair->raise();
    pointAt(m_pointedAt);
}

void Plot::zoom(UnixTime fixed, double factor)
{
    Q_EMIT rangeWanted(m_range.zoomed(fixed, factor));
}

void Plot::pan(double part)
{
    Q_EMIT rangeWanted(m_range.moved(std::llround(part * static_cast<double>(m_range.seconds()))));
}

void Plot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        lay();
    QWidget::changeEvent(event);
}

void Plot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_crosshair->setGeometry(rect());
    lay();
}

void Plot::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    if (turned.y() != 0)
        zoom(m_places.timeAt(event->position().x()), std::pow(kZoomStep, turned.y() / kNotch));
    else if (turned.x() != 0)
        pan(-kKeyPan * turned.x() / kNotch);
    event->accept();
}

void Plot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_drag = Drag{event->position().x(), m_range};
    setCursor(Qt::ClosedHandCursor);
}

void Plot::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag) {
        const double pixels = m_drag->x - event->position().x();
        const double seconds = pixels / m_places.area.width() * static_cast<double>(m_drag->range.seconds());
        Q_EMIT rangeWanted(m_drag->range.moved(std::llround(seconds)));
    }
    const bool inside = m_places.area.adjusted(-2, 0, 2, 0).contains(event->position());
    Q_EMIT pointed(inside ? std::optional(m_places.timeAt(event->position().x())) : std::nullopt);
}

void Plot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mouseReleaseEvent(event);
    m_drag.reset();
    setCursor(Qt::CrossCursor);
}

void Plot::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT resetWanted();
}

void Plot::leaveEvent(QEvent*)
{
    Q_EMIT pointed(std::nullopt);
}

void Plot::keyPressEvent(QKeyEvent* event)
{
    const UnixTime middle = m_range.from + m_range.seconds() / 2;
    switch (event->key()) {
    case Qt::Key_Left:
        return pan(-kKeyPan);
    case Qt::Key_Right:
        return pan(kKeyPan);
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
    case Qt::Key_Up:
        return zoom(middle, kKeyZoom);
    case Qt::Key_Minus:
    case Qt::Key_Down:
        return zoom(middle, 1 / kKeyZoom);
    case Qt::Key_0:
        Q_EMIT resetWanted();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Plot::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    m_crosshair->update();
}

void Plot::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    m_crosshair->update();
}

} // namespace chainpoints
