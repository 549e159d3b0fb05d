#include "ui/charts/qtchartsplot.h"

#include "ui/charts/plotframe.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>

namespace chainpoints {
namespace {

constexpr double kBarGap = 0.08;      ///< on each side, as a part of the bar
constexpr double kGapFromPixels = 4;  ///< narrower bars touch each other
constexpr std::size_t kMostDots = 60; ///< more would hide the line
/// Filling one outline of hundreds of bars smoothly takes much longer than filling some of each in turn.
constexpr std::size_t kBarsAtOnce = 32;

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

/// Until when the value of a point holds.
UnixTime endOf(const PlotSeries& series, std::size_t number)
{
    const UnixTime end = number + 1 < series.points.size() ? series.points[number + 1].time : series.end;
    return std::max(end, series.points[number].time);
}

QList<QPointF> stepsOf(const PlotSeries& series, const Parts& parts)
{
    QList<QPointF> line;
    for (std::size_t i = 0; i < series.points.size(); ++i) {
        const double y = parts.y(series.points[i].position);
        line.append({parts.x(series.points[i].time), y});
        line.append({parts.x(endOf(series, i)), y});
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

/// The outline of the bars from `first` to before `end` from above; narrow ones touch each other.
QList<QPointF> barsOf(const PlotSeries& series, const Parts& parts, double width, std::size_t first,
                      std::size_t end)
{
    QList<QPointF> outline;
    for (std::size_t i = first; i < end; ++i) {
        const double from = parts.x(series.points[i].time);
        const double to = parts.x(endOf(series, i));
        const double gap = (to - from) * width >= kGapFromPixels ? kBarGap * (to - from) : 0;
        const double top = parts.y(series.points[i].position);
        outline.append({from + gap, parts.y(0)});
        outline.append({from + gap, top});
        outline.append({to - gap, top});
        outline.append({to - gap, parts.y(0)});
    }
    return outline;
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
    for (const PlotSeries& one : series())
        add(one);
    m_view->chart()->setPlotArea(places().area);
    m_view->viewport()->update();
}

void QtChartsPlot::add(const PlotSeries& series)
{
    const auto attach = [&](QAbstractSeries* made) {
        m_view->chart()->addSeries(made);
        for (QAbstractAxis* axis : m_view->chart()->axes())
            made->attachAxis(axis);
    };
    const QColor color = theme::color(series.ink);
    const Parts parts(places(), series);
    if (series.shape == PlotSeries::Shape::Bars) {
        for (std::size_t first = 0; first < series.points.size(); first += kBarsAtOnce) {
            auto* upper = new QLineSeries;
            upper->replace(barsOf(series, parts, places().area.width(), first,
                                  std::min(first + kBarsAtOnce, series.points.size())));
            auto* bars = new QAreaSeries(upper);
            upper->setParent(bars);
            bars->setPen(Qt::NoPen);
            bars->setBrush(color);
            attach(bars);
        }
        return;
    }
    auto* line = new QLineSeries;
    line->replace(series.shape == PlotSeries::Shape::Steps ? stepsOf(series, parts) : lineOf(series, parts));
    line->setPen(QPen(color, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    attach(line);
    if (series.shape == PlotSeries::Shape::Line || series.points.size() > kMostDots)
        return;
    auto* dots = new QScatterSeries;
    dots->replace(lineOf(series, parts));
    dots->setMarkerSize(6);
    dots->setColor(color);
    dots->setBorderColor(Qt::transparent);
    attach(dots);
}

Plot* makePlot(QWidget* parent)
{
    return new QtChartsPlot(parent);
}

} // namespace chainpoints
