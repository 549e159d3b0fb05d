// What the last settlements of all chains credited together.
#pragma once

#include "core/access/views.h"

#include <span>

namespace chainpoints {

struct IssuedTotal
{
    std::optional<UnixTime> from; ///< none: not of all chains the same; likewise the next
    std::optional<UnixTime> to;
    std::string points; ///< exact sum, cut at 18 decimals
    std::string mean;   ///< of the intervals before; empty where some chain has none
};

/// Over the chains that are followed. None: some chain does not know what its last settlement credited.
[[nodiscard]] std::optional<IssuedTotal> totalIssued(std::span<const ChainView> chains);

} // namespace chainpoints
