// Takes a chain back to an earlier block: the ledger, the balances, the points and the heights.
#pragma once

#include "core/storage/chainstore.h"
#include "core/storage/incidentstore.h"

#include <optional>
#include <stop_token>

namespace chainpoints {

/// The block that becomes the last processed one; `header` is absent only for the block before the first.
struct RollbackTarget
{
    BlockHeight height;
    std::optional<BlockHeader> header;
};

/// Within the caller's write transaction: removes what came from the blocks above `target`, and restores
/// balances, points, boundaries and heights to what they were there; then stores `incident` (which gets its
/// counts here) and a restatement for every user who lost ledger rows or settled points. What other objects
/// remember of the chain is void afterwards. `cause` gets the incident's id. Conflict if the last processed
/// block is not `incident.oldTip` (any more), or not above `target`.
[[nodiscard]] Result<IncidentId> rollBack(sql::Connection& connection, const ChainRecord& chain,
                                          const RollbackTarget& target, Incident incident,
                                          RestatementCause cause, std::stop_token stop = {});

/// Refused, with the blocks that would do, unless `chain` has processed blocks above `height`.
[[nodiscard]] Result<void> requireRollbackTarget(const ChainRecord& chain, BlockHeight height);

struct RollbackLoss
{
    std::int64_t changes = 0;        ///< rows of the ledger
    std::optional<UnixTime> remains; ///< the newest boundary that stays settled; none: none does
};
/// What rollBack() to `height` would take, within the caller's snapshot. Scans the rows above.
[[nodiscard]] Result<RollbackLoss> lossByRollback(sql::Connection& connection, const ChainRecord& chain,
                                                  BlockHeight height);

} // namespace chainpoints
