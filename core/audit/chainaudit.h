// The checks of one chain as a whole. Internal to core/audit.
#pragma once

#include "core/audit/findings.h"
#include "core/storage/facts.h"

namespace chainpoints::audit_parts {

/// Heights, boundaries, kept blocks.
[[nodiscard]] Result<void> auditHeights(sql::Connection& connection, ChainFacts& facts, Findings& findings);

/// The owners of the chain wrote it one after the other, and nobody else did.
[[nodiscard]] Result<void> auditTerms(sql::Connection& connection, const ChainRecord& chain,
                                      Findings& findings);

/// The ledger log by log: double entry, blocks, place between the boundaries, sums and counters.
[[nodiscard]] Result<void> auditLogs(sql::Connection& connection, ChainFacts& facts, const ChainSums& sums,
                                     Findings& findings);

} // namespace chainpoints::audit_parts
