#include "core/chain/pendingwindow.h"

namespace chainpoints {

std::size_t PendingWindow::restore(std::vector<PendingBlock> blocks)
{
    m_blocks.clear();
    for (PendingBlock& block : blocks) {
        if (block.header.height < m_firstHeight)
            continue;
        if (block.header.height != nextHeight() || !links(block.header))
            break;
        m_blocks.push_back(std::move(block));
    }
    return m_blocks.size();
}

BlockHeight PendingWindow::nextHeight() const
{
    return m_firstHeight + static_cast<std::int64_t>(m_blocks.size());
}

std::optional<BlockHeader> PendingWindow::tip() const
{
    return m_blocks.empty() ? m_base : std::optional(m_blocks.back().header);
}

bool PendingWindow::links(const BlockHeader& header) const
{
    const auto last = tip();
    return !last || header.parentHash == last->hash;
}

void PendingWindow::append(PendingBlock block)
{
    m_blocks.push_back(std::move(block));
}

std::optional<BlockHeight> PendingWindow::forkHeight(std::span<const BlockHeader> theirs) const
{
    for (const BlockHeader& header : theirs) {
        const auto index = static_cast<std::size_t>(header.height - m_firstHeight);
        if (header.height >= m_firstHeight && index < m_blocks.size() &&
            m_blocks[index].header.hash != header.hash)
            return header.height;
    }
    return std::nullopt;
}

void PendingWindow::dropFrom(BlockHeight height)
{
    while (!m_blocks.empty() && m_blocks.back().header.height >= height)
        m_blocks.pop_back();
}

std::vector<PendingBlock> PendingWindow::upTo(BlockHeight height) const
{
    std::vector<PendingBlock> result;
    for (const PendingBlock& block : m_blocks)
        if (block.header.height <= height)
            result.push_back(block);
    return result;
}

void PendingWindow::confirm(BlockHeight height)
{
    while (!m_blocks.empty() && m_blocks.front().header.height <= height) {
        m_base = m_blocks.front().header;
        m_firstHeight = m_base->height + 1;
        m_blocks.pop_front();
    }
}

} // namespace chainpoints
