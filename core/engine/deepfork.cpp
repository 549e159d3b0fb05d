#include "core/engine/deepfork.h"

#include "core/base/log.h"
#include "core/storage/sql/repeated.h"

#include <algorithm>

namespace chainpoints {
namespace {

// So many blocks above the processed one must prove to lie on one fork.
constexpr std::int64_t kLinkedBlocks = 64;
constexpr std::size_t kDifferencesTold = 10;

std::string text(BlockHeight height)
{
    return std::to_string(height.value());
}

Error changedMeanwhile()
{
    return {ErrorCode::Forked, "the chain changed while a fork was looked at"};
}

} // namespace

Result<DeepFork::Outcome> DeepFork::resolve()
{
    if (auto looked = look(); !looked)
        return looked.error();
    auto tip = tipDifference();
    if (!tip)
        return tip.error();
    auto comparison = *tip ? compare() : Comparison();
    if (!comparison)
        return comparison.error();
    if (*tip && (comparison->differences.empty() || comparison->differences.front().height != (*tip)->height))
        comparison->differences.insert(comparison->differences.begin(), **tip);
    if (auto proven = requireOneFork(*comparison); !proven)
        return proven.error();

    if (*tip)
        return sql::repeated([&] { return answer(**tip, *comparison); });
    return sql::inTransaction(m_connection, [&]() -> Result<Outcome> {
        auto ended = IncidentStore(m_connection, m_chain.id).resolve();
        return ended ? Result<Outcome>(Outcome::None) : ended.error();
    });
}

/// Takes back what was replaced, or records that this may not be.
Result<DeepFork::Outcome> DeepFork::answer(const BlockDifference& tip, const Comparison& comparison)
{
    auto transaction = sql::Transaction::begin(m_connection);
    if (!transaction)
        return transaction.error();
    Incident incident{Incident::kDeepFork,
                      comparison.shared ? std::optional(comparison.shared->height) : std::nullopt,
                      tip.height,
                      tip.ours,
                      m_head.height,
                      m_head.hash,
                      0,
                      0,
                      {},
                      comparison.differences,
                      {}};
    const RollbackTarget target =
        comparison.shared ? RollbackTarget{comparison.shared->height, m_theirs.at(comparison.shared->height)}
                          : RollbackTarget{m_chain.startBlock - 1, std::nullopt};
    if (m_chain.processed - target.height > m_config.maxRollback) {
        const Error error = violated(comparison);
        incident.kind = Incident::kFinalityViolated;
        incident.sentence = error.message;
        IncidentStore incidents(m_connection, m_chain.id);
        auto known = incidents.isKnown(incident);
        if (!known)
            return known.error();
        if (!*known)
            if (auto added = incidents.add(incident, false); !added)
                return added.error();
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
        return error;
    }

    incident.sentence = "the chain replaced the " + std::to_string(m_chain.processed - target.height) +
                        " processed blocks behind block " + text(target.height) +
                        "; they were taken back and are followed anew";
    log::warning(m_config.name, "Deep fork: " + incident.sentence);
    if (auto done =
            rollBack(m_connection, m_chain, target, std::move(incident), {RestatementCause::kFork}, m_stop);
        !done)
        return done.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return Outcome::RolledBack;
}

Result<RollbackTarget> DeepFork::targetAt(BlockHeight height)
{
    if (auto looked = look(); !looked)
        return looked.error();
    if (auto possible = requireRollbackTarget(m_chain, height); !possible)
        return possible.error();
    const BlockHeight before = m_chain.startBlock - 1;
    if (height == before)
        return RollbackTarget{before, std::nullopt};
    auto comparison = compare();
    if (!comparison)
        return comparison.error();
    const BlockHeight shared = comparison->shared ? comparison->shared->height : before;
    if (height > shared)
        return Error{ErrorCode::Refused,
                     "block " + text(height) +
                         " is not known to be one that was processed: the nodes' chain may part from "
                         "it before; the newest block that both have is " +
                         text(shared)};
    auto header = theirs(height);
    if (!header)
        return header.error();
    if (auto proven = requireOneFork(*comparison); !proven)
        return proven.error();
    return RollbackTarget{height, *header};
}

Result<Incident> DeepFork::incidentOf(const RollbackTarget& target)
{
    auto tip = knownBlock(m_connection, m_chain.id, m_chain.processed);
    if (!tip)
        return tip.error();
    Incident incident;
    incident.kind = Incident::kRollback;
    incident.ancestor = target.height;
    incident.oldTip = m_chain.processed;
    incident.oldTipHash = *tip ? (*tip)->hash : Hash();
    incident.newTip = m_head.height;
    incident.newTipHash = m_head.hash;
    incident.sentence = "the chain was taken back to block " + text(target.height) + " on request";
    return incident;
}

/// Where the chain and the nodes stand.
Result<void> DeepFork::look()
{
    auto chain = ChainStore(m_connection).byName(m_config.name);
    if (!chain)
        return chain.error();
    m_chain = std::move(*chain);
    auto head = m_node.block(BlockTag::Latest);
    if (!head)
        return head.error();
    m_head = *head;
    m_theirs.clear();
    // Who processed that block had seen so many blocks above it; a node that has fewer is behind, whatever it
    // says.
    const bool counted = m_config.confirmations.kind == Confirmations::Kind::Count;
    const BlockHeight seen = m_chain.processed + (counted ? m_config.confirmations.count : 0);
    if (m_head.height < seen)
        return Error{ErrorCode::Behind,
                     "the newest block is " + text(m_head.height) + ", but block " + text(seen) +
                         " was seen already; a node that is behind says nothing of a fork"};
    return {};
}

/// None: the nodes have the last processed block, or none is processed.
Result<std::optional<BlockDifference>> DeepFork::tipDifference()
{
    auto ours = knownBlock(m_connection, m_chain.id, m_chain.processed);
    if (!ours)
        return ours.error();
    if (!*ours)
        return std::optional<BlockDifference>();
    auto header = theirs((*ours)->height);
    if (!header)
        return header.error();
    if (header->hash == (*ours)->hash)
        return std::optional<BlockDifference>();
    return std::optional(BlockDifference{(*ours)->height, (*ours)->hash, header->hash});
}

Result<DeepFork::Comparison> DeepFork::compare()
{
    Comparison result;
    const BlockHeight beforeFirst = m_chain.startBlock - 1;
    const BlockHeight floor = std::max(beforeFirst, m_chain.processed - m_config.maxRollback - 1);
    auto compared = compare(floor, m_chain.processed, result);
    if (compared && !result.shared && floor > beforeFirst)
        compared = compare(beforeFirst, floor, result);
    if (!compared)
        return compared.error();
    std::ranges::sort(result.differences, std::greater(), &BlockDifference::height);
    if (result.differences.size() > kDifferencesTold)
        result.differences.erase(result.differences.begin() + 1,
                                 result.differences.end() - (kDifferencesTold - 1));
    return result;
}

/// Forks have one beginning: what the nodes have is below it, what they do not have above. So the range (low,
/// high] is halved.
Result<void> DeepFork::compare(BlockHeight low, BlockHeight high, Comparison& result)
{
    while (low < high) {
        const BlockHeight middle = low + (high - low + 1) / 2;
        auto ours = knownBlock(m_connection, m_chain.id, middle);
        if (!ours)
            return ours.error();
        if (!*ours || (*ours)->height <= low) {
            low = middle;
            continue;
        }
        auto header = theirs((*ours)->height);
        if (!header)
            return header.error();
        if (header->hash == (*ours)->hash) {
            result.shared = **ours;
            low = middle;
        } else {
            result.differences.push_back({(*ours)->height, (*ours)->hash, header->hash});
            high = (*ours)->height - 1;
        }
    }
    return {};
}

Result<BlockHeader> DeepFork::theirs(BlockHeight height)
{
    if (const auto known = m_theirs.find(height); known != m_theirs.end())
        return known->second;
    auto headers = m_node.headers(std::span(&height, 1));
    if (!headers)
        return headers.error();
    m_theirs.emplace(height, headers->front());
    return headers->front();
}

/// Several nodes may have answered. Only what all of it fits to one chain, up to the head, says anything.
Result<void> DeepFork::requireOneFork(const Comparison& comparison)
{
    std::vector<BlockHeight> heights;
    if (comparison.shared)
        heights.push_back(comparison.shared->height);
    for (const BlockDifference& difference : comparison.differences)
        heights.push_back(difference.height);
    const BlockHeight last = std::min(m_head.height, m_chain.processed + kLinkedBlocks);
    for (BlockHeight height = std::max(m_chain.processed, m_chain.startBlock); height <= last; ++height)
        heights.push_back(height);
    std::ranges::sort(heights);
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    auto headers = m_node.headers(heights);
    if (!headers)
        return headers.error();
    for (std::size_t i = 0; i < headers->size(); ++i) {
        const BlockHeader& header = (*headers)[i];
        const auto before = m_theirs.find(header.height);
        if (before != m_theirs.end() && before->second.hash != header.hash)
            return changedMeanwhile();
        if (i > 0 && (*headers)[i - 1].height + 1 == header.height &&
            header.parentHash != (*headers)[i - 1].hash)
            return changedMeanwhile();
        if (header.height == m_head.height && header.hash != m_head.hash)
            return changedMeanwhile();
    }
    return {};
}

Error DeepFork::violated(const Comparison& comparison) const
{
    const BlockDifference& newest = comparison.differences.front();
    const BlockDifference& oldest = comparison.differences.back();
    const BlockHeight shared = comparison.shared ? comparison.shared->height : m_chain.startBlock - 1;
    return {ErrorCode::FinalityViolated,
            "the chain replaced more than " + std::to_string(m_config.maxRollback) +
                " processed blocks (max_rollback): block " + text(newest.height) + " was " +
                newest.ours.hex() + " and is now " + newest.theirs.hex() + ", block " + text(oldest.height) +
                " differs too, and the newest block that is known to be in both is " + text(shared) +
                "; nothing is changed until the nodes have the old blocks again (chainpoints check-again "
                "--chain " +
                m_config.name + ") or you take the chain back (chainpoints rollback --chain " +
                m_config.name + " --to " + text(shared) + " --reason TEXT)"};
}

} // namespace chainpoints
