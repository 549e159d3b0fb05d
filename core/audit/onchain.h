// Compares the recorded balances with what the token contract itself says.
#pragma once

#include "core/audit/auditor.h"
#include "core/model/types.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace chainpoints {

/// The contract's answers in the state after a block; errors where no node has that state.
struct TokenState
{
    std::function<Result<std::vector<RawAmount>>(std::span<const Address> holders, BlockHeight at)> balances;
    std::function<Result<RawAmount>(BlockHeight at)> totalSupply;
};

/// Every balance of the chain, and their sum against the total supply, at the processed block: one snapshot
/// of the database, memory does not grow with the users. Adds each difference to `report`, and where there
/// are some, what kind of token or node shows such differences. Answers how many balances were compared.
/// Errors are those of the database and of `state`; NotFound: no such chain.
[[nodiscard]] Result<std::optional<std::int64_t>> auditOnchain(sql::Connection& connection,
                                                               const std::string& chain,
                                                               const TokenState& state, AuditReport& report);

} // namespace chainpoints
