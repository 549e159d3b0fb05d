// From what an operator asks for to a recorded action; and what it would change.
#pragma once

#include "core/access/accountviews.h"
#include "core/base/result.h"
#include "core/storage/actionstore.h"

namespace chainpoints {

/// The reason is recorded without blanks around it. Also NotFound, BadInput, and Refused where settled time
/// would change and that is not asked for.
[[nodiscard]] Result<ActionId> recordRequest(sql::Connection& connection, const ActionRequest& request,
                                             const Requester& by);

/// Records that these opening balances shall become ledger rows of the chain. Also NotFound, and Refused
/// where the chain has no block before its first one.
[[nodiscard]] Result<ActionId> recordImport(sql::Connection& connection, const std::string& chain,
                                            std::span<const OpeningBalance> openings, const Requester& by,
                                            const ActionDetails& details);

/// What a request of kind Disable, Enable or Recalculate would change in settled points if it were executed
/// now: everybody whose points would be others, by chain and address. Does the work in a transaction that is
/// dropped, so other writers wait meanwhile. Needs a connection that may write.
[[nodiscard]] Result<std::vector<PointsPreview>> previewRequest(sql::Connection& connection,
                                                                const ActionRequest& request);

} // namespace chainpoints
