// When a user whose points failed is tried again without being asked for. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace chainpoints {

/// The pause after the last of so many failed attempts; none: never, since what is wrong with the ledger
/// cannot pass by itself. `reason` begins with the code of a LedgerProblem. One minute, doubled with each
/// attempt, a day at most.
[[nodiscard]] std::optional<std::chrono::seconds> pauseBeforeRetry(std::string_view reason,
                                                                   std::int64_t attempts);

} // namespace chainpoints
