#include "core/engine/tracker.h"

#include "core/base/log.h"
#include "core/meter/meter.h"

#include <algorithm>

namespace chainpoints {
namespace {

// Up to so many confirmed blocks are followed one by one; beyond, ranges are cheaper.
constexpr std::int64_t kLiveSpan = 64;
// So often is a doubtful answer asked again before it is taken with its doubts.
constexpr int kPatienceWithDoubts = 3;
// New blocks taken into the window in one step.
constexpr std::int64_t kBlocksPerStep = 100;

std::vector<BlockHeight> heightsOf(BlockRange range)
{
    std::vector<BlockHeight> heights;
    for (BlockHeight h = range.first; h <= range.last; ++h)
        heights.push_back(h);
    return heights;
}

/// What is in doubt at and below `last`.
std::vector<Doubt> cutAt(BlockHeight last, std::vector<Doubt> doubts)
{
    std::erase_if(doubts, [&](const Doubt& doubt) { return doubt.range.first > last; });
    for (Doubt& doubt : doubts)
        doubt.range.last = std::min(doubt.range.last, last);
    return doubts;
}

} // namespace

Tracker::Tracker(const ChainConfig& config, const ChainRecord& record, std::int64_t intervalSeconds,
                 ChainNode& node, ChainNodeFactory makeNode, LedgerStore& ledger, ChainStore& chains,
                 PendingCache& cache, std::stop_token stop)
    : m_config(config), m_chain(record.id), m_interval(intervalSeconds), m_stop(std::move(stop)),
      m_makeNode(std::move(makeNode)), m_node(node), m_ledger(ledger), m_chains(chains),
      m_cache(cache), m_heights{std::nullopt, record.confirmed, record.processed, false},
      m_window(std::nullopt, record.processed + 1)
{
}

Result<bool> Tracker::advance()
{
    if (!m_started)
        if (auto started = start(); !started)
            return started.error();
    auto more = step();
    // Who does not have what was announced may have announced too much: the head is asked for anew.
    if (!more && more.error().code == ErrorCode::Behind)
        m_heights.head.reset();
    return more;
}

Result<bool> Tracker::step()
{
    if (m_backfill)
        return backfillPage();
    // Steps follow each other quickly while points are settled; the node is asked at its own pace.
    if (!m_heights.head || std::chrono::steady_clock::now() - m_lookedAt >= m_config.pollInterval)
        if (auto looked = look(); !looked)
            return looked.error();
    if (m_heights.confirmed - (m_window.nextHeight() - 1) > kLiveSpan) {
        if (auto begun = beginBackfill(); !begun)
            return begun.error();
        return true;
    }
    auto more = extendWindow();
    if (!more)
        return more.error();
    if (auto processed = processConfirmed(); !processed)
        return processed.error();
    return *more;
}

bool Tracker::awaitsDoubt(DoubtKind kind) const
{
    return std::ranges::any_of(m_doubts, [&](const Doubt& doubt) { return doubt.kind == kind; });
}

Result<void> Tracker::start()
{
    auto tip = m_ledger.tip();
    if (!tip)
        return tip.error();
    m_window = PendingWindow(*tip, m_heights.processed + 1);
    auto cached = m_cache.load();
    if (!cached)
        return cached.error();
    m_window.restore(std::move(*cached));
    m_started = true;
    return trimCache();
}

Result<void> Tracker::look()
{
    auto head = m_node.block(BlockTag::Latest);
    if (!head)
        return head.error();
    m_lookedAt = std::chrono::steady_clock::now();
    // A lower head is a node that lags, never news.
    if (!m_heights.head || head->height >= *m_heights.head) {
        m_head = *head;
        m_heights.head = head->height;
    }
    m_tagged.reset();
    BlockHeight confirmed = m_head.height - m_config.confirmations.count;
    if (m_config.confirmations.kind != Confirmations::Kind::Count) {
        const bool safe = m_config.confirmations.kind == Confirmations::Kind::Safe;
        auto tagged = m_node.block(safe ? BlockTag::Safe : BlockTag::Finalized);
        if (!tagged)
            return tagged.error();
        m_tagged = *tagged;
        confirmed = std::min(tagged->height, m_head.height);
    }
    confirmed = std::max(confirmed, m_heights.processed);
    if (confirmed != m_heights.confirmed)
        if (auto stored = m_chains.setConfirmed(m_chain, confirmed); !stored)
            return stored;
    m_heights.confirmed = confirmed;
    return {};
}

/// Ranges go from the window's end up to the confirmed height. What the window has was looked at with more
/// care than a range is, so it is kept as far as the chain still has it.
Result<void> Tracker::beginBackfill()
{
    if (auto found = findFork(); !found)
        return found;
    if (auto head = requireHead(); !head)
        return head;
    if (auto processed = process(m_window.nextHeight() - 1); !processed)
        return processed;
    m_backfill = std::make_unique<Backfill>(
        m_makeNode, BlockRange{m_heights.processed + 1, m_heights.confirmed}, m_config.maxRange, m_interval,
        m_heights.confirmed - m_config.maxRollback, m_stop);
    m_heights.backfilling = true;
    return {};
}

Result<bool> Tracker::backfillPage()
{
    auto fetched = m_backfill->next();
    if (fetched && *fetched) {
        auto page = join(m_window.base(), std::move(**fetched), m_interval);
        if (page) {
            if (auto appended = append(*page); !appended)
                return appended.error();
            m_heights.processed = page->range.last;
            m_window = PendingWindow(page->headers.back(), page->range.last + 1);
            // The head moves on meanwhile; its height is wanted on the screen, not for the work.
            if (std::chrono::steady_clock::now() - m_lookedAt > m_config.pollInterval)
                (void)look();
            return true;
        }
        fetched = page.error();
    }
    m_backfill.reset();
    m_heights.backfilling = false;
    if (fetched)
        return true;
    return fetched.error();
}

Result<bool> Tracker::extendWindow()
{
    const auto tip = m_window.tip();
    const BlockHeight next = m_window.nextHeight();
    if (m_head.height < next) {
        // Only a different block at our own height speaks of a fork, and it must be the newest.
        if (tip && m_head.height == tip->height && m_head.hash != tip->hash)
            if (auto found = findFork(); !found)
                return found.error();
        return m_window.nextHeight() <= m_head.height;
    }
    const BlockRange range{next, std::min(m_head.height, next + (kBlocksPerStep - 1))};
    auto headers = m_node.headers(heightsOf(range));
    if (!headers)
        return headers.error();
    std::optional<BlockHeader> previous = tip;
    for (const BlockHeader& header : *headers) {
        if (previous && m_window.links(headers->front()))
            if (auto sane = requireTimeOrder(*previous, header, m_interval); !sane)
                return sane.error();
        previous = header;
    }
    for (std::size_t i = 1; i < headers->size(); ++i)
        if ((*headers)[i].parentHash != (*headers)[i - 1].hash)
            return Error{ErrorCode::Forked,
                         "block " + std::to_string((*headers)[i].height.value()) +
                             " does not continue the one before it; the chain changed while it was read"};
    if (!m_window.links(headers->front())) {
        const BlockHeight before = m_window.nextHeight();
        if (auto found = findFork(); !found)
            return found.error();
        if (m_window.nextHeight() == before)
            return Error{ErrorCode::Forked,
                         "block " + std::to_string(headers->front().height.value()) +
                             " does not continue the known chain, whose blocks the node still confirms"};
        return true;
    }
    auto fetched = fetchPendingBlocks(m_node, *headers);
    if (!fetched)
        return fetched.error();
    // A node's logs may be late, or another endpoint better, so what is doubted is asked again for a while.
    if (!fetched->doubts.empty() && ++m_doubted < kPatienceWithDoubts)
        return Error{ErrorCode::Behind, fetched->doubts.front().evidence + "; it is asked again"};
    m_doubted = 0;
    m_doubts.insert(m_doubts.end(), fetched->doubts.begin(), fetched->doubts.end());
    // The cache knows no doubts: what comes after one is fetched again after a restart.
    if (m_doubts.empty())
        if (auto stored = m_cache.store(fetched->blocks); !stored)
            return stored.error();
    for (PendingBlock& block : fetched->blocks)
        m_window.append(std::move(block));
    return m_window.nextHeight() <= m_head.height;
}

Result<void> Tracker::findFork()
{
    if (!m_window.blocks().empty()) {
        const BlockRange held{m_window.blocks().front().header.height,
                              std::min(m_window.blocks().back().header.height, m_head.height)};
        auto theirs = m_node.headers(heightsOf(held));
        if (!theirs)
            return theirs.error();
        const auto fork = m_window.forkHeight(*theirs);
        if (!fork)
            return {};
        log::info(m_config.name, "Fork at block " + std::to_string(fork->value()) + ": " +
                                     std::to_string(m_window.nextHeight() - *fork) +
                                     " pending blocks are dropped");
        meter::forked(m_config.name, m_window.nextHeight() - *fork);
        m_window.dropFrom(*fork);
        m_doubts = cutAt(*fork - 1, m_doubts);
        if (auto trimmed = trimCache(); !trimmed)
            return trimmed;
        if (!m_window.blocks().empty())
            return {};
    }
    return requireBase();
}

Result<void> Tracker::requireBase()
{
    const auto& base = m_window.base();
    if (!base)
        return {};
    const BlockHeight height = base->height;
    auto theirs = m_node.headers(std::span(&height, 1));
    if (!theirs)
        return theirs.error();
    if (theirs->front().hash != base->hash)
        return Error{ErrorCode::FinalityViolated,
                     "the chain replaced the processed block " + std::to_string(height.value()) +
                         ": it was " + base->hash.hex() + " and is now " + theirs->front().hash.hex()};
    return {};
}

Result<void> Tracker::requireHead()
{
    auto theirs = m_node.headers(std::span(&m_head.height, 1));
    if (!theirs)
        return theirs.error();
    if (theirs->front().hash != m_head.hash)
        return Error{ErrorCode::Forked,
                     "the head " + std::to_string(m_head.height.value()) + " changed while it was read"};
    return {};
}

/// The confirmed height, as far as the blocks that were really seen and linked bear it out.
Result<BlockHeight> Tracker::processable()
{
    if (!m_tagged)
        return std::min(m_heights.confirmed, m_window.nextHeight() - 1 - m_config.confirmations.count);
    // The tagged block must be the one that the window has at its height.
    for (const PendingBlock& block : m_window.blocks())
        if (block.header.height == m_tagged->height && block.header.hash != m_tagged->hash) {
            if (auto found = findFork(); !found)
                return found.error();
            return m_heights.processed;
        }
    return m_tagged->height < m_window.nextHeight() ? m_heights.confirmed : m_heights.processed;
}

Result<void> Tracker::processConfirmed()
{
    auto upTo = processable();
    return upTo ? process(*upTo) : upTo.error();
}

/// The window's blocks up to that height, in one transaction with what is in doubt of them.
Result<void> Tracker::process(BlockHeight upTo)
{
    const auto blocks = m_window.upTo(upTo);
    if (blocks.empty())
        return {};
    LedgerPage page = pageOf(m_window.base(), blocks, m_interval);
    page.doubts = cutAt(page.range.last, m_doubts);
    if (auto appended = append(page); !appended)
        return appended;
    std::erase_if(m_doubts, [&](const Doubt& doubt) { return doubt.range.last <= page.range.last; });
    m_window.confirm(page.range.last);
    m_heights.processed = page.range.last;
    return trimCache();
}

Result<void> Tracker::append(const LedgerPage& page)
{
    const meter::Stopwatch stopwatch;
    auto appended = m_ledger.append(page);
    if (appended)
        meter::batchStored(meter::Batch::Ledger, m_config.name, stopwatch.time(), std::ssize(page.transfers));
    if (appended && !page.skippedLogs.empty() && !std::exchange(m_skippedTold, true))
        log::warning(m_config.name,
                     "Logs of block " + std::to_string(page.skippedLogs.begin()->first.value()) +
                         " are no change of a balance (other shape than a Transfer, value 0, or from and to "
                         "the zero address); such logs are counted and skipped");
    return appended;
}

Result<void> Tracker::trimCache()
{
    return m_cache.keepOnly(m_heights.processed + 1, m_window.nextHeight() - 1);
}

} // namespace chainpoints
