// The list of panels, in the order of the rail.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/appearance.h"
#include "ui/panel.h"
#include "ui/prompts.h"
#include "ui/windowinfo.h"

#include <functional>
#include <vector>

namespace chainpoints {

class Notifier;

/// What panels are made of; all of it outlives them, but for `info`.
struct PanelParts
{
    OperatorDesk& desk;
    Prompts& prompts;
    SettingsDesk& settingsDesk;
    Appearance& appearance;
    const Notifier* notifier; ///< null: nobody is told of anything
    const WindowInfo& info;
};

/// Makes a panel without parent; the window takes it.
using PanelFactory = std::function<Panel*(const PanelParts& parts)>;

[[nodiscard]] std::vector<PanelFactory> allPanels();

} // namespace chainpoints
