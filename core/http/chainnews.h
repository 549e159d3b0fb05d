// What changed between two looks at the chains, as server-sent events. Pure.
#pragma once

#include "core/access/incidentviews.h"
#include "core/access/views.h"

#include <span>
#include <string>
#include <vector>

namespace chainpoints {

/// Complete events, ready to be sent: `chain` (state, heights, alerts), `settled` (a boundary), `failures`
/// (their number changed). A chain that was not there before counts as changed.
[[nodiscard]] std::vector<std::string> newsBetween(std::span<const ChainView> before,
                                                   std::span<const ChainView> after);

/// `incident`: that it happened, or that it holds up its chain no longer.
[[nodiscard]] std::string newsOf(const IncidentView& incident);

} // namespace chainpoints
