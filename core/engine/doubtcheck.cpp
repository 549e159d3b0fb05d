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

bool isBlockwise(const ChainConfig& config, const Doubt& doubt)
{
    return doubt.kind != DoubtKind::Supply || config.verify == Verify::Full ||
           doubt.range.count() <= kBlocksWithHeaders;
}

std::vector<RowOrigin> originsIn(const std::vector<RawLog>& logs)
{
    std::vector<Transfer> transfers;
    for (const RawLog& log : logs) {
        // A row's origin names its block by the hash; its time follows from that.
        auto decoded = decodeTransfer(log, UnixTime(0));
        if (auto* transfer = std::get_if<Transfer>(&decoded))
            transfers.push_back(std::move(*transfer));
    }
    Balances balances;
    std::vector<RowOrigin> origins;
    for (const LedgerRow& row : deriveLedgerRows(transfers, balances))
        origins.push_back(originOf(row));
    std::ranges::sort(origins);
    return origins;
}

std::string remedy(const ChainConfig& config, const Doubt& doubt)
{
    return "take the chain back (chainpoints rollback --chain " + config.name + " --to " +
           text(doubt.range.first - 1) + " --reason TEXT), and the blocks are read again";
}

/// The blocks of these headers are those that were processed.
Result<bool> areProcessed(std::span<const BlockHeader> headers, ChainId chain, sql::Connection& connection)
{
    for (std::size_t i = 1; i < headers.size(); ++i)
        if (headers[i].parentHash != headers[i - 1].hash)
            return false;
    auto known = knownBlock(connection, chain, headers.back().height);
    if (!known)
        return known.error();
    return *known && (*known)->height == headers.back().height && (*known)->hash == headers.back().hash;
}

} // namespace

DoubtCheck::DoubtCheck(bool atOnce, Now now) : m_now(std::move(now)), m_atOnce(atOnce) {}

void DoubtCheck::take(std::span<const StoredDoubt> doubts)
{
    std::map<DoubtKind, Look> looks;
    for (const StoredDoubt& stored : doubts) {
        Look look{stored, stored.doubt.range.first};
        const auto known = m_looks.find(stored.doubt.kind);
        // A doubt only grows, at its end, unless another one took its place.
        if (known != m_looks.end() && known->second.stored.since == stored.since &&
            known->second.stored.doubt.range.first == stored.doubt.range.first)
            look = known->second;
        look.stored = stored;
        looks.emplace(stored.doubt.kind, std::move(look));
    }
    m_looks = std::move(looks);

    const Clock::time_point now = m_now();
    if (doubts.empty()) {
        if (m_due)
            m_noneSince = now;
        m_due.reset();
        // What comes again soon after it was healed is no reason to hurry.
        if (m_noneSince && now - *m_noneSince >= kLongestPause)
            m_pause = kFirstPause;
    } else if (!m_due) {
        m_due = m_atOnce ? now : now + m_pause;
    }
    m_atOnce = false;
}

Result<DoubtCheck::Outcome> DoubtCheck::step(const ChainConfig& config, sql::Connection& connection,
                                             ChainNode& node, const Awaits& awaits, std::stop_token stop)
{
    if (!m_due || m_now() < *m_due)
        return Outcome::Waits;
    Look* const look = current();
    if (!look)
        return Outcome::GoesOn;
    auto chain = ChainStore(connection).byName(config.name);
    if (!chain)
        return chain.error();
    const Doubt& doubt = look->stored.doubt;
    // What is not processed has no rows yet.
    const BlockHeight last = std::min(doubt.range.last, chain->processed);
    if (look->next > last)
        return end(*look, *chain, connection, awaits);

    const bool blockwise = isBlockwise(config, doubt);
    const std::int64_t usual = blockwise ? kBlocksAtOnce : config.maxRange;
    const std::int64_t most = look->mostBlocks > 0 ? std::min(look->mostBlocks, usual) : usual;
    const BlockRange piece{look->next, std::min(last, look->next + (most - 1))};
    auto answer = ask(node, piece, doubt.kind, blockwise);
    if (!answer && answer.error().code == ErrorCode::RangeLimit && piece.count() > 1) {
        look->mostBlocks = piece.count() / 2;
        return Outcome::GoesOn;
    }
    if (!answer && !isOfNodes(answer.error().code))
        return answer.error();
    if (!answer)
        return leave(*look,
                     "When they were last asked for again, " + answer.error().message +
                         (doubt.kind != DoubtKind::Supply
                              ? ""
                              : ". If no endpoint has the states of these blocks any more, add an archive "
                                "node to \"rpc\", or " +
                                    remedy(config, doubt)));
    if (!answer->checked.doubts.empty()) {
        const std::string& evidence = answer->checked.doubts.front().evidence;
        return leave(*look,
                     evidence == doubt.evidence ? "" : "When they were last asked for again, " + evidence);
    }
    auto stored = storedOrigins(connection, chain->id, piece);
    if (!stored)
        return stored.error();
    if (*stored != originsIn(answer->checked.logs))
        return takeBack(*look, *chain, answer->headers, config, connection, node, std::move(stop));
    look->next = piece.last + 1;
    return look->next <= last ? Outcome::GoesOn : end(*look, *chain, connection, awaits);
}

