// Why one try on one endpoint brought no usable answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace chainpoints {

/// Decides what happens to the endpoint (EndpointPool::failed) and to the call (CallPlan::failed).
enum class FaultKind {
    RangeTooWide, ///< the range has too many blocks for this endpoint
    TooDense,     ///< the answer would be too large, whatever the number of blocks
    RateLimited,  ///< too many requests; the same request is fine later
    Billing,      ///< the account behind the endpoint is used up
    Behind,       ///< the endpoint does not have the block (yet)
    Down,         ///< no connection, or the endpoint says that it is broken
    TimedOut,     ///< no answer in time
    Doubtful,     ///< an answer that contradicts another: the endpoint's fault, or the token's
    Malformed,    ///< an answer that cannot be right
    WrongChain,   ///< the endpoint serves another chain
    Reverted,     ///< the contract refused an eth_call
    Refused,      ///< an error that nothing is known about
    Stopped,      ///< the caller was asked to stop; says nothing about the endpoint
};

struct Fault
{
    FaultKind kind;
    std::string message; ///< what the endpoint did, as the rest of a sentence after its name; no secret
    /// Least time before the endpoint is asked again. Behind: set only where the endpoint had announced the
    /// block.
    std::optional<std::chrono::milliseconds> retryAfter = {};
    /// RangeTooWide: the most blocks that the endpoint takes at once, where it says so.
    std::optional<std::int64_t> maxBlocks = {};
    /// Refused: the endpoint does not have the method that was called, and never will.
    bool noSuchMethod = false;
    /// The endpoint said that it does not keep the state of so old a block.
    bool noSuchState = false;
};

/// The outcome of one try.
template <typename T>
using Try = std::variant<T, Fault>;

} // namespace chainpoints
