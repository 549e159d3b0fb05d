// Fetches a long range of old blocks: several pages at a time, handed out in order.
#pragma once

#include "core/chain/rangeplanner.h"
#include "core/engine/pagefetch.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

namespace chainpoints {

/// Owns the threads that fetch; they end, within 200 ms, when it is destroyed or `stop` is requested. At most
/// a few pages wait at any time, so memory does not grow with the range. `next` is called from one thread.
class Backfill
{
public:
    /// Precondition: `range` is not empty and its blocks exist on the nodes. `keepFrom`: pages bring the
    /// headers of all blocks from there on, for the case that the chain replaces them.
    Backfill(ChainNodeFactory makeNode, BlockRange range, std::int64_t maxRange, std::int64_t intervalSeconds,
             BlockHeight keepFrom, std::stop_token stop);
    ~Backfill();

    /// The page that continues the last one; blocks until it is there. None after the last page. After an
    /// error this backfill is over.
    [[nodiscard]] Result<std::optional<FetchedPage>> next();

    [[nodiscard]] BlockRange range() const { return m_range; }

private:
    void fetchLoop(std::stop_token stop);
    [[nodiscard]] std::optional<BlockRange> takeWork(std::stop_token stop);
    [[nodiscard]] bool mayTake() const;
    void put(BlockRange asked, Result<FetchedPage> outcome);

    const ChainNodeFactory m_makeNode;
    const BlockRange m_range;
    const std::int64_t m_interval;
    const BlockHeight m_keepFrom;
    const std::stop_token m_stop;

    // Guarded by m_mutex
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    RangePlanner m_planner;
    BlockHeight m_unassigned;        ///< nobody fetches from here on
    BlockHeight m_wanted;            ///< first block of the page that `next` hands out next
    std::set<BlockRange> m_returned; ///< pieces of refused ranges, to be fetched again
    std::map<BlockHeight, FetchedPage> m_ready;
    std::size_t m_inFlight = 0;
    std::optional<Error> m_error;

    std::vector<std::jthread> m_threads; ///< last, so that they end first
};

} // namespace chainpoints
