// Opening balances: what users held before the first followed block (SPEC 4).
#pragma once

#include "core/storage/incidentstore.h"
#include "core/storage/pointsrewind.h"

#include <span>
#include <stop_token>
#include <vector>

namespace chainpoints {

struct OpeningBalance
{
    std::string address; ///< lower-case hex
    RawAmount balance;   ///< >= 0, after block start_block - 1
};

/// Users whose points fail for a negative balance and who have no opening balance.
struct MissingHolders
{
    std::vector<Address> addresses;
    FailureId last; ///< where to go on; 0: there is nobody more
};
[[nodiscard]] Result<MissingHolders>
holdersWithoutOpening(sql::Connection& connection, const ChainRecord& chain, FailureId after, int most);

/// Within the caller's write transaction: makes each balance the user's first ledger row, of type `opening`,
/// in `block`, which is start_block - 1; an earlier one of the same user is replaced, 0 removes it. Derives
/// the balances of the rows after it anew, works out the points of these users from their beginning on, and
/// leaves a restatement for each. Users who are new come to be. Those whose opening balance was this already
/// are passed over. What other objects remember of the chain is void afterwards. Refused where the token's
/// decimals are not known yet.
[[nodiscard]] Result<std::vector<Restatement>>
recordOpenings(sql::Connection& connection, const ChainRecord& chain, const BlockHeader& block,
               std::span<const OpeningBalance> openings, const RestatementCause& cause,
               std::stop_token stop = {});

} // namespace chainpoints
