// Blocks of one chain as operators see them: those that wait, and what going back to one would take.
#pragma once

#include "core/base/time.h"
#include "core/model/types.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// A block that is seen, but not confirmed yet.
struct PendingBlockView
{
    BlockHeight height;
    std::string hash; ///< lower-case hex
    UnixTime time;
    std::int64_t transfers = 0; ///< of the token, those that change nothing included

    bool operator==(const PendingBlockView&) const = default;
};

/// Those of a chain that the database keeps; a cache outside of it (Redis) is not read.
struct PendingView
{
    std::vector<PendingBlockView> blocks; ///< ascending: the next to be confirmed first
    std::int64_t count = 0;               ///< also of those that are left out

    bool operator==(const PendingView&) const = default;
};
inline constexpr std::size_t kMostPendingBlocks = 1000;

/// What a Rollback to one block would take back. The blocks behind it are followed anew.
struct RollbackView
{
    std::int64_t changes = 0;        ///< rows of the ledger that are removed
    std::optional<UnixTime> settled; ///< points are settled up to here now; none: not at all
    std::optional<UnixTime> remains; ///< what stays settled; likewise

    bool operator==(const RollbackView&) const = default;
};

} // namespace chainpoints
