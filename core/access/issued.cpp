#include "core/access/issued.h"

#include "core/points/integral.h"

namespace chainpoints {

std::optional<IssuedTotal> totalIssued(std::span<const ChainView> chains)
{
    PointsSum points;
    PointsSum mean;
    bool everyMean = true;
    const IssuedView* first = nullptr;
    IssuedTotal total;
    for (const ChainView& chain : chains) {
        if (!chain.active)
            continue;
        if (!chain.issued || !chain.decimals)
            return std::nullopt;
        const IssuedView& issued = *chain.issued;
        auto raw = PointsRaw::fromDecimal(issued.pointsRaw);
        if (!raw)
            return std::nullopt;
        points.add(*raw, *chain.decimals);
        if (auto before = PointsRaw::fromDecimal(issued.meanRaw); before && !issued.meanRaw.empty())
            mean.add(*before, *chain.decimals);
        else
            everyMean = false;
        if (!first) {
            first = &issued;
            total.from = issued.from;
            total.to = issued.to;
        }
        if (issued.from != total.from)
            total.from.reset();
        if (issued.to != total.to)
            total.to.reset();
    }
    if (!first)
        return std::nullopt;
    total.points = points.text();
    total.mean = everyMean ? mean.text() : std::string();
    return total;
}

} // namespace chainpoints
