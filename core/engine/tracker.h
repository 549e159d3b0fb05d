// Follows one chain: backfill, pending window, hand-over between them. One bounded step at a time.
#pragma once

#include "core/cache/pendingcache.h"
#include "core/chain/pendingwindow.h"
#include "core/config/config.h"
#include "core/engine/backfill.h"
#include "core/rpc/node.h"
#include "core/storage/chainstore.h"
#include "core/storage/ledgerstore.h"

#include <chrono>
#include <memory>
#include <optional>

namespace chainpoints {

/// Where the chain stands, as this tracker knows it.
struct TrackerHeights
{
    std::optional<BlockHeight> head;
    BlockHeight confirmed;
    BlockHeight processed;
    bool backfilling = false;
};

/// The parts are borrowed and must outlive the tracker; all belong to one thread. After an error that is not
/// the node's (Database, Corrupt, Conflict) throw the tracker away and make a new one: it starts from what is
/// stored.
class Tracker
{
public:
    Tracker(const ChainConfig& config, const ChainRecord& record, std::int64_t intervalSeconds,
            ChainNode& node, ChainNodeFactory makeNode, LedgerStore& ledger, ChainStore& chains,
            PendingCache& cache, std::stop_token stop);

    /// One step: a page of backfill, or new blocks into the window and confirmed ones out of it. True: more
    /// can be done at once. False: everything confirmed is processed; look again after the poll interval.
    [[nodiscard]] Result<bool> advance();

    [[nodiscard]] const TrackerHeights& heights() const { return m_heights; }
    /// Blocks that are not processed yet came with a doubt of this kind, and will be processed with it.
    [[nodiscard]] bool awaitsDoubt(DoubtKind kind) const;

private:
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<void> look();
    [[nodiscard]] Result<void> beginBackfill();
    [[nodiscard]] Result<bool> backfillPage();
    [[nodiscard]] Result<bool> extendWindow();
    [[nodiscard]] Result<void> findFork();
    [[nodiscard]] Result<void> requireBase();
    [[nodiscard]] Result<void> requireHead();
    [[nodiscard]] Result<BlockHeight> processable();
    [[nodiscard]] Result<void> processConfirmed();
    [[nodiscard]] Result<void> process(BlockHeight upTo);
    [[nodiscard]] Result<void> trimCache();
    [[nodiscard]] Result<void> append(const LedgerPage& page);

    // Constant after construction
    const ChainConfig& m_config;
    const ChainId m_chain;
    const std::int64_t m_interval;
    const std::stop_token m_stop;
    const ChainNodeFactory m_makeNode;

    ChainNode& m_node;
    LedgerStore& m_ledger;
    ChainStore& m_chains;
    PendingCache& m_cache;

    bool m_started = false;
    bool m_skippedTold = false;
    TrackerHeights m_heights;
    PendingWindow m_window;
    std::vector<Doubt> m_doubts; ///< about blocks of the window
    int m_doubted = 0;           ///< times in a row that new blocks came with doubts
    BlockHeader m_head; ///< the newest block that a node reported; meaningful once m_heights.head is set
    std::optional<BlockHeader> m_tagged; ///< the safe or finalized block, where the chain is set to that
    std::chrono::steady_clock::time_point m_lookedAt;
    std::unique_ptr<Backfill> m_backfill;
};

} // namespace chainpoints
