// What the tracker hands to the ledger.
#pragma once

#include "core/model/doubt.h"
#include "core/model/types.h"

#include <vector>

namespace chainpoints {

/// Everything that a gapless run of confirmed blocks brings.
struct LedgerPage
{
    BlockRange range;
    std::vector<Transfer> transfers; ///< in chain order
    std::int64_t skippedLogs = 0;
    std::vector<BlockHeader> headers;      ///< ascending; at least that of range.last, whose hash is kept
    std::vector<BoundaryBlock> boundaries; ///< those that became closable, ascending
    std::vector<Doubt> doubts;             ///< what speaks against the transfers
};

} // namespace chainpoints
