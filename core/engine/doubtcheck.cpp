#include "core/engine/doubtcheck.h"

#include "core/base/log.h"
#include "core/engine/deepfork.h"
#include "core/ledger/ledgerbuilder.h"
#include "core/ledger/transferdecoder.h"
#include "core/storage/chainrollback.h"
#include "core/storage/ledgerrows.h"
#include "core/storage/sql/repeated.h"

#include <algorithm>

namespace chainpoints {
namespace {

// Asked with their headers, which say more of the logs than a range does.
constexpr std::int64_t kBlocksAtOnce = 100;
// So many blocks are worth a call for each; beyond, a backfill's ranges found the doubt, and do to end it.
constexpr std::int64_t kBlocksWithHeaders = 1'000;

std::string text(BlockHeight height)
{
    return std::to_string(height.value());
}

std::string text(BlockRange range)
{
    return range.count() == 1 ? "block " + text(range.first)
                              : "blocks " + text(range.first) + " to " + text(range.last);
}

/// Nodes that cannot answer now say nothing of a doubt.
bool isOfNodes(ErrorCode code)
{
    return code != ErrorCode::Database && code != ErrorCode::Corrupt && code != ErrorCode::Conflict &&
           code != ErrorCode::Stopped;
}

Result<CheckedLogs> ask(ChainNode& node, BlockRange range, bool blockwise)
{
    if (!blockwise)
        return node.transferLogs(range);
    std::vector<BlockHeight> heights;
    for (BlockHeight height = range.first; height <= range.last; ++height)
        heights.push_back(height);
    auto headers = node.headers(heights);
    if (!headers)
        return headers.error();
    return node.transferLogsOf(*headers);
}

std::vector<ToldRow> rowsOf(const std::vector<RawLog>& logs)
{
    std::vector<Transfer> transfers;
    for (const RawLog& log : logs) {
        // A ledger row is told by its block's hash; its time follows from that.
        auto decoded = decodeTransfer(log, UnixTime(0));
        if (auto* transfer = std::get_if<Transfer>(&decoded))
            transfers.push_back(std::move(*transfer));
    }
    Balances balances;
    std::vector<ToldRow> rows;
    for (const LedgerRow& row : deriveLedgerRows(transfers, balances))
        rows.push_back(toldBy(row));
    std::ranges::sort(rows);
    return rows;
}

std::string remedy(const ChainConfig& config, BlockRange range)
{
    return "take the chain back (chainpoints rollback --chain " + config.name + " --to " +
           text(range.first - 1) + "), and the blocks are read again";
}

} // namespace

DoubtCheck::DoubtCheck(bool atOnce, Now now) : m_now(std::move(now)), m_atOnce(atOnce) {}

void DoubtCheck::take(std::span<const StoredDoubt> doubts)
{
    m_doubts.assign(doubts.begin(), doubts.end());
    const Clock::time_point now = m_now();
    if (doubts.empty()) {
        if (m_due)
            m_noneSince = now;
        m_due.reset();
        m_left.clear();
        m_notes.clear();
        m_progress.reset();
        // What comes again soon after it was healed is no reason to hurry.
        if (m_noneSince && now - *m_noneSince >= kLongestPause)
            m_pause = kFirstPause;
    } else if (!m_due) {
        m_due = m_atOnce ? now : now + m_pause;
    }
    m_atOnce = false;
}

Result<DoubtCheck::Outcome> DoubtCheck::step(const ChainConfig& config, sql::Connection& connection,
                                             ChainNode& node, std::stop_token stop)
{
    if (!m_due || m_now() < *m_due)
        return Outcome::Waits;
    const StoredDoubt* const stored = current();
    if (!stored)
        return Outcome::GoesOn;
    const Doubt& doubt = stored->doubt;
    const BlockRange range = piece(config, doubt);
    auto answer = ask(node, range, isBlockwise(config, doubt));
    if (!answer && answer.error().code == ErrorCode::RangeLimit && range.count() > 1) {
        m_mostBlocks = range.count() / 2;
        return Outcome::GoesOn;
    }
    if (!answer && !isOfNodes(answer.error().code))
        return answer.error();
    if (!answer) {
        log::debug(config.name, "Logs in doubt cannot be had now: " + answer.error().message);
        return leave({});
    }
    if (!answer->doubts.empty())
        return leave({});
    // Logs that nobody speaks against are not logs that somebody speaks for.
    if (doubt.kind == DoubtKind::Supply && !answer->supplyProven)
        return leave(
            "No node has the states by which it could be told now; add an archive node to \"rpc\", or " +
            remedy(config, doubt.range));

    auto chain = ChainStore(connection).byName(config.name);
    if (!chain)
        return chain.error();
    auto rows = toldRows(connection, chain->id, range);
    if (!rows)
        return rows.error();
    if (*rows != rowsOf(answer->logs))
        return takeBack(*stored, config, connection, node, std::move(stop));
    m_progress->next = range.last + 1;
    if (range.last < doubt.range.last)
        return Outcome::GoesOn;
    auto removed =
        sql::inTransaction(connection, [&] { return DoubtStore(connection, chain->id).remove(doubt.kind); });
    if (!removed)
        return removed.error();
    log::info(config.name,
              "The logs of " + text(doubt.range) +
                  " are no longer in doubt: an endpoint gives logs that add up, and they are those "
                  "of the ledger");
    m_progress.reset();
    m_pause = kFirstPause;
    return Outcome::Removed;
}

/// The doubt that is to be looked at next, with its progress. None: all were, for this time, and what was
/// found can be told.
const StoredDoubt* DoubtCheck::current()
{
    const auto open = std::ranges::find_if(
        m_doubts, [&](const StoredDoubt& one) { return !m_left.contains(one.doubt.kind); });
    if (open == m_doubts.end()) {
        m_notes = std::exchange(m_left, {});
        m_pause = std::min<Clock::duration>(2 * m_pause, kLongestPause);
        m_due = m_now() + m_pause;
        return nullptr;
    }
    const Doubt& doubt = open->doubt;
    if (!m_progress || m_progress->kind != doubt.kind || m_progress->first != doubt.range.first) {
        m_progress = Progress{doubt.kind, doubt.range.first, doubt.range.first};
        m_mostBlocks = 0;
    }
    return &*open;
}

/// It stays in doubt. The blocks before were through, so the next look begins with these.
DoubtCheck::Outcome DoubtCheck::leave(std::string note)
{
    m_left.insert_or_assign(m_progress->kind, std::move(note));
    return Outcome::GoesOn;
}

BlockRange DoubtCheck::piece(const ChainConfig& config, const Doubt& doubt) const
{
    const std::int64_t usual = isBlockwise(config, doubt) ? kBlocksAtOnce : config.maxRange;
    const std::int64_t most = m_mostBlocks > 0 ? std::min(m_mostBlocks, usual) : usual;
    return {m_progress->next, std::min(doubt.range.last, m_progress->next + (most - 1))};
}

bool DoubtCheck::isBlockwise(const ChainConfig& config, const Doubt& doubt)
{
    return doubt.kind != DoubtKind::Supply || config.verify == Verify::Full ||
           doubt.range.count() <= kBlocksWithHeaders;
}

/// Logs that add up are others than those of the ledger.
Result<DoubtCheck::Outcome> DoubtCheck::takeBack(const StoredDoubt& stored, const ChainConfig& config,
                                                 sql::Connection& connection, ChainNode& node,
                                                 std::stop_token stop)
{
    const BlockRange range = stored.doubt.range;
    auto chain = ChainStore(connection).byName(config.name);
    if (!chain)
        return chain.error();
    if (chain->processed - (range.first - 1) > config.maxRollback)
        return leave("An endpoint gives other logs now, which add up, but the blocks lie further back than "
                     "max_rollback (" +
                     std::to_string(config.maxRollback) + "): " + remedy(config, range));
    DeepFork fork(config, connection, node, stop);
    auto target = fork.targetAt(range.first - 1);
    if (!target && isOfNodes(target.error().code))
        return leave({});
    if (!target)
        return target.error();
    auto incident = fork.incidentOf(*target);
    if (!incident)
        return incident.error();
    incident->sentence =
        "the logs of " + text(range) + " had been in doubt since " + formatTime(stored.since) + " (" +
        stored.doubt.evidence +
        "); an endpoint gives other logs now, which add up, so the chain was taken back to block " +
        text(target->height) + " and is followed anew";
    log::warning(config.name, "Taken back: " + incident->sentence);
    auto done = sql::inTransaction(connection, [&] {
        return rollBack(connection, *chain, *target, *incident, {RestatementCause::kRollback}, stop);
    });
    if (!done)
        return done.error();
    m_progress.reset();
    // Should the same be in doubt again, it is not looked at as soon.
    m_noneSince = m_now();
    m_due.reset();
    m_pause = std::min<Clock::duration>(2 * m_pause, kLongestPause);
    return Outcome::RolledBack;
}

std::string DoubtCheck::note(DoubtKind kind) const
{
    const auto found = m_notes.find(kind);
    return found == m_notes.end() ? std::string() : found->second;
}

} // namespace chainpoints
