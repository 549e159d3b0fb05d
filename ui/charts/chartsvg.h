// Plots as a drawing that scales.
#pragma once

#include "ui/charts/plot.h"

#include <QByteArray>

namespace chainpoints {

/// The plots below each other as they are shown, the caption's lines below them. SVG 1.1, UTF-8.
[[nodiscard]] QByteArray svgOf(const std::vector<Plot*>& plots, const QStringList& caption);

} // namespace chainpoints
