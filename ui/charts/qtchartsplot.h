// The plot drawn by Qt Charts; the only part that knows it. Qt Charts is deprecated from Qt 6.10 on.
#pragma once

#include "ui/charts/plot.h"

#include <QChartView>

namespace chainpoints {

/// The view of a chart whose axes are ours: Qt Charts cuts labels that it finds too long into "...".
class FramedChartView : public QChartView
{
    Q_OBJECT
public:
    explicit FramedChartView(Plot& plot);

protected:
    void drawBackground(QPainter* painter, const QRectF& exposed) override;

private:
    const Plot& m_plot;
};

class QtChartsPlot : public Plot
{
    Q_OBJECT
public:
    explicit QtChartsPlot(QWidget* parent);

protected:
    void redraw() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void add(const PlotSeries& series);

    FramedChartView* m_view;
};

} // namespace chainpoints
