// What nodes mean by their errors. Every provider words its limits differently.
#pragma once

#include "core/model/types.h"
#include "core/rpc/fault.h"
#include "core/rpc/jsonrpc.h"

#include <optional>

namespace chainpoints {

struct Verdict
{
    FaultKind kind = FaultKind::Refused;      ///< Refused: an error that no rule knows
    std::optional<std::int64_t> maxBlocks;    ///< the widest range that the node says it takes
    std::optional<BlockRange> suggestedRange; ///< the range that the node says would work
};

/// Judges a JSON-RPC error by its texts and code.
[[nodiscard]] Verdict classifyRpcError(const RpcError& error);

/// The node does not have the method that was called, whatever the parameters.
[[nodiscard]] bool deniesMethod(const RpcError& error);

/// The node does not keep the state of the block that was named, since it is no archive.
[[nodiscard]] bool deniesState(const RpcError& error);

/// Judges an HTTP answer that is not 2xx, with the JSON-RPC error of its body where it has one.
[[nodiscard]] Verdict classifyHttpError(int status, const RpcError* error);

} // namespace chainpoints
