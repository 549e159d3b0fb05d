// The ledger's words: what a balance change is and what a settlement leaves behind.
#pragma once

#include "core/model/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace chainpoints {

enum class ChangeType { Mint, Burn, TransferOut, TransferIn, Opening };

/// The name in the database and in reports: "mint", "burn", "transfer_out", "transfer_in", "opening".
[[nodiscard]] std::string_view toText(ChangeType type);
[[nodiscard]] std::optional<ChangeType> changeTypeFromText(std::string_view text);

/// One row of the ledger: a change of one user's balance. A user's rows are ordered by
/// (height, log index, out before in), and along them balanceAfter(previous) + amount = balanceAfter.
struct LedgerRow
{
    Address user;
    ChangeType type = ChangeType::Mint;
    RawAmount amount; ///< signed
    RawAmount balanceAfter;
    Hash txHash;
    std::int64_t logIndex = 0;
    Hash blockHash;
    UnixTime blockTime;
    BlockHeight height;
};

/// Values of user.status and of the `status` column of reports.
enum class UserStatus { Disabled = 0, Normal = 1 };

/// A stretch of time with one balance and one rate, as kept in user_points_change.calculated_points.
struct PointsSegment
{
    UnixTime from; ///< included
    UnixTime to;   ///< excluded
    RawAmount balance;
    mpz_class rateE9; ///< points per token and hour x 10^9; 0 while the user is disabled or excluded
    PointsRaw points;

    bool operator==(const PointsSegment&) const = default;
};

} // namespace chainpoints
