#include "core/points/ratedifference.h"

#include <algorithm>

namespace chainpoints {

std::optional<UnixTime> firstDifference(const std::vector<RateChange>& a, const std::vector<RateChange>& b)
{
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (i < a.size() && i < b.size() && a[i] == b[i])
            continue;
        if (i >= a.size())
            return b[i].from;
        return i >= b.size() ? a[i].from : std::min(a[i].from, b[i].from);
    }
    return std::nullopt;
}

} // namespace chainpoints
