// Where two schedules of rates part. Pure.
#pragma once

#include "core/model/rate.h"

#include <optional>
#include <vector>

namespace chainpoints {

/// The first instant at which the two (ascending) differ; none if they are the same.
[[nodiscard]] std::optional<UnixTime> firstDifference(const std::vector<RateChange>& a,
                                                      const std::vector<RateChange>& b);

} // namespace chainpoints
