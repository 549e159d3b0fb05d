// A chain in memory that can be replaced from any block on, and its node.
#pragma once

#include "core/rpc/node.h"
#include "tests/support/builders.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace chainpoints {

/// Blocks 0 to head(), 5 minutes apart. What a block holds depends on its height and its branch: mints to
/// some of seven users, a transfer between two, a log that is to be skipped.
class BranchingChain
{
public:
    static constexpr std::int64_t kBlockSeconds = 300;

    explicit BranchingChain(std::int64_t head) : m_branches(static_cast<std::size_t>(head) + 1, 0) {}

    [[nodiscard]] std::int64_t head() const { return static_cast<std::int64_t>(m_branches.size()) - 1; }
    /// Blocks from `height` on are those of `branch`, up to `head`.
    void replace(std::int64_t height, int branch, std::int64_t head)
    {
        m_branches.resize(static_cast<std::size_t>(height));
        m_branches.resize(static_cast<std::size_t>(head) + 1, branch);
    }
    /// Grows on the newest block's branch.
    void grow(std::int64_t blocks)
    {
        m_branches.resize(m_branches.size() + std::size_t(blocks), m_branches.back());
    }

    [[nodiscard]] BlockHeader header(std::int64_t height) const
    {
        // Branches differ in their times too, so that hours end with other blocks.
        return {BlockHeight(height), id(height), id(height - 1),
                at(0) + height * kBlockSeconds + branch(height) * 7 % kBlockSeconds};
    }

    [[nodiscard]] std::vector<RawLog> logs(std::int64_t height) const
    {
        const std::int64_t mixed = height * 5 + branch(height) * 11;
        std::vector<RawLog> logs;
        const auto add = [&](std::uint32_t from, std::uint32_t to, std::int64_t value) {
            std::vector<std::uint8_t> data(32, 0);
            for (std::size_t i = 0; i < 8; ++i)
                data[31 - i] = static_cast<std::uint8_t>(value >> (8 * i));
            logs.push_back({{},
                            {Hash{}, topic(from), topic(to)},
                            data,
                            BlockHeight(height),
                            id(height),
                            hash(static_cast<std::uint64_t>(9'000'000 + height)),
                            static_cast<std::int64_t>(logs.size())});
        };
        add(0, who(mixed), 1'000'000 + mixed);
        if (height > 10 && mixed % 3 == 0)
            add(who(mixed), who(mixed + 3), 1 + mixed % 1000);
        if (mixed % 4 == 0)
            add(who(mixed), who(mixed + 1), 0);
        // One user per branch is on no other branch.
        if (branch(height) > 0 && height % 2 == 0)
            add(0, 100 + static_cast<std::uint32_t>(branch(height)), 5);
        return logs;
    }

private:
    [[nodiscard]] std::int64_t branch(std::int64_t height) const
    {
        return height < 0 ? 0 : m_branches.at(static_cast<std::size_t>(height));
    }
    [[nodiscard]] Hash id(std::int64_t height) const
    {
        return hash(static_cast<std::uint64_t>((branch(height) + 1) * 1'000'000 + height));
    }
    [[nodiscard]] static std::uint32_t who(std::int64_t n) { return static_cast<std::uint32_t>(n % 7) + 1; }
    [[nodiscard]] static Hash topic(std::uint32_t n)
    {
        Hash topic;
        const Address address = user(n);
        std::copy(address.bytes.begin(), address.bytes.end(), topic.bytes.begin() + 12);
        return topic;
    }

    std::vector<std::int64_t> m_branches; ///< of each block
};

/// Answers from the chain as it is at that moment; the chain must outlive it.
class BranchingNode final : public ChainNode
{
public:
    explicit BranchingNode(const BranchingChain& chain) : m_chain(chain) {}

    Result<BlockHeader> block(BlockTag) override { return m_chain.header(m_chain.head()); }

    Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) override
    {
        std::vector<BlockHeader> headers;
        for (const BlockHeight height : heights) {
            if (height.value() > m_chain.head())
                return Error{ErrorCode::Behind, "there is no block " + std::to_string(height.value())};
            headers.push_back(m_chain.header(height.value()));
        }
        return headers;
    }

    Result<CheckedLogs> transferLogs(BlockRange range, SupplyProof) override
    {
        CheckedLogs checked;
        for (BlockHeight height = range.first; height <= range.last; ++height)
            std::ranges::move(m_chain.logs(height.value()), std::back_inserter(checked.logs));
        return checked;
    }

    Result<CheckedLogs> transferLogsOf(std::span<const BlockHeader> blocks, SupplyProof supply) override
    {
        for (const BlockHeader& block : blocks)
            if (block.height.value() > m_chain.head() || m_chain.header(block.height.value()) != block)
                return Error{ErrorCode::Behind, "no block of that hash"};
        return transferLogs({blocks.front().height, blocks.back().height}, supply);
    }

    Result<TokenInfo> tokenInfo() override { return TokenInfo{"Token", "TOK", 18}; }
    Result<std::vector<RawAmount>> balances(std::span<const Address>, BlockHeight) override
    {
        return Error{ErrorCode::Protocol, "no state is kept"};
    }
    Result<RawAmount> totalSupply(BlockHeight) override
    {
        return Error{ErrorCode::Protocol, "no state is kept"};
    }

private:
    const BranchingChain& m_chain;
};

} // namespace chainpoints
