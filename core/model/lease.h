// Who owns a chain: the process that follows it, until its lease expires.
#pragma once

#include "core/base/strongtype.h"

#include <cstdint>
#include <string>

namespace chainpoints {

/// The number of an owner's term on one chain; each new owner gets a higher one. 0: nobody owned it yet.
using FencingNumber = Id<struct FencingNumberTag>;

/// A process that owns chains.
struct LeaseHolder
{
    std::string host;
    std::int64_t pid = 0;
    std::string instance; ///< of each run of a process another; never empty

    bool operator==(const LeaseHolder&) const = default;
};

} // namespace chainpoints
