// The exit statuses of SPEC 10.
#pragma once

#include "core/base/error.h"

namespace chainpoints {

enum ExitStatus : int {
    kDone = 0,
    kFoundWrong = 1,  ///< it ran and found something wrong
    kBadUsage = 2,    ///< bad usage or configuration
    kUnreachable = 3, ///< a dependency (database, cache, RPC) cannot be reached
};

[[nodiscard]] constexpr ExitStatus exitStatusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadInput:
    case ErrorCode::NotFound:
        return kBadUsage;
    case ErrorCode::Unreachable:
    case ErrorCode::Database:
    case ErrorCode::Behind:
    case ErrorCode::Protocol:
    case ErrorCode::RangeLimit:
        return kUnreachable;
    default:
        return kFoundWrong;
    }
}

} // namespace chainpoints