/// The doubt that is to be looked at next. None: all were, for this time.
DoubtCheck::Look* DoubtCheck::current()
{
    for (auto& [kind, look] : m_looks)
        if (!look.left)
            return &look;
    for (auto& [kind, look] : m_looks) {
        look.left = false;
        look.mostBlocks = 0;
    }
    m_pause = std::min<Clock::duration>(2 * m_pause, kLongestPause);
    m_due = m_now() + m_pause;
    return nullptr;
}

/// It stays in doubt. The blocks before were through, so the next look begins with these.
DoubtCheck::Outcome DoubtCheck::leave(Look& look, std::string note)
{
    look.left = true;
    look.note = std::move(note);
    return Outcome::GoesOn;
}

Result<DoubtCheck::Answer> DoubtCheck::ask(ChainNode& node, BlockRange range, DoubtKind kind, bool blockwise)
{
    // Logs that nobody speaks against are not logs that somebody speaks for.
    const SupplyProof supply = kind == DoubtKind::Supply ? SupplyProof::Required : SupplyProof::WhereTold;
    Answer answer;
    if (blockwise) {
        std::vector<BlockHeight> heights;
        for (BlockHeight height = range.first; height <= range.last; ++height)
            heights.push_back(height);
        auto headers = node.headers(heights);
        if (!headers)
            return headers.error();
        answer.headers = std::move(*headers);
    }
    auto checked = blockwise ? node.transferLogsOf(answer.headers, supply) : node.transferLogs(range, supply);
    if (!checked)
        return checked.error();
    answer.checked = std::move(*checked);
    return answer;
}

/// All of its blocks that are processed add up, and are in the ledger.
Result<DoubtCheck::Outcome> DoubtCheck::end(Look& look, const ChainRecord& chain, sql::Connection& connection,
                                            const Awaits& awaits)
{
    const Doubt& doubt = look.stored.doubt;
    if (doubt.range.last > chain.processed || awaits(doubt.kind))
        return leave(look,
                     "The processed ones add up by now; the rest is asked for again once it is processed");
    auto removed =
        sql::inTransaction(connection, [&] { return DoubtStore(connection, chain.id).remove(doubt.kind); });
    if (!removed)
        return removed.error();
    log::info(chain.name,
              "The logs of " + text(doubt.range) +
                  " are no longer in doubt: an endpoint gives logs that add up, and they are those "
                  "of the ledger");
    m_looks.erase(doubt.kind);
    m_pause = kFirstPause;
    return Outcome::Removed;
}

/// Logs that add up are others than those of the ledger. A false rollback would do more harm than a doubt
/// that waits for the operator, so whatever is not clear is left to him.
Result<DoubtCheck::Outcome> DoubtCheck::takeBack(Look& look, const ChainRecord& chain,
                                                 std::span<const BlockHeader> headers,
                                                 const ChainConfig& config, sql::Connection& connection,
                                                 ChainNode& node, std::stop_token stop)
{
    const Doubt& doubt = look.stored.doubt;
    const auto wait = [&look](const std::string& why) {
        return leave(look, "Other logs are answered now, which add up, but " + why);
    };
    if (chain.processed - (doubt.range.first - 1) > config.maxRollback)
        return wait("the blocks lie further back than max_rollback (" + std::to_string(config.maxRollback) +
                    "): " + remedy(config, doubt));
    if (headers.empty())
        return wait("they are too many blocks to check each by its header: " + remedy(config, doubt));
    auto before = IncidentStore(connection, chain.id).takenBackUnasked(doubt.range);
    if (!before)
        return before.error();
    if (*before && wallClock() - **before < std::chrono::seconds(kBetweenRollbacks).count())
        return wait("the chain was taken back for them at " + formatTime(**before) +
                    ", and they came into doubt again. Find out which endpoint of \"rpc\" is wrong, "
                    "then " +
                    remedy(config, doubt));
    auto processed = areProcessed(headers, chain.id, connection);
    if (!processed)
        return processed.error();
    if (!*processed)
        return wait("they are of other blocks than those that were processed");

    DeepFork fork(config, connection, node, stop);
    auto target = fork.targetAt(doubt.range.first - 1);
    if (!target && isOfNodes(target.error().code))
        return wait("the chain could not be taken back: " + target.error().message);
    if (!target)
        return target.error();
    auto incident = fork.incidentOf(*target);
    if (!incident)
        return incident.error();
    incident->sentence =
        "the logs of " + text(doubt.range) + " had been in doubt since " + formatTime(look.stored.since) +
        " (" + doubt.evidence +
        "); an endpoint gives other logs now, which add up, so the chain was taken back to block " +
        text(target->height) + " and is followed anew";
    log::warning(config.name, "Taken back: " + incident->sentence);
    auto done = sql::inTransaction(connection, [&] {
        return rollBack(connection, chain, *target, *incident, {RestatementCause::kRollback}, stop);
    });
    if (!done)
        return done.error();
    startOver();
    // Should the same be in doubt again, it is not looked at as soon.
    m_noneSince = m_now();
    m_due.reset();
    m_pause = std::min<Clock::duration>(2 * m_pause, kLongestPause);
    return Outcome::RolledBack;
}

std::string DoubtCheck::note(DoubtKind kind) const
{
    const auto found = m_looks.find(kind);
    return found == m_looks.end() ? std::string() : found->second.note;
}

} // namespace chainpoints
