#include "ui/vectoricon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace chainpoints {
namespace {

constexpr qreal kSide = 16;

IconInk inkFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    const bool selected = mode == QIcon::Selected;
    return {.line = palette.color(mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active,
                                  selected ? QPalette::HighlightedText : QPalette::WindowText),
            .ground = palette.color(selected ? QPalette::Highlight : QPalette::Window),
            .isSelected = selected};
}

class VectorEngine : public QIconEngine
{
public:
    explicit VectorEngine(Drawing drawing) : m_drawing(std::move(drawing)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center() - QPointF(side, side) / 2);
        painter->scale(side / kSide, side / kSide);
        painter->setPen(Qt::NoPen);
        painter->setBrush(Qt::NoBrush);
        m_drawing(*painter, inkFor(mode));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new VectorEngine(m_drawing); }

private:
    Drawing m_drawing;
};

/// A link of a chain, lying from the lower left to the upper right.
QPainterPath link(QPointF center)
{
    QPainterPath path;
    path.addRoundedRect(QRectF(-3.7, -2, 7.4, 4), 2, 2);
    return QTransform().translate(center.x(), center.y()).rotate(-45).map(path);
}

} // namespace

QIcon vectorIcon(Drawing drawing)
{
    return QIcon(new VectorEngine(std::move(drawing)));
}

QIcon lineIcon(std::function<void(QPainter& painter)> drawing, qreal width)
{
    return vectorIcon([drawing = std::move(drawing), width](QPainter& painter, const IconInk& ink) {
        painter.setPen(QPen(ink.line, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        drawing(painter);
    });
}

// The same picture as resources/icons/chainpoints.svg.
QIcon applicationIcon()
{
    return vectorIcon([](QPainter& painter, const IconInk&) {
        const QColor ground(0x0b, 0x4f, 0x8a);
        painter.setBrush(ground);
        painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3.4, 3.4);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Qt::white, 1.2));
        painter.drawPath(link({6.1, 9.9}));
        painter.setPen(QPen(ground, 2.6)); // the upper link passes over the lower one
        painter.drawPath(link({9.9, 6.1}));
        painter.setPen(QPen(Qt::white, 1.2));
        painter.drawPath(link({9.9, 6.1}));
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0xf0, 0xb4, 0x29));
        painter.drawEllipse(QPointF(12.2, 12.2), 1.5, 1.5);
    });
}

} // namespace chainpoints
