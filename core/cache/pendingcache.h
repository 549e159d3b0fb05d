// Where unconfirmed blocks survive a restart. Never the only copy of anything: whatever is missing is fetched
// again.
#pragma once

#include "core/base/result.h"
#include "core/chain/pendingwindow.h"
#include "core/model/chainstate.h"

#include <optional>
#include <vector>

namespace chainpoints {

/// The pending blocks of one chain. Belongs to the thread that made it.
class PendingCache
{
public:
    virtual ~PendingCache() = default;

    /// All blocks, ascending. What cannot be read is left out.
    [[nodiscard]] virtual Result<std::vector<PendingBlock>> load() = 0;
    /// Replaces blocks of the same heights.
    [[nodiscard]] virtual Result<void> store(const std::vector<PendingBlock>& blocks) = 0;
    /// Removes all blocks outside [first, last].
    [[nodiscard]] virtual Result<void> keepOnly(BlockHeight first, BlockHeight last) = 0;
    /// What keeps it from its work, while it answers as if it were empty.
    [[nodiscard]] virtual std::optional<Alert> problem() const { return std::nullopt; }
};

} // namespace chainpoints
