// What stands around the series of a plot: names, axes, grid.
#pragma once

#include "ui/charts/plotlayout.h"

class QPainter;
class QPalette;

namespace chainpoints {

void paintFrame(QPainter& painter, const PlotLayout& places, const std::vector<PlotSeries>& series,
                const QPalette& palette);

} // namespace chainpoints
