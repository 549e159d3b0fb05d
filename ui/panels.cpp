#include "ui/panels.h"

#include "ui/activity/activitypanel.h"
#include "ui/failures/failurespanel.h"
#include "ui/logs/logspanel.h"
#include "ui/overview/overviewpanel.h"
#include "ui/points/pointspanel.h"
#include "ui/settings/settingspanel.h"
#include "ui/users/userspanel.h"

#include <type_traits>

namespace chainpoints {
namespace {

template <typename T>
Panel* make(const PanelParts& parts)
{
    if constexpr (std::is_constructible_v<T, const PanelParts&>)
        return new T(parts);
    else if constexpr (std::is_constructible_v<T, OperatorDesk&, Prompts&>)
        return new T(parts.desk, parts.prompts);
    else
        return new T(parts.desk);
}

} // namespace

std::vector<PanelFactory> allPanels()
{
    const auto failures = [](const PanelParts& parts) -> Panel* {
        return new FailuresPanel(parts.desk, parts.info.settingsFile);
    };
    return {make<OverviewPanel>, make<UsersPanel>, make<PointsPanel>,  failures,
            make<ActivityPanel>, make<LogsPanel>,  make<SettingsPanel>};
}

} // namespace chainpoints
