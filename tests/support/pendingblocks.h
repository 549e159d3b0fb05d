// Pending blocks to put into a cache, and what came out of it as text.
#pragma once

#include "core/chain/pendingwindow.h"
#include "tests/support/builders.h"

#include <QStringList>

namespace chainpoints {

/// A block with one mint; `salt` gives it other hashes.
[[nodiscard]] inline PendingBlock pendingBlock(std::int64_t height, std::int64_t salt = 0)
{
    const auto idOf = [salt](std::int64_t h) { return hash(static_cast<std::uint64_t>(h + 1 + salt)); };
    const BlockHeader header{BlockHeight(height), idOf(height), idOf(height - 1), at(15) + height * 12};
    return {header,
            {{Address{}, user(1), raw(std::to_string(height + 1)), header.height, header.hash, header.time,
              hash(7), 3}},
            0};
}

[[nodiscard]] inline std::vector<PendingBlock> pendingBlocks(std::int64_t first, std::int64_t last)
{
    std::vector<PendingBlock> blocks;
    for (std::int64_t height = first; height <= last; ++height)
        blocks.push_back(pendingBlock(height));
    return blocks;
}

/// The heights, or the error's sentence.
[[nodiscard]] inline QString told(const Result<std::vector<PendingBlock>>& blocks)
{
    if (!blocks)
        return text(blocks.error().message);
    QStringList heights;
    for (const PendingBlock& block : *blocks)
        heights << QString::number(block.header.height.value());
    return heights.join(QLatin1Char(' '));
}

} // namespace chainpoints
