// By how much transfers change the number of tokens that exist.
#pragma once

#include "core/model/types.h"

#include <span>

namespace chainpoints {

/// Mints minus burns. Logs that are no Transfer of SPEC 4 bring nothing.
[[nodiscard]] RawAmount supplyChangeOf(std::span<const RawLog> logs);
[[nodiscard]] RawAmount supplyChangeOf(std::span<const Transfer> transfers);

} // namespace chainpoints
