// Changes of the dated facts beside the ledger: a user's status, rates, exclusions.
#pragma once

#include "core/model/action.h"
#include "core/storage/incidentstore.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace chainpoints {

/// One action's change, seen from one of the chains that it has a part on. The facts belong to all chains:
/// the part that comes first records them; each works out the points of its own chain anew.
struct FactChange
{
    ActionKind kind = ActionKind::Disable; ///< or Enable, Recalculate
    ActionDetails details{};
    ActionId action{}; ///< 0: only a rehearsal
    std::string requestedBy{};

    /// Among the actions, later ones having higher places; a rehearsal comes after all.
    [[nodiscard]] std::int64_t place() const { return action == ActionId() ? INT64_MAX : action.value(); }
};

struct ChangeOutcome
{
    std::vector<Restatement> restated = {}; ///< whose settled points are others than before
    /// Recalculate: the rates are those of this later action, whose part on the chain is still to come.
    std::optional<ActionId> laterRates = {};
    /// Disable, Enable: what was decided for this later time holds from then on.
    std::optional<UnixTime> until = {};
};

/// Within the caller's write transaction. Records the facts where that is not done yet, works out the points
/// of the chain's users anew, and leaves a restatement for each whose settled points are others than before.
/// Refused, with the time up to which points are settled, if settled time changes and that
/// was not asked for.
[[nodiscard]] Result<ChangeOutcome> applyChange(sql::Connection& connection, const ChainRecord& chain,
                                                const FactChange& change, std::stop_token stop = {});

/// Up to when the user's points are settled on the chain where they are furthest. NotFound if nobody has that
/// address.
[[nodiscard]] Result<UnixTime> settledUpTo(sql::Connection& connection, const std::string& address);

} // namespace chainpoints
