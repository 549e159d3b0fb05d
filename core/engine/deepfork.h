// What to do where the nodes no longer have the last processed block (SPEC 5).
#pragma once

#include "core/config/config.h"
#include "core/rpc/node.h"
#include "core/storage/chainrollback.h"
#include "core/storage/keptblocks.h"

#include <map>
#include <stop_token>

namespace chainpoints {

/// Works through a connection and a node that it does not own; same thread. Errors of every call are those of
/// both, and Behind (no node is as far as the chain was seen before: a lag, not a fork), Forked (the nodes'
/// chain changed meanwhile).
class DeepFork
{
public:
    DeepFork(const ChainConfig& config, sql::Connection& connection, ChainNode& node, std::stop_token stop)
        : m_config(config), m_connection(connection), m_node(node), m_stop(std::move(stop))
    {
    }

    enum class Outcome {
        None,       ///< the nodes have the last processed block
        RolledBack, ///< the chain stands at the common ancestor; what was remembered of it is void
    };
    /// Takes the chain back to the common ancestor where that is within max_rollback. Else FinalityViolated,
    /// and an open incident with the evidence.
    [[nodiscard]] Result<Outcome> resolve();

    /// Where an operator wants the chain to stand: that block, if the nodes have it and it is one of the
    /// blocks that were processed. Refused if not, with the newest block that would do.
    [[nodiscard]] Result<RollbackTarget> targetAt(BlockHeight height);
    /// What an operator's roll-back to `target` leaves as an incident.
    [[nodiscard]] Result<Incident> incidentOf(const RollbackTarget& target);

private:
    struct Comparison
    {
        std::optional<KnownBlock>
            shared; ///< the newest known block that the nodes have; none: nothing is shared
        std::vector<BlockDifference> differences; ///< those that were looked at, descending
    };

    [[nodiscard]] Result<void> look();
    [[nodiscard]] Result<std::optional<BlockDifference>> tipDifference();
    [[nodiscard]] Result<Comparison> compare();
    [[nodiscard]] Result<void> compare(BlockHeight low, BlockHeight high, Comparison& result);
    [[nodiscard]] Result<BlockHeader> theirs(BlockHeight height);
    [[nodiscard]] Result<void> requireOneFork(const Comparison& comparison);
    [[nodiscard]] Result<Outcome> answer(const BlockDifference& tip, const Comparison& comparison);
    [[nodiscard]] Error violated(const Comparison& comparison) const;

    const ChainConfig& m_config;
    sql::Connection& m_connection;
    ChainNode& m_node;
    const std::stop_token m_stop;

    ChainRecord m_chain;
    BlockHeader m_head;
    std::map<BlockHeight, BlockHeader> m_theirs; ///< asked since look()
};

} // namespace chainpoints
