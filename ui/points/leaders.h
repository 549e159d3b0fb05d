// Who has the most points, on one chain or over all.
#pragma once

#include "core/access/operatordoor.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

struct Leader
{
    std::string address;
    UserStatus status = UserStatus::Normal;
    std::string points;              ///< exact
    std::vector<std::string> chains; ///< on which there are any, by name
};

/// Up to where a chain is settled.
struct SettledUpTo
{
    std::string chain;
    BlockHeight block;
    std::optional<UnixTime> time; ///< none: nothing is settled yet

    bool operator==(const SettledUpTo&) const = default;
};

struct LeaderPage
{
    std::vector<Leader> leaders; ///< most points first
    std::string next;            ///< opaque; empty: this was the last page
    std::vector<SettledUpTo> asOf;
};

/// Of the named chain, or of all of them.
[[nodiscard]] std::vector<SettledUpTo> settledOf(const std::vector<ChainView>& chains,
                                                 const std::string& chain);

/// `chain`: empty for all, which scans all users. The points are exactly as of `asOf`: where a chain is
/// settled further meanwhile, it is read once more. Errors as of OperatorDoor::users; Database also where the
/// chains do not stand still for that.
[[nodiscard]] Result<LeaderPage> readLeaders(OperatorDoor& door, const std::string& chain,
                                             const std::string& cursor, std::size_t limit);

} // namespace chainpoints
