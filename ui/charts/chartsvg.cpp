#include "ui/charts/chartsvg.h"

#include "ui/charts/timeticks.h"
#include "ui/zone.h"

#include <QPalette>
#include <QXmlStreamWriter>

#include <algorithm>
#include <cmath>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr double kGap = 5; ///< between a label and its axis
constexpr double kSwatch = 12;

QString written(double length)
{
    return QString::number(length, 'f', 2);
}

/// Draws one plot, moved down by `top`.
class Drawing
{
public:
    Drawing(QXmlStreamWriter& xml, const Plot& plot, double top)
        : m_xml(xml), m_plot(plot), m_places(plot.places()), m_metrics(plot.font()), m_top(top),
          m_ink(plot.palette().color(QPalette::WindowText).name()),
          m_grid(theme::color(theme::Ink::Grid).name())
    {
    }

    void draw()
    {
        names();
        times();
        values(PlotSide::Left, u"end"_s, m_places.area.left() - kGap);
        if (m_places.hasRight)
            values(PlotSide::Right, u"start"_s, m_places.area.right() + kGap);
        for (const PlotSeries& series : m_plot.series())
            curve(series);
    }

private:
    void line(QPointF from, QPointF to)
    {
        m_xml.writeEmptyElement(u"line"_s);
        m_xml.writeAttribute(u"x1"_s, written(from.x()));
        m_xml.writeAttribute(u"y1"_s, written(from.y() + m_top));
        m_xml.writeAttribute(u"x2"_s, written(to.x()));
        m_xml.writeAttribute(u"y2"_s, written(to.y() + m_top));
        m_xml.writeAttribute(u"stroke"_s, m_grid);
    }
    void text(QPointF at, const QString& anchor, const QString& text)
    {
        m_xml.writeStartElement(u"text"_s);
        m_xml.writeAttribute(u"x"_s, written(at.x()));
        m_xml.writeAttribute(u"y"_s, written(at.y() + m_top));
        m_xml.writeAttribute(u"text-anchor"_s, anchor);
        m_xml.writeAttribute(u"fill"_s, m_ink);
        m_xml.writeCharacters(text);
        m_xml.writeEndElement();
    }
    void names()
    {
        const double base = 2 + m_metrics.ascent();
        double left = m_places.area.left();
        double right = m_places.area.right();
        for (const PlotSeries& series : m_plot.series()) {
            const double width = kSwatch + kGap + m_metrics.horizontalAdvance(series.name);
            const double x = series.side == PlotSide::Left ? left : right - width;
            m_xml.writeEmptyElement(u"rect"_s);
            m_xml.writeAttribute(u"x"_s, written(x));
            m_xml.writeAttribute(u"y"_s, written(base - 9 + m_top));
            m_xml.writeAttribute(u"width"_s, written(kSwatch));
            m_xml.writeAttribute(u"height"_s, u"8"_s);
            m_xml.writeAttribute(u"fill"_s, theme::color(series.ink).name());
            text({x + kSwatch + kGap, base}, u"start"_s, series.name);
            if (series.side == PlotSide::Left)
                left += width + 3 * kGap;
            else
                right -= width + 3 * kGap;
        }
    }
    void times()
    {
        const QRectF& area = m_places.area;
        const double perMark = m_metrics.horizontalAdvance(u"00:00:00"_s) + 14;
        const int most = std::max(2, static_cast<int>(area.width() / perMark));
        for (const TimeTick& tick : timeTicks(m_places.range, most, zone::current())) {
            const double x = m_places.x(tick.time);
            line({x, area.top()}, {x, area.bottom()});
            const double base = area.bottom() + kGap + m_metrics.ascent();
            text({x, base}, u"middle"_s, tick.label);
            text({x, base + m_metrics.height()}, u"middle"_s, tick.context);
        }
    }
    void values(PlotSide side, const QString& anchor, double x)
    {
        const std::vector<QString> labels = labelsOf(m_places.scale(side));
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const double y = m_places.y(m_places.scale(side).mark(static_cast<int>(i)), side);
            if (side == PlotSide::Left)
                line({m_places.area.left(), y}, {m_places.area.right(), y});
            text({x, y + m_metrics.ascent() / 3}, anchor, labels[i]);
        }
    }
    /// Cut at the edges by the time alone: values always lie inside.
    [[nodiscard]] double xOf(UnixTime time) const
    {
        return std::clamp(m_places.x(time), m_places.area.left(), m_places.area.right());
    }
    void curve(const PlotSeries& series)
    {
        const bool isBars = series.shape == PlotSeries::Shape::Bars;
        QString path;
        const auto go = [&](double x, double y) {
            path += (path.isEmpty() ? u"M"_s : u" L"_s) + written(x) + u',' + written(y + m_top);
        };
        const auto& points = series.points;
        const double zero = m_places.y(0, series.side);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const UnixTime end = series.endOf(i);
            if (end < m_places.range.from || points[i].time > m_places.range.to)
                continue;
            const double y = m_places.y(points[i].position, series.side);
            if (isBars)
                go(xOf(points[i].time), zero);
            go(xOf(points[i].time), y);
            if (series.shape != PlotSeries::Shape::Line)
                go(xOf(end), y);
            if (isBars)
                go(xOf(end), zero);
        }
        if (path.isEmpty())
            return;
        m_xml.writeEmptyElement(u"path"_s);
        m_xml.writeAttribute(u"d"_s, path);
        const QString color = theme::color(series.ink).name();
        m_xml.writeAttribute(u"fill"_s, isBars ? color : u"none"_s);
        m_xml.writeAttribute(u"stroke"_s, isBars ? u"none"_s : color);
        m_xml.writeAttribute(u"stroke-width"_s, u"2"_s);
    }

    QXmlStreamWriter& m_xml;
    const Plot& m_plot;
    const PlotLayout& m_places;
    const QFontMetricsF m_metrics;
    const double m_top;
    const QString m_ink;
    const QString m_grid;
};

} // namespace

