#include "ui/charts/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

/// The smallest of `mantissas` times a power of ten that is not below `least`.
template <std::size_t N>
double roundStep(double least, const std::array<double, N>& mantissas)
{
    double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double mantissa : mantissas)
        if (mantissa * power >= least * (1 - 1e-9))
            return mantissa * power;
    return 10 * power;
}

/// How many digits behind the point `value` needs.
int decimalsOf(double value)
{
    int decimals = 0;
    while (decimals < 6 && std::abs(value - std::round(value)) > 1e-6 * std::max(1.0, std::abs(value))) {
        value *= 10;
        ++decimals;
    }
    return decimals;
}

} // namespace

ValueScale scaleFor(double lowest, double highest, int mostIntervals)
{
    const double size = std::max(std::abs(lowest), std::abs(highest));
    if (size == 0)
        return {0, 1, 1};
    const double spread = highest - lowest;
    // Below a thousandth of the size the labels would be too long to read.
    if (spread < size / 1000 || spread > size / 4) {
        lowest = std::min(lowest, 0.0);
        highest = std::max(highest, 0.0);
    }
    // Rounding outwards costs up to two steps.
    const double step =
        roundStep((highest - lowest) / std::max(1, mostIntervals - 1), std::array{1.0, 2.0, 5.0});
    const double first = std::floor(lowest / step + 1e-9);
    const double last = std::ceil(highest / step - 1e-9);
    return {first * step, step, std::max(1, static_cast<int>(std::lround(last - first)))};
}

ValueScale scaleInSteps(double highest, int intervals)
{
    if (highest <= 0)
        return {0, 1, intervals};
    return {0, roundStep(highest / intervals, std::array{1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}),
            intervals};
}

std::vector<QString> labelsOf(const ValueScale& scale)
{
    static constexpr std::array kLetters{"", "k", "M", "G", "T", "P"};
    const double size = std::max(std::abs(scale.low), std::abs(scale.high()));
    const auto group = static_cast<int>(std::floor(std::log10(size) / 3 + 1e-9));
    const bool scientific = group >= static_cast<int>(kLetters.size()) || size < 1e-3;
    const auto letter = static_cast<std::size_t>(std::clamp(group, 0, static_cast<int>(kLetters.size()) - 1));
    const double unit = std::pow(1000.0, static_cast<double>(letter));
    const int decimals = decimalsOf(scale.step / unit);
    std::vector<QString> labels;
    for (int i = 0; i <= scale.intervals; ++i) {
        const double value = scale.mark(i);
        if (std::abs(value) < scale.step / 2)
            labels.emplace_back(u"0"_s);
        else if (scientific)
            labels.push_back(QString::number(value, 'g', 4).remove(u'+').replace(u"e-0"_s, u"e-"_s));
        else
            labels.push_back(QString::number(value / unit, 'f', decimals) +
                             QString::fromLatin1(kLetters.at(letter)));
    }
    return labels;
}

} // namespace chainpoints
