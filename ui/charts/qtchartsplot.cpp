#include "ui/charts/qtchartsplot.h"

#include "ui/charts/plotbars.h"
#include "ui/charts/plotframe.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::size_t kMostDots = 60; ///< more would hide the line

/// Qt Charts takes ranges below about 1e-12 for empty, and the smallest unit of a token is 1e-18: so it gets
/// places as parts of the area, from 0 to 1.
class Parts
{
public:
    Parts(const PlotLayout& places, const PlotSeries& series)
        : m_from(places.range.from), m_seconds(static_cast<double>(places.range.seconds())),
          m_low(places.lowest(series.side)), m_height(places.highest(series.side) - m_low)
    {
    }
    [[nodiscard]] double x(UnixTime time) const { return static_cast<double>(time - m_from) / m_seconds; }
    [[nodiscard]] double y(double position) const { return (position - m_low) / m_height; }

private:
    UnixTime m_from;
    double m_seconds;
    double m_low;
    double m_height;
};

QList<QPointF> stepsOf(const PlotSeries& series, const Parts& parts)
{
    QList<QPointF> line;
    for (std::size_t i = 0; i < series.points.size(); ++i) {
        const double y = parts.y(series.points[i].position);
        line.append({parts.x(series.points[i].time), y});
        line.append({parts.x(series.endOf(i)), y});
    }
    return line;
}

QList<QPointF> lineOf(const PlotSeries& series, const Parts& parts)
{
    QList<QPointF> line;
    for (const PlotPoint& point : series.points)
        line.append({parts.x(point.time), parts.y(point.position)});
    return line;
}

void addAxis(QChart& chart, Qt::Alignment alignment)
{
    auto* axis = new QValueAxis;
    axis->setRange(0, 1);
    axis->setVisible(false);
    chart.addAxis(axis, alignment);
}

} // namespace

FramedChartView::FramedChartView(Plot& plot) : QChartView(new QChart, &plot), m_plot(plot)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus); // QGraphicsView gives it one of its own
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    chart()->setBackgroundVisible(false);
    chart()->legend()->hide();
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins({});
    addAxis(*chart(), Qt::AlignBottom);
    addAxis(*chart(), Qt::AlignLeft);
}

void FramedChartView::drawBackground(QPainter* painter, const QRectF&)
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setFont(font());
    paintFrame(*painter, m_plot.places(), m_plot.series(), palette());
    paintBars(*painter, m_plot.places(), m_plot.series());
    painter->setRenderHint(QPainter::Antialiasing);
}

QtChartsPlot::QtChartsPlot(QWidget* parent) : Plot(parent), m_view(new FramedChartView(*this)) {}

void QtChartsPlot::resizeEvent(QResizeEvent* event)
{
    m_view->setGeometry(rect());
    Plot::resizeEvent(event);
}

void QtChartsPlot::redraw()
{
    m_view->chart()->removeAllSeries();
    m_view->chart()->setPlotArea(places().area);
    for (const PlotSeries& one : series())
        if (one.shape != PlotSeries::Shape::Bars)
            add(one);
    m_view->viewport()->update();
}

void QtChartsPlot::add(const PlotSeries& series)
{
    const Parts parts(places(), series);
    // The points last: a series is laid out anew at each thing that it is given.
    const auto attach = [&](QXYSeries* made, const QList<QPointF>& points) {
        m_view->chart()->addSeries(made);
        for (QAbstractAxis* axis : m_view->chart()->axes())
            made->attachAxis(axis);
        made->replace(points);
    };
    const QColor color = theme::color(series.ink);
    auto* line = new QLineSeries;
    line->setPen(QPen(color, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    attach(line, series.shape == PlotSeries::Shape::Steps ? stepsOf(series, parts) : lineOf(series, parts));
    if (series.shape == PlotSeries::Shape::Line || series.points.size() > kMostDots)
        return;
    auto* dots = new QScatterSeries;
    dots->setMarkerSize(6);
    dots->setColor(color);
    dots->setBorderColor(Qt::transparent);
    attach(dots, lineOf(series, parts));
}

Plot* makePlot(QWidget* parent)
{
    return new QtChartsPlot(parent);
}

} // namespace chainpoints
