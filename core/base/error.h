// The one description of an expected failure.
#pragma once

#include <string>
#include <utility>

namespace chainpoints {

/// What kind of failure it is; decides retry, HTTP status and exit status, never the wording.
enum class ErrorCode {
    BadInput,    ///< the caller, the configuration or a file is wrong; trying again does not help
    NotFound,    ///< the thing that was named does not exist
    Refused,     ///< understood, but the rules forbid it (a time that is not settled yet, say)
    Conflict,    ///< somebody else changed the same facts first; reload and try again
    Unreachable, ///< database, cache or node cannot be reached now
    Protocol,    ///< a node answered something that cannot be right
    RangeLimit,  ///< a node refuses a block range as too wide or too dense; ask for less
    Behind,      ///< a node does not have the block (yet); ask later or elsewhere
    Corrupt,     ///< stored facts contradict each other
    Forked,      ///< blocks of two forks were mixed; start over from the fork
    Stopped,     ///< the operation was asked to stop; nothing is wrong
};

/// A failure with a sentence for people: what happened to which thing, and the remedy where there is one.
/// Never contains a secret.
struct Error
{
    ErrorCode code;
    std::string message;
};

/// The same failure with `context` in front: "chain sepolia: ...".
[[nodiscard]] inline Error inContext(const std::string& context, Error error)
{
    error.message = context + ": " + error.message;
    return error;
}

} // namespace chainpoints
