// The bars of a plot.
#pragma once

#include "ui/charts/plotlayout.h"

class QPainter;

namespace chainpoints {

/// Inside the area; side by side with a gap where there is room for one. Where several share a pixel's
/// column, the highest is seen, and what is not zero is seen at all. Of whole pixels: without smoothing,
/// which for hundreds of bars takes as long as all else in the window together.
void paintBars(QPainter& painter, const PlotLayout& places, const std::vector<PlotSeries>& series);

} // namespace chainpoints
