#include "core/points/timeline.h"

#include <algorithm>
#include <set>

namespace chainpoints {
namespace {

const mpz_class kNoRate = 0;

/// The last entry of `steps` (ascending by `from`) at or before `time`, or null.
template <typename Step>
const Step* inForce(const std::vector<Step>& steps, UnixTime time)
{
    const auto next = std::upper_bound(steps.begin(), steps.end(), time,
                                       [](UnixTime t, const Step& step) { return t < step.from; });
    return next == steps.begin() ? nullptr : &*(next - 1);
}

} // namespace

RateTimeline::RateTimeline(std::vector<RateChange> rates) : m_steps(std::move(rates)) {}

RateTimeline RateTimeline::during(const std::vector<StatusChange>& history) const
{
    std::set<UnixTime> instants;
    for (const RateChange& step : m_steps)
        instants.insert(step.from);
    for (const StatusChange& change : history)
        instants.insert(change.from);

    std::vector<RateChange> steps;
    for (const UnixTime instant : instants) {
        const StatusChange* status = inForce(history, instant);
        const bool counts = !status || status->status == UserStatus::Normal;
        const mpz_class& rate = counts ? at(instant) : kNoRate;
        if (steps.empty() || steps.back().perHourE9 != rate)
            steps.push_back({instant, rate});
    }
    return RateTimeline(std::move(steps));
}

const mpz_class& RateTimeline::at(UnixTime time) const
{
    const RateChange* step = inForce(m_steps, time);
    return step ? step->perHourE9 : kNoRate;
}

UnixTime RateTimeline::nextChange(UnixTime time, UnixTime limit) const
{
    const auto next = std::upper_bound(m_steps.begin(), m_steps.end(), time,
                                       [](UnixTime t, const RateChange& step) { return t < step.from; });
    return next == m_steps.end() ? limit : std::min(next->from, limit);
}

} // namespace chainpoints
