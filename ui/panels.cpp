#include "ui/panels.h"

#include "ui/activity/activitypanel.h"
#include "ui/failures/failurespanel.h"
#include "ui/logs/logspanel.h"
#include "ui/overview/overviewpanel.h"
#include "ui/points/pointspanel.h"
#include "ui/users/userspanel.h"

#include <type_traits>

namespace chainpoints {
namespace {

template <typename T>
Panel* make(OperatorDesk& desk, Prompts& prompts)
{
    if constexpr (std::is_constructible_v<T, OperatorDesk&, Prompts&>)
        return new T(desk, prompts);
    else
        return new T(desk);
}

} // namespace

std::vector<PanelFactory> allPanels()
{
    return {make<OverviewPanel>, make<UsersPanel>,    make<PointsPanel>,
            make<FailuresPanel>, make<ActivityPanel>, make<LogsPanel>};
}

} // namespace chainpoints
