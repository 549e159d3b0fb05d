// The chains and what was measured, in the text format of Prometheus.
#pragma once

#include "core/access/views.h"

#include <span>
#include <string>

namespace chainpoints {

inline constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

/// `now` is the wall clock; lags in seconds are measured by it.
[[nodiscard]] std::string metricsText(std::span<const ChainView> chains, UnixTime now);

} // namespace chainpoints
