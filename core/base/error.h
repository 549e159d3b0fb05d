// The one description of an expected failure.
#pragma once

#include <string>
#include <utility>

namespace chainpoints {

/// What kind of failure it is; decides retry, HTTP status and exit status, never the wording.
enum class ErrorCode {
    BadInput,         ///< the caller, the configuration or a file is wrong; trying again does not help
    NotFound,         ///< the thing that was named does not exist
    Refused,          ///< understood, but the rules forbid it (a time that is not settled yet, say)
    Conflict,         ///< somebody else changed the same facts first; reload and try again
    Unreachable,      ///< no node of a chain can be reached now
    Database,         ///< database or cache cannot be reached or written now
    Protocol,         ///< a node answered something that cannot be right
    RangeLimit,       ///< a node refuses a block range as too wide or too dense; ask for less
    Behind,           ///< a node does not have the block (yet); ask later or elsewhere
    Corrupt,          ///< stored facts contradict each other
    Forked,           ///< the chain changed while it was read, so that answers do not fit together; ask again
    FinalityViolated, ///< the chain replaced blocks that were processed already
    Stopped,          ///< the operation was asked to stop; nothing is wrong
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
