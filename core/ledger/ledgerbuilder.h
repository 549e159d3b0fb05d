// From transfers to ledger rows (SPEC 4). Pure.
#pragma once

#include "core/model/ledger.h"

#include <span>
#include <unordered_map>
#include <vector>

namespace chainpoints {

/// Balances by address; an absent address holds 0.
using Balances = std::unordered_map<Address, RawAmount>;

/// The rows of `transfers` (in chain order), and in `balances` the state after them. Balances may become
/// negative: that tells of missing history and is for the settlement to judge, not for the ledger to hide.
[[nodiscard]] std::vector<LedgerRow> deriveLedgerRows(std::span<const Transfer> transfers,
                                                      Balances& balances);

} // namespace chainpoints
