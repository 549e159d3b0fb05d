// How far a chain is, in blocks. Pure.
#pragma once

#include "core/access/views.h"

#include <optional>

namespace chainpoints {

/// Confirmed blocks that are not processed yet.
[[nodiscard]] std::int64_t remainingBlocks(const ChainView& chain);
/// Of 1000, rounded down: 1000 only where nothing remains. None while it is unknown how much there is.
[[nodiscard]] std::optional<int> progressPerMille(const ChainView& chain);
/// The same of blocks whose points are settled as well: never more.
[[nodiscard]] std::optional<int> settledPerMille(const ChainView& chain);
/// From the last processed block to the head, also those that wait for confirmations. None without a head.
[[nodiscard]] std::optional<std::int64_t> blocksBehind(const ChainView& chain);
/// That are seen and may still be replaced. None without a head.
[[nodiscard]] std::optional<std::int64_t> unconfirmedBlocks(const ChainView& chain);
/// How many blocks have to come until this one is confirmed; 0: it is, or will be at the next look. None
/// without a head, and where the network says what is confirmed.
[[nodiscard]] std::optional<std::int64_t> blocksUntilConfirmed(const ChainView& chain, BlockHeight height);
/// It is followed, and nothing that is confirmed remains: however old the newest block is, it is not behind.
[[nodiscard]] bool isUpToDate(const ChainView& chain);
/// Whole hours that are processed and not settled yet, by the chain's own time.
[[nodiscard]] std::int64_t openHours(const ChainView& chain);
/// The one whose points are settled less far than those of all others, and which has more to settle than the
/// hour that is not over; null: none is behind the others.
[[nodiscard]] const ChainView* furthestBehind(const std::vector<ChainView>& chains);
/// Whether somebody should follow the chain and nobody does.
[[nodiscard]] bool isAbandoned(const ChainView& chain);

} // namespace chainpoints
