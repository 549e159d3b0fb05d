// What became otherwise between two looks at the chains, as far as an operator wants to be told of it. Pure.
#pragma once

#include "core/access/operatordesk.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace chainpoints {

enum class HappeningKind {
    DatabaseLost,
    DatabaseBack,
    AlertRaised,    ///< of a chain, with its sentence
    ChainRecovered, ///< it had alerts, and has none
    ChainAbandoned, ///< it should be followed, and nobody does any more
    ChainFollowed,  ///< somebody does again
    FailuresOpened, ///< more are open than before
};

struct Happening
{
    HappeningKind kind = HappeningKind::DatabaseLost;
    std::string chain;      ///< empty where it is the database's
    std::string sentence;   ///< in English, as the engine says it; may be empty
    std::int64_t count = 0; ///< how many failures more

    bool operator==(const Happening&) const = default;
};

/// What came and went between the two is no happening. While the database cannot be read, nothing is known
/// of the chains, and nothing told of them.
[[nodiscard]] std::vector<Happening> happeningsBetween(const ChainsNews& before, const ChainsNews& now);

} // namespace chainpoints
