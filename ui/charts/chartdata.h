// The data of the charts for other programs.
#pragma once

#include "ui/charts/historyloader.h"

namespace chainpoints {

/// A header, then a row for each balance and each bar: times as ISO 8601, numbers exact and without grouping.
/// Columns: series, from, to, balance, gained, total. Of a balance that changed too often to show every
/// change `to` is empty: it held from then on, until some time before the next row. `separator`: ',' or a
/// tab.
[[nodiscard]] QString dataOf(const HistoryLoader::Answer& answer, QChar separator);

} // namespace chainpoints
