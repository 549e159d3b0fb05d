#include "core/points/retrypause.h"

#include "core/ledger/ledgercheck.h"

#include <algorithm>

namespace chainpoints {

std::optional<std::chrono::seconds> pauseBeforeRetry(std::string_view reason, std::int64_t attempts)
{
    using namespace std::chrono_literals;
    constexpr std::chrono::seconds kFirst = 1min;
    constexpr std::chrono::seconds kLongest = 24h;
    if (attempts == 0)
        return 0s;
    // Opening balances may have come meanwhile, from a node or from an operator.
    if (!reason.starts_with(LedgerProblem::kNegativeBalance))
        return std::nullopt;
    const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, 11);
    return std::min(kFirst * (std::int64_t(1) << doublings), kLongest);
}

} // namespace chainpoints