QByteArray svgOf(const std::vector<Plot*>& plots, const QStringList& caption)
{
    int width = 0;
    int height = 0;
    for (const Plot* plot : plots) {
        width = std::max(width, plot->width());
        height += plot->height();
    }
    const QFontMetricsF metrics(plots.front()->font());
    const double lines = static_cast<double>(caption.size()) * metrics.lineSpacing() + 2 * kGap;
    const int whole = height + static_cast<int>(std::ceil(lines));
    QByteArray svg;
    QXmlStreamWriter xml(&svg);
    xml.writeStartDocument();
    xml.writeStartElement(u"svg"_s);
    xml.writeAttribute(u"xmlns"_s, u"http://www.w3.org/2000/svg"_s);
    xml.writeAttribute(u"viewBox"_s, u"0 0 %1 %2"_s.arg(width).arg(whole));
    xml.writeAttribute(u"width"_s, QString::number(width));
    xml.writeAttribute(u"height"_s, QString::number(whole));
    xml.writeAttribute(u"font-family"_s, u"sans-serif"_s);
    xml.writeAttribute(u"font-size"_s, written(metrics.ascent()));
    xml.writeEmptyElement(u"rect"_s);
    xml.writeAttribute(u"width"_s, u"100%"_s);
    xml.writeAttribute(u"height"_s, u"100%"_s);
    xml.writeAttribute(u"fill"_s, plots.front()->palette().color(QPalette::Window).name());
    double top = 0;
    for (const Plot* plot : plots) {
        Drawing(xml, *plot, top).draw();
        top += plot->height();
    }
    for (const QString& line : caption) {
        top += metrics.lineSpacing();
        xml.writeStartElement(u"text"_s);
        xml.writeAttribute(u"x"_s, written(kGap));
        xml.writeAttribute(u"y"_s, written(top));
        xml.writeAttribute(u"fill"_s, plots.front()->palette().color(QPalette::WindowText).name());
        xml.writeCharacters(line);
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return svg;
}

} // namespace chainpoints
