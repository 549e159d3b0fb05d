#include "ui/notify/happenings.h"

#include "ui/overview/chainprogress.h"

#include <algorithm>

namespace chainpoints {
namespace {

void compare(const ChainView& before, const ChainView& now, std::vector<Happening>& found)
{
    for (const Alert& alert : now.alerts)
        if (std::ranges::find(before.alerts, alert.code, &Alert::code) == before.alerts.end())
            found.push_back({HappeningKind::AlertRaised, now.name, alert.sentence, 0});
    if (!before.alerts.empty() && now.alerts.empty())
        found.push_back({HappeningKind::ChainRecovered, now.name, {}, 0});
    if (isAbandoned(now) && !isAbandoned(before))
        found.push_back({HappeningKind::ChainAbandoned, now.name, {}, 0});
    if (isAbandoned(before) && now.active && !isAbandoned(now))
        found.push_back({HappeningKind::ChainFollowed, now.name, {}, 0});
    if (now.openFailures > before.openFailures)
        found.push_back(
            {HappeningKind::FailuresOpened, now.name, {}, now.openFailures - before.openFailures});
}

} // namespace

std::vector<Happening> happeningsBetween(const ChainsNews& before, const ChainsNews& now)
{
    std::vector<Happening> found;
    if (now.problem && !before.problem)
        found.push_back({HappeningKind::DatabaseLost, {}, now.problem->message, 0});
    if (now.problem)
        return found;
    if (before.problem)
        found.push_back({HappeningKind::DatabaseBack, {}, {}, 0});
    for (const ChainView& chain : now.chains) {
        const ChainView* const former = before.find(chain.name);
        ChainView unknown;
        unknown.owner = chain.owner;
        compare(former ? *former : unknown, chain, found);
    }
    return found;
}

} // namespace chainpoints
