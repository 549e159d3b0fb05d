// Where the axis of a chart's values has its marks, and what is written beside them. Floating point is for
// places on the screen only: exact values stand in the hover label.
#pragma once

#include <QString>

#include <vector>

namespace chainpoints {

/// A vertical axis: `intervals` steps from `low` upwards.
struct ValueScale
{
    double low = 0;
    double step = 1;
    int intervals = 1;

    bool operator==(const ValueScale&) const = default;
    [[nodiscard]] double high() const { return low + step * intervals; }
    [[nodiscard]] double mark(int number) const { return low + step * number; }
};

/// Round steps around all values between `lowest` and `highest`. Zero is included unless the values are far
/// from it and close together.
[[nodiscard]] ValueScale scaleFor(double lowest, double highest, int mostIntervals);
/// From 0 to at least `highest` in so many steps, so that its marks meet those of another axis.
[[nodiscard]] ValueScale scaleInSteps(double highest, int intervals);
/// Of every mark, in one unit: "0", "500k", "1M"; "1.5e30" where there is no letter.
[[nodiscard]] std::vector<QString> labelsOf(const ValueScale& scale);

} // namespace chainpoints
