#include "ui/charts/ticks.h"

#include <QDateTime>

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

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::array kSteps{
    std::int64_t{1}, std::int64_t{2}, std::int64_t{5}, std::int64_t{10}, std::int64_t{15}, std::int64_t{30},
    kMinute,         2 * kMinute,     5 * kMinute,     10 * kMinute,     15 * kMinute,     30 * kMinute,
    kHour,           2 * kHour,       3 * kHour,       6 * kHour,        12 * kHour,       kDay,
    2 * kDay,        4 * kDay,        7 * kDay,        14 * kDay};
constexpr std::array kMonthSteps{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400};

QDateTime utc(UnixTime time)
{
    return QDateTime::fromSecsSinceEpoch(time.value(), Qt::UTC);
}

/// Appends a mark, its context only where that is news.
class Marks
{
public:
    Marks(QString labelFormat, QString contextFormat)
        : m_labelFormat(std::move(labelFormat)), m_contextFormat(std::move(contextFormat))
    {
    }
    void add(UnixTime time)
    {
        const QString context = m_contextFormat.isEmpty() ? QString() : utc(time).toString(m_contextFormat);
        m_ticks.push_back(
            {time, utc(time).toString(m_labelFormat), context == m_context ? QString() : context});
        m_context = context;
    }
    [[nodiscard]] std::vector<TimeTick> take() { return std::move(m_ticks); }

private:
    const QString m_labelFormat;
    const QString m_contextFormat;
    QString m_context;
    std::vector<TimeTick> m_ticks;
};

std::vector<TimeTick> marksEvery(const TimeRange& range, std::int64_t step)
{
    Marks marks(step < kMinute ? u"HH:mm:ss"_s
                : step < kDay  ? u"HH:mm"_s
                               : u"MM-dd"_s,
                step < kDay ? u"yyyy-MM-dd"_s : u"yyyy"_s);
    // Weeks begin on Mondays; 1970-01-05 was the first one.
    const std::int64_t origin = step % (7 * kDay) == 0 ? 4 * kDay : 0;
    const std::int64_t first = (range.from.value() - origin + step - 1) / step * step + origin;
    for (UnixTime time(first); time <= range.to; time = time + step)
        marks.add(time);
    return marks.take();
}

std::vector<TimeTick> marksEveryMonths(const TimeRange& range, int step)
{
    Marks marks(step < 12 ? u"yyyy-MM"_s : u"yyyy"_s, QString());
    const QDate start = utc(range.from).date();
    for (int month = (start.year() * 12 + start.month() - 1) / step * step;; month += step) {
        const UnixTime time(
            QDateTime(QDate(month / 12, month % 12 + 1, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
        if (time > range.to)
            return marks.take();
        if (time >= range.from)
            marks.add(time);
    }
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

std::vector<TimeTick> timeTicks(const TimeRange& range, int mostDistances)
{
    for (const std::int64_t step : kSteps)
        if (range.seconds() <= step * mostDistances)
            return marksEvery(range, step);
    for (const int step : kMonthSteps)
        if (range.seconds() <= step * 28 * kDay * mostDistances)
            return marksEveryMonths(range, step);
    return marksEveryMonths(range, kMonthSteps.back());
}

} // namespace chainpoints
