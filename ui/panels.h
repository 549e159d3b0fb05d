// The list of panels, in the order of the rail.
#pragma once

#include "ui/panel.h"
#include "ui/prompts.h"

#include <functional>
#include <vector>

namespace chainpoints {

/// Makes a panel without parent; the window takes it.
using PanelFactory = std::function<Panel*(OperatorDesk& desk, Prompts& prompts)>;

[[nodiscard]] std::vector<PanelFactory> allPanels();

} // namespace chainpoints
