#include "ui/charts/timeticks.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::array kSteps{
    std::int64_t{1}, std::int64_t{2}, std::int64_t{5}, std::int64_t{10}, std::int64_t{15}, std::int64_t{30},
    kMinute,         2 * kMinute,     5 * kMinute,     10 * kMinute,     15 * kMinute,     30 * kMinute,
    kHour,           2 * kHour,       3 * kHour,       6 * kHour,        12 * kHour,       kDay,
    2 * kDay,        4 * kDay,        7 * kDay,        14 * kDay};
constexpr std::array kMonthSteps{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400};

/// Appends a mark, its context only where that is news.
class Marks
{
public:
    Marks(const QTimeZone& zone, QString labelFormat, QString contextFormat)
        : m_zone(zone), m_labelFormat(std::move(labelFormat)), m_contextFormat(std::move(contextFormat))
    {
    }
    void add(UnixTime time)
    {
        const QDateTime shown = QDateTime::fromSecsSinceEpoch(time.value(), m_zone);
        const QString context = m_contextFormat.isEmpty() ? QString() : shown.toString(m_contextFormat);
        m_ticks.push_back({time, shown.toString(m_labelFormat), context == m_context ? QString() : context});
        m_context = context;
    }
    [[nodiscard]] bool isNear(UnixTime time, std::int64_t step) const
    {
        return !m_ticks.empty() && (time - m_ticks.back().time) * 3 < step * 2;
    }
    [[nodiscard]] std::vector<TimeTick> take() { return std::move(m_ticks); }

private:
    const QTimeZone& m_zone;
    const QString m_labelFormat;
    const QString m_contextFormat;
    QString m_context;
    std::vector<TimeTick> m_ticks;
};

/// From when on the clocks show another distance from UTC; behind `end` where they do not before.
UnixTime nextChange(const QTimeZone& zone, UnixTime after, UnixTime end)
{
    const auto change = zone.nextTransition(QDateTime::fromSecsSinceEpoch(after.value(), Qt::UTC));
    return change.atUtc.isValid() ? UnixTime(change.atUtc.toSecsSinceEpoch()) : end + 1;
}

std::vector<TimeTick> marksEvery(const TimeRange& range, std::int64_t step, const QTimeZone& zone)
{
    Marks marks(zone,
                step < kMinute ? u"HH:mm:ss"_s
                : step < kDay  ? u"HH:mm"_s
                               : u"MM-dd"_s,
                step < kDay ? u"yyyy-MM-dd"_s : u"yyyy"_s);
    // Weeks begin on Mondays; 1970-01-05 was the first one.
    const std::int64_t origin = step % (7 * kDay) == 0 ? 4 * kDay : 0;
    for (UnixTime from = range.from; from <= range.to;) {
        const std::int64_t ahead =
            zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(from.value(), Qt::UTC)) - origin;
        const UnixTime change = nextChange(zone, from, range.to);
        const std::int64_t first = (from.value() + ahead + step - 1) / step * step - ahead;
        for (UnixTime time(first); time < change && time <= range.to; time = time + step)
            // Where clocks are put back a mark may come twice, too close for its text.
            if (!marks.isNear(time, step))
                marks.add(time);
        from = change;
    }
    return marks.take();
}

std::vector<TimeTick> marksEveryMonths(const TimeRange& range, int step, const QTimeZone& zone)
{
    Marks marks(zone, step < 12 ? u"yyyy-MM"_s : u"yyyy"_s, QString());
    const QDate start = QDateTime::fromSecsSinceEpoch(range.from.value(), zone).date();
    for (int month = (start.year() * 12 + start.month() - 1) / step * step;; month += step) {
        const QDateTime begin = QDate(month / 12, month % 12 + 1, 1).startOfDay(zone);
        const UnixTime time(begin.toSecsSinceEpoch());
        if (time > range.to)
            return marks.take();
        if (time >= range.from)
            marks.add(time);
    }
}

} // namespace

std::vector<TimeTick> timeTicks(const TimeRange& range, int mostDistances, const QTimeZone& zone)
{
    for (const std::int64_t step : kSteps)
        if (range.seconds() <= step * mostDistances)
            return marksEvery(range, step, zone);
    for (const int step : kMonthSteps)
        if (range.seconds() <= step * 28 * kDay * mostDistances)
            return marksEveryMonths(range, step, zone);
    return marksEveryMonths(range, kMonthSteps.back(), zone);
}

} // namespace chainpoints
