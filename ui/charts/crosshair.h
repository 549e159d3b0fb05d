// The upright line of a plot with dots on its series and a label that has the exact values.
#pragma once

#include "ui/charts/plot.h"

namespace chainpoints {

/// Lies over a plot and lets the mouse through.
class Crosshair : public QWidget
{
    Q_OBJECT
public:
    explicit Crosshair(Plot& plot);

    void tell(std::optional<PlotHover> hover);
    [[nodiscard]] QString text() const { return m_hover ? m_hover->text : QString(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLabel(QPainter& painter, double x) const;

    const Plot& m_plot;
    std::optional<PlotHover> m_hover;
};

} // namespace chainpoints
