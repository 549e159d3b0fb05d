// What the tracker hands to the ledger.
#pragma once

#include "core/model/doubt.h"
#include "core/model/types.h"

#include <map>
#include <vector>

namespace chainpoints {

/// Everything that a gapless run of confirmed blocks brings.
struct LedgerPage
{
    BlockRange range;
    std::vector<Transfer> transfers;                 ///< in chain order
    std::map<BlockHeight, std::int64_t> skippedLogs; ///< of each block that has some
    std::vector<BlockHeader> headers; ///< ascending; those whose hashes are to be kept, range.last's at least
    std::vector<BoundaryBlock> boundaries; ///< those that became closable, ascending
    std::vector<Doubt> doubts;             ///< what speaks against the transfers
};

} // namespace chainpoints
