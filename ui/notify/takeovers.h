// Chains change hands: between two owners nobody follows them for a moment, which is no news. Neither is that
// nobody has followed one since the first look. Pure.
#pragma once

#include "core/access/operatordesk.h"

#include <map>
#include <string>

namespace chainpoints {

class TakeOvers
{
public:
    /// In seconds: so long a process that stands by takes at most, once the first one hangs or was killed.
    static constexpr std::int64_t kPatience = 30;

    /// The news as of `now`, in which a chain that had an owner a moment ago has it still, and one that was
    /// never seen with an owner has some. In the order of time. A chain that is gone is forgotten.
    [[nodiscard]] ChainsNews bridged(ChainsNews news, UnixTime now);

private:
    struct Sight
    {
        ChainOwner owner;
        UnixTime time; ///< when it was the owner
    };
    std::map<std::string, Sight> m_owners; ///< by chain, of those in the newest news
};

} // namespace chainpoints
