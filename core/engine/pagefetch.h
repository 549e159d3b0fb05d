// From a node's answers to a page for the ledger.
#pragma once

#include "core/chain/pendingwindow.h"
#include "core/rpc/node.h"
#include "core/storage/ledgerpage.h"

#include <optional>
#include <span>

namespace chainpoints {

/// A page fetched by range, not yet joined to what comes before it.
struct FetchedPage
{
    LedgerPage page;
    BlockHeader first; ///< of page.range.first
    std::size_t logs = 0;
};

/// Protocol if the time runs backwards between two blocks, `before` being the lower, or jumps by more than
/// any chain can.
[[nodiscard]] Result<void> requireTimeOrder(const BlockHeader& before, const BlockHeader& after,
                                            std::int64_t intervalSeconds);

/// Everything about the range, in few calls, with the headers of all blocks from `keepFrom` on. Errors are
/// the node's, and Forked if logs and headers are of different forks.
[[nodiscard]] Result<FetchedPage> fetchPage(ChainNode& node, BlockRange range, std::int64_t intervalSeconds,
                                            BlockHeight keepFrom);

/// Adds the boundaries that fall between `before` (the block before the page; absent at the start) and the
/// page's first block. FinalityViolated if the page does not continue `before`.
[[nodiscard]] Result<LedgerPage> join(const std::optional<BlockHeader>& before, FetchedPage fetched,
                                      std::int64_t intervalSeconds);

/// Blocks near the head, and what speaks against their transfers.
struct FetchedBlocks
{
    std::vector<PendingBlock> blocks;
    std::vector<Doubt> doubts;
};

/// The blocks of `range` (each with its header in `headers`, linked by the caller) with their logs.
[[nodiscard]] Result<FetchedBlocks> fetchPendingBlocks(ChainNode& node, std::span<const BlockHeader> headers);

/// Precondition: `blocks` is not empty and continues `before`.
[[nodiscard]] LedgerPage pageOf(const std::optional<BlockHeader>& before,
                                const std::vector<PendingBlock>& blocks, std::int64_t intervalSeconds);

} // namespace chainpoints
