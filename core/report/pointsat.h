// Points as of an earlier boundary, worked out from the facts.
#pragma once

#include "core/points/settlement.h"
#include "core/storage/facts.h"

#include <optional>
#include <string>

namespace chainpoints {

/// Refused, with what is available, unless `at` is a boundary up to which the chain is settled.
[[nodiscard]] Result<void> requireSettledBoundary(ChainFacts& facts, UnixTime at);

struct PointsAt
{
    PointsRaw points;
    SettledPoint settled; ///< `at`, or the user's own cursor where that is earlier
};

/// The user's points up to min(at, cursor). None where the user's first change is not before `at`.
[[nodiscard]] Result<std::optional<PointsAt>>
pointsAt(ChainFacts& facts, UserId user, const std::string& address, const SettledPoint& cursor, UnixTime at);

} // namespace chainpoints
