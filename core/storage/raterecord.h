// The rates that a recalculation brings, among others that are on their way.
#pragma once

#include "core/storage/chainstore.h"
#include "core/storage/factchange.h"

#include <optional>

namespace chainpoints {

/// What a part of a recalculation has to do with the rates.
struct RateRecord
{
    /// From when on settled points of the chain may follow other rates than those that are recorded now.
    UnixTime outdatedFrom;
    /// A later recalculation has recorded its rates already. Its part on this chain is still to come, and
    /// works out what this one would have.
    std::optional<ActionId> later;
};

/// Within the caller's write transaction. Recalculations go by their numbers on each chain, but one chain may
/// be far behind another: the part that comes first records the rates, and none does so after a later
/// recalculation. `change` of action 0 comes after all others. Errors are those of the connection.
[[nodiscard]] Result<RateRecord> recordRates(sql::Connection& connection, const ChainRecord& chain,
                                             const FactChange& change);

} // namespace chainpoints
