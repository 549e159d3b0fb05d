// When a user whose points failed is tried again without being asked for. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace chainpoints {

/// How long after the last of so many failed attempts a new boundary may try the user again; none: never,
/// since what is wrong with the ledger does not pass while its rows stay as they are. No attempt: at once.
/// `reason` begins with the code of a LedgerProblem. One minute, doubled with each attempt, a day at most.
[[nodiscard]] std::optional<std::chrono::seconds> pauseBeforeRetry(std::string_view reason,
                                                                   std::int64_t attempts);

} // namespace chainpoints
