// Where the axis of a chart's time has its marks, and what is written beside them.
#pragma once

#include "ui/charts/timerange.h"

#include <QString>
#include <QTimeZone>

#include <vector>

namespace chainpoints {

struct TimeTick
{
    UnixTime time;
    QString label;   ///< "15:00"
    QString context; ///< what it belongs to, at the first mark and where it changes: "2025-01-01"
};

/// At times that are round on the zone's clocks: seconds, minutes, hours, days, months or years; the range is
/// at most so many of their distances long. An hour that clocks repeat has marks of its own; one that they
/// leave out has none.
[[nodiscard]] std::vector<TimeTick> timeTicks(const TimeRange& range, int mostDistances,
                                              const QTimeZone& zone);

} // namespace chainpoints
