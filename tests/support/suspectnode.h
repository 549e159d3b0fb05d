// A node in memory whose logs are wrong, or do not add up, on command.
#pragma once

#include "tests/support/branchingnode.h"

#include <functional>
#include <numeric>
#include <utility>

namespace chainpoints {

/// What the chain's nodes do at the moment.
struct Nodes
{
    bool lie = true;     ///< every fifth block's first log is left out
    bool suspect = true; ///< the answers do not add up
    bool tellSupply = true;
    bool answer = true;
    bool falseRanges = false; ///< answers of ranges are lies that do not add up, whatever else
    std::int64_t lieUpTo = INT64_MAX;
    std::int64_t upTo = INT64_MAX; ///< the logs of later blocks are not answered
    std::vector<DoubtKind> kinds{DoubtKind::Supply};
    std::vector<BlockRange> asked = {};    ///< whose logs were asked for
    std::function<void()> whenBlocks = {}; ///< called once, as soon as blocks with headers are asked for

    [[nodiscard]] std::int64_t blocksAsked() const
    {
        return std::accumulate(asked.begin(), asked.end(), std::int64_t{0},
                               [](std::int64_t sum, BlockRange range) { return sum + range.count(); });
    }
};

/// Answers from the chain, as `nodes` says; both must outlive it.
class SuspectNode final : public ChainNode
{
public:
    SuspectNode(const BranchingChain& chain, Nodes& nodes) : m_honest(chain), m_nodes(nodes) {}

    Result<BlockHeader> block(BlockTag tag) override { return m_honest.block(tag); }
    Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) override
    {
        return m_honest.headers(heights);
    }
    Result<CheckedLogs> transferLogs(BlockRange range, SupplyProof supply) override
    {
        return logs(range, supply, m_nodes.lie || m_nodes.falseRanges,
                    m_nodes.suspect || m_nodes.falseRanges);
    }
    Result<CheckedLogs> transferLogsOf(std::span<const BlockHeader> blocks, SupplyProof supply) override
    {
        if (const auto call = std::exchange(m_nodes.whenBlocks, {}))
            call();
        return logs({blocks.front().height, blocks.back().height}, supply, m_nodes.lie, m_nodes.suspect);
    }
    Result<TokenInfo> tokenInfo() override { return m_honest.tokenInfo(); }
    Result<std::vector<RawAmount>> balances(std::span<const Address> holders, BlockHeight at) override
    {
        return m_honest.balances(holders, at);
    }
    Result<RawAmount> totalSupply(BlockHeight at) override { return m_honest.totalSupply(at); }

private:
    Result<CheckedLogs> logs(BlockRange range, SupplyProof supply, bool lie, bool suspect)
    {
        if (!m_nodes.answer || range.last.value() > m_nodes.upTo)
            return Error{ErrorCode::Unreachable, "no endpoint answers: node.example is down"};
        m_nodes.asked.push_back(range);
        auto checked = m_honest.transferLogs(range, supply);
        if (lie)
            std::erase_if(checked->logs, [&](const RawLog& log) {
                return log.height.value() % 5 == 0 && log.logIndex == 0 &&
                       log.height.value() <= m_nodes.lieUpTo;
            });
        if (suspect)
            for (const DoubtKind kind : m_nodes.kinds)
                checked->doubts.push_back({kind, range, "node.example tells something else"});
        else if (supply == SupplyProof::Required && !m_nodes.tellSupply)
            return Error{ErrorCode::Protocol,
                         "no endpoint gives a right answer: node.example answered 429 Too Many Requests"};
        return checked;
    }

    BranchingNode m_honest;
    Nodes& m_nodes;
};

} // namespace chainpoints
