// How far a chain is, in blocks. Pure.
#pragma once

#include "core/access/views.h"

#include <optional>

namespace chainpoints {

/// Confirmed blocks that are not processed yet.
[[nodiscard]] std::int64_t remainingBlocks(const ChainView& chain);
/// Of 1000, rounded down: 1000 only where nothing remains. None while it is unknown how much there is.
[[nodiscard]] std::optional<int> progressPerMille(const ChainView& chain);
/// From the last processed block to the head, also those that wait for confirmations. None without a head.
[[nodiscard]] std::optional<std::int64_t> blocksBehind(const ChainView& chain);
/// Whether somebody should follow the chain and nobody does.
[[nodiscard]] bool isAbandoned(const ChainView& chain);

} // namespace chainpoints
