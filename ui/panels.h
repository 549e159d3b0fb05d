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

/// What panels are made of; all of it outlives them, but for `info`.
struct PanelParts
{
    OperatorDesk& desk;
    Prompts& prompts;
    SettingsDesk& settingsDesk;
    Appearance& appearance;
    bool notifies; ///< Panel::notificationsWanted() leads somewhere
    const WindowInfo& info;
};

/// Makes a panel without parent; the window takes it.
using PanelFactory = std::function<Panel*(const PanelParts& parts)>;

[[nodiscard]] std::vector<PanelFactory> allPanels();

} // namespace chainpoints
