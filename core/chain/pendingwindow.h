// The blocks above the last processed one that are not confirmed yet, linked by their parents' hashes. Pure.
#pragma once

#include "core/model/types.h"

#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace chainpoints {

/// A block with what it changes, held until it is confirmed.
struct PendingBlock
{
    BlockHeader header;
    std::vector<Transfer> transfers;
    std::int64_t skippedLogs = 0;

    bool operator==(const PendingBlock&) const = default;
};

/// A gapless run of blocks on top of `base`, the last processed block (absent before the first).
class PendingWindow
{
public:
    explicit PendingWindow(std::optional<BlockHeader> base, BlockHeight firstHeight)
        : m_base(std::move(base)), m_firstHeight(firstHeight)
    {
    }

    /// Takes over what a cache kept; keeps the longest run that links to the base. Returns how many blocks
    /// were kept.
    std::size_t restore(std::vector<PendingBlock> blocks);

    /// The height that `append` takes next.
    [[nodiscard]] BlockHeight nextHeight() const;
    /// The newest block known: the last one here, else the base.
    [[nodiscard]] std::optional<BlockHeader> tip() const;
    /// True if `header` continues the tip (or there is nothing to continue).
    [[nodiscard]] bool links(const BlockHeader& header) const;
    /// Precondition: header.height == nextHeight() and links(header).
    void append(PendingBlock block);

    /// Where this window and a node part: `theirs` are the node's headers of heights that the window holds,
    /// ascending. Returns the lowest height at which they differ; none if they agree.
    [[nodiscard]] std::optional<BlockHeight> forkHeight(std::span<const BlockHeader> theirs) const;
    /// Drops all blocks at and above `height`.
    void dropFrom(BlockHeight height);
    /// The blocks up to `height`, which stay until `confirm`.
    [[nodiscard]] std::vector<PendingBlock> upTo(BlockHeight height) const;
    /// Blocks up to `height` were processed: the last of them becomes the base.
    void confirm(BlockHeight height);

    [[nodiscard]] const std::deque<PendingBlock>& blocks() const { return m_blocks; }
    [[nodiscard]] const std::optional<BlockHeader>& base() const { return m_base; }

private:
    std::optional<BlockHeader> m_base;
    BlockHeight m_firstHeight; ///< the height that follows the base
    std::deque<PendingBlock> m_blocks;
};

} // namespace chainpoints
