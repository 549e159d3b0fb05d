#include "ui/panels.h"

namespace chainpoints {

std::vector<PanelFactory> allPanels()
{
    return {};
}

} // namespace chainpoints
