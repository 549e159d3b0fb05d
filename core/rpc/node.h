// What the engine asks of an EVM node. The seam between tracking and the network.
#pragma once

#include "core/model/doubt.h"
#include "core/model/types.h"

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace chainpoints {

enum class BlockTag { Latest, Safe, Finalized };

/// Logs, and what speaks against them: doubts stay where every endpoint was asked and none gave logs that add
/// up.
struct CheckedLogs
{
    std::vector<RawLog> logs;
    std::vector<Doubt> doubts;
};

/// Logs whose endpoint tells another change of the total supply are always in doubt. Those of an endpoint
/// that tells none do, unless it is required.
enum class SupplyProof { WhereTold, Required };

/// One chain as its nodes tell it. Calls block until answered, given up, or stopped (ErrorCode::Stopped,
/// within 100 ms of the stop). An instance belongs to the thread that made it; instances of one chain share
/// the knowledge of their endpoints. Retries, back-off and fail-over happen inside; what comes out as an
/// error has been tried enough: Unreachable (no endpoint answers), Behind (no endpoint has the block yet),
/// RangeLimit (ask for fewer blocks), Protocol (answers that cannot be right from every endpoint).
class ChainNode
{
public:
    virtual ~ChainNode() = default;

    [[nodiscard]] virtual Result<BlockHeader> block(BlockTag tag) = 0;
    /// Headers of exactly these heights, in this order.
    [[nodiscard]] virtual Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) = 0;
    /// All logs of the chain's contract with the Transfer topic in the range, ordered by (height, log index),
    /// without duplicates, each with a height inside the range. The answering endpoint had reported a head >=
    /// range.last.
    /// Protocol or Unreachable, with what each endpoint said, where a required proof cannot be had.
    [[nodiscard]] virtual Result<CheckedLogs> transferLogs(BlockRange range, SupplyProof supply) = 0;
    /// The same for these consecutive blocks, from an endpoint that showed that it is on their fork. Behind
    /// if none is. Precondition: there are blocks.
    [[nodiscard]] virtual Result<CheckedLogs> transferLogsOf(std::span<const BlockHeader> blocks,
                                                             SupplyProof supply) = 0;
    /// name(), symbol() and decimals() of the contract. A missing name or symbol is an empty text; missing
    /// decimals are an error.
    [[nodiscard]] virtual Result<TokenInfo> tokenInfo() = 0;
    /// balanceOf each holder, in this order, in the state after the block. Nodes keep old states for a while
    /// only: an error where no endpoint has it.
    [[nodiscard]] virtual Result<std::vector<RawAmount>> balances(std::span<const Address> holders,
                                                                  BlockHeight at) = 0;
    /// totalSupply() likewise.
    [[nodiscard]] virtual Result<RawAmount> totalSupply(BlockHeight at) = 0;
};

/// Makes a ChainNode in the calling thread; `stop` ends its calls.
using ChainNodeFactory = std::function<std::unique_ptr<ChainNode>(std::stop_token stop)>;

} // namespace chainpoints
