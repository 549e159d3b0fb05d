#include "core/rpc/logverifier.h"

#include "core/ledger/supplychange.h"

#include <algorithm>
#include <iterator>

namespace chainpoints {
namespace {

std::string text(BlockHeight height)
{
    return std::to_string(height.value());
}

bool same(const RawLog& a, const RawLog& b)
{
    return a.height == b.height && a.logIndex == b.logIndex && a.blockHash == b.blockHash &&
           a.txHash == b.txHash && a.topics == b.topics && a.data == b.data;
}

bool same(const std::vector<RawLog>& a, const std::vector<RawLog>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const RawLog& x, const RawLog& y) { return same(x, y); });
}

/// The logs of one block among logs in order.
auto placeOf(const std::vector<RawLog>& logs, BlockHeight height)
{
    struct ByHeight
    {
        bool operator()(const RawLog& log, BlockHeight h) const { return log.height < h; }
        bool operator()(BlockHeight h, const RawLog& log) const { return h < log.height; }
    };
    return std::equal_range(logs.begin(), logs.end(), height, ByHeight());
}

/// Asked again, the same may be answered well.
bool passes(FaultKind kind)
{
    switch (kind) {
    case FaultKind::RateLimited:
    case FaultKind::Billing:
    case FaultKind::Behind:
    case FaultKind::Down:
    case FaultKind::TimedOut:
    case FaultKind::Malformed:
    case FaultKind::Refused:
    case FaultKind::Stopped:
        return true;
    default:
        return false;
    }
}

Fault doubtful(const Doubt& doubt)
{
    return Fault{FaultKind::Doubtful, doubt.evidence};
}

Doubt excluded(const RawLog& log)
{
    return {DoubtKind::Bloom,
            {log.height, log.height},
            "answered the log " + std::to_string(log.logIndex) + " of the block " + text(log.height) +
                ", which the bloom filter of the block's header excludes"};
}

BlockRange rangeOf(std::span<const BlockHeader> blocks)
{
    return {blocks.front().height, blocks.back().height};
}

} // namespace

Try<std::vector<RawLog>> LogVerifier::logsOfRange(std::size_t endpoint, BlockRange range,
                                                  std::vector<DoubtedLogs>& doubted)
{
    auto answer = m_calls.logs(endpoint, range);
    if (m_level == Verify::Off || std::holds_alternative<Fault>(answer))
        return answer;
    Logs logs = std::move(std::get<Logs>(answer));
    std::optional<Doubt> doubt;
    if (m_level == Verify::Full) {
        std::vector<BlockHeight> heights;
        for (BlockHeight height = range.first; height <= range.last; ++height)
            heights.push_back(height);
        auto headers = m_calls.headers(endpoint, heights);
        if (auto* fault = std::get_if<Fault>(&headers))
            return std::move(*fault);
        auto outcome = proveAll(endpoint, std::get<std::vector<BlockHeader>>(headers), logs);
        if (auto* fault = std::get_if<Fault>(&outcome))
            return std::move(*fault);
        if (auto* found = std::get_if<Doubt>(&outcome))
            doubt = std::move(*found);
    } else if (logs.empty()) {
        if (auto fault = completeEmptyRange(endpoint, range, logs))
            return std::move(*fault);
    }
    if (!doubt)
        doubt = unexplainedSupply(endpoint, range, logs);
    // The same range may bring more logs the next time.
    if (doubt && m_level == Verify::Bloom)
        if (auto again = m_calls.logs(endpoint, range);
            std::holds_alternative<Logs>(again) && !same(std::get<Logs>(again), logs) &&
            !unexplainedSupply(endpoint, range, std::get<Logs>(again)) && !m_supplyUntold) {
            m_calls.pool().lied(endpoint, doubt->evidence);
            return again;
        }
    if (!doubt)
        return logs;
    doubted.push_back({endpoint, std::move(logs), *doubt});
    return doubtful(*doubt);
}

Try<std::vector<RawLog>> LogVerifier::logsOfBlocks(std::size_t endpoint, std::span<const BlockHeader> blocks,
                                                   std::vector<DoubtedLogs>& doubted)
{
    auto answer = m_calls.linkedLogs(endpoint, blocks);
    if (m_level == Verify::Off || std::holds_alternative<Fault>(answer))
        return answer;
    Logs logs = std::move(std::get<Logs>(answer));
    if (auto fault = fetchSeals(endpoint, blocks))
        return std::move(*fault);
    std::optional<Doubt> doubt;
    if (m_level == Verify::Full) {
        auto outcome = proveAll(endpoint, blocks, logs);
        if (auto* fault = std::get_if<Fault>(&outcome))
            return std::move(*fault);
        if (auto* found = std::get_if<Doubt>(&outcome))
            doubt = std::move(*found);
    } else {
        doubt = madeUp(blocks, logs);
        if (!doubt)
            if (auto fault = completeSilentBlocks(endpoint, blocks, logs))
                return std::move(*fault);
    }
    if (!doubt) {
        doubt = unexplainedSupply(endpoint, rangeOf(blocks), logs);
        // The supply is told by height. Where the chain changed meanwhile, it is that of another block.
        if (doubt)
            if (auto moved = m_calls.linkedLogs(endpoint, blocks.last(1));
                std::holds_alternative<Fault>(moved))
                return std::move(std::get<Fault>(moved));
    }
    if (!doubt)
        return logs;
    doubted.push_back({endpoint, std::move(logs), *doubt});
    return doubtful(*doubt);
}

void LogVerifier::blame(const std::vector<DoubtedLogs>& doubted, const std::vector<RawLog>& accepted)
{
    for (const DoubtedLogs& answer : doubted)
        if (!same(answer.logs, accepted))
            m_calls.pool().lied(answer.endpoint, answer.doubt.evidence);
}

std::optional<LogVerifier::Logs> LogVerifier::fromElsewhere(std::size_t endpoint, std::int64_t blocks,
                                                            const OneAnswer& ask)
{
    EndpointPool& pool = m_calls.pool();
    for (std::size_t other = 0; other < pool.size(); ++other) {
        const auto cap = pool.rangeCap(other);
        if (other == endpoint || pool.rests(other) || (cap && *cap < blocks))
            continue;
        const auto startedAt = pool.now();
        auto unfit = m_calls.client().verify(other);
        auto answer = unfit ? Try<Logs>(std::move(*unfit)) : ask(other);
        if (auto* logs = std::get_if<Logs>(&answer))
            return std::move(*logs);
        pool.failed(other, std::get<Fault>(answer), startedAt);
    }
    return std::nullopt;
}

/// No logs at all in a range is what an honest node says of a quiet token, and a lying one of any.
std::optional<Fault> LogVerifier::completeEmptyRange(std::size_t endpoint, BlockRange range, Logs& logs)
{
    const auto ask = [&](std::size_t other) { return m_calls.logs(other, range); };
    auto second = fromElsewhere(endpoint, range.count(), ask);
    if (!second) {
        auto again = ask(endpoint);
        if (auto* fault = std::get_if<Fault>(&again))
            return std::move(*fault);
        second = std::move(std::get<Logs>(again));
    }
    if (!second->empty())
        m_calls.pool().lied(endpoint, "left out all " + std::to_string(second->size()) +
                                          " logs of the blocks " + text(range.first) + " to " +
                                          text(range.last));
    logs = std::move(*second);
    return std::nullopt;
}

std::optional<Fault> LogVerifier::fetchSeals(std::size_t endpoint, std::span<const BlockHeader> blocks)
{
    std::vector<BlockHeight> missing;
    for (const BlockHeader& block : blocks)
        if (!m_calls.seals(block.hash))
            missing.push_back(block.height);
    if (missing.empty())
        return std::nullopt;
    auto headers = m_calls.headers(endpoint, missing);
    if (auto* fault = std::get_if<Fault>(&headers))
        return std::move(*fault);
    for (const BlockHeader& block : blocks)
        if (!m_calls.seals(block.hash))
            return Fault{FaultKind::Behind, "is on another fork at the block " + text(block.height)};
    return std::nullopt;
}

std::optional<Doubt> LogVerifier::madeUp(std::span<const BlockHeader> blocks, const Logs& logs) const
{
    for (const RawLog& log : logs) {
        const BlockHeader& block = blocks[static_cast<std::size_t>(log.height - blocks.front().height)];
        const HeaderSeals* seals = m_calls.seals(block.hash);
        if (seals && !mayHoldLog(seals->logsBloom, log.address, log.topics))
            return excluded(log);
    }
    return std::nullopt;
}

std::vector<BlockHeader> LogVerifier::promising(std::span<const BlockHeader> blocks) const
{
    const BloomBits contract(m_calls.contract().bytes);
    const BloomBits topic(transferTopic().bytes);
    std::vector<BlockHeader> result;
    std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(result), [&](const BlockHeader& block) {
        const HeaderSeals* seals = m_calls.seals(block.hash);
        return seals && contract.mayBeIn(seals->logsBloom) && topic.mayBeIn(seals->logsBloom);
    });
    return result;
}

void LogVerifier::correct(std::size_t endpoint, const BlockHeader& block, Logs proven, Logs& logs)
{
    const auto [first, last] = placeOf(logs, block.height);
    if (std::equal(first, last, proven.begin(), proven.end(),
                   [](const RawLog& a, const RawLog& b) { return same(a, b); }))
        return;
    m_calls.pool().lied(endpoint, "answered " + std::to_string(last - first) + " of the " +
                                      std::to_string(proven.size()) + " logs of the block " +
                                      text(block.height));
    const auto place = logs.erase(first, last);
    logs.insert(place, std::make_move_iterator(proven.begin()), std::make_move_iterator(proven.end()));
}

/// Blocks that have no logs, although their headers admit some. A bloom filter may be wrong in that, so it
/// takes somebody who has them. An endpoint that never gives receipts is believed where there is no other;
/// one that only fails to give them now is asked again.
std::optional<Fault> LogVerifier::completeSilentBlocks(std::size_t endpoint,
                                                       std::span<const BlockHeader> blocks, Logs& logs)
{
    for (const BlockHeader& block : promising(blocks)) {
        const auto [first, last] = placeOf(logs, block.height);
        if (first != last)
            continue;
        // By the header that makes them expected: another endpoint may tell another one with its logs.
        const LogsBloom bloom = m_calls.seals(block.hash)->logsBloom;
        const auto ask = [&](std::size_t other) -> Try<Logs> {
            auto answer = m_calls.linkedLogs(other, {&block, 1});
            if (const auto* found = std::get_if<Logs>(&answer))
                for (const RawLog& log : *found)
                    if (!mayHoldLog(bloom, log.address, log.topics))
                        return doubtful(excluded(log));
            return answer;
        };
        auto others = fromElsewhere(endpoint, 1, ask);
        if (!others) {
            auto receipts = proven(endpoint, block);
            if (auto* fault = std::get_if<Fault>(&receipts); fault && passes(fault->kind))
                return std::move(*fault);
            if (auto* found = std::get_if<Logs>(&receipts))
                others = std::move(*found);
        }
        if (others)
            correct(endpoint, block, std::move(*others), logs);
    }
    return std::nullopt;
}

std::variant<LogVerifier::Logs, Fault, Doubt> LogVerifier::proven(std::size_t endpoint,
                                                                  const BlockHeader& block)
{
    auto outcome = provenBy(endpoint, block);
    const auto* fault = std::get_if<Fault>(&outcome);
    if (!fault || !passes(fault->kind) || fault->kind == FaultKind::Stopped)
        return outcome;
    // A page has a call for each block. If each that fails were the end of the page, it would hardly come to
    // its end on nodes that fail now and then.
    const auto ask = [&](std::size_t other) -> Try<Logs> {
        auto receipts = provenBy(other, block);
        if (auto* logs = std::get_if<Logs>(&receipts))
            return std::move(*logs);
        if (auto* doubt = std::get_if<Doubt>(&receipts))
            return doubtful(*doubt);
        return std::move(std::get<Fault>(receipts));
    };
    if (auto logs = fromElsewhere(endpoint, 1, ask))
        return std::move(*logs);
    if (fault->kind == FaultKind::RateLimited || fault->kind == FaultKind::Billing)
        return outcome;
    return provenBy(endpoint, block);
}

std::variant<LogVerifier::Logs, Fault, Doubt> LogVerifier::provenBy(std::size_t endpoint,
                                                                    const BlockHeader& block)
{
    auto answer = m_calls.receipts(endpoint, block);
    if (auto* fault = std::get_if<Fault>(&answer)) {
        // A doubt stays, so what may be of the moment is none.
        if (!fault->noSuchMethod)
            return std::move(*fault);
        return Doubt{DoubtKind::Receipts,
                     {block.height, block.height},
                     "gives no receipts of the block " + text(block.height) + ": it " + fault->message};
    }
    // A fault is not one in a row with one that was many of these calls ago.
    m_calls.pool().succeeded(endpoint);
    auto& receipts = std::get<BlockReceipts>(answer);
    const Hash root = receiptsRoot(receipts.receipts);
    const HeaderSeals* seals = m_calls.seals(block.hash);
    if (seals && root == seals->receiptsRoot) {
        ++m_proofs;
        return std::move(receipts.transfers);
    }
    return Doubt{DoubtKind::Receipts,
                 {block.height, block.height},
                 "answered receipts of the block " + text(block.height) + " that have the root " +
                     root.hex() + ", but its header names " +
                     (seals ? seals->receiptsRoot.hex() : std::string("none"))};
}

std::variant<std::monostate, Fault, Doubt>
LogVerifier::proveAll(std::size_t endpoint, std::span<const BlockHeader> blocks, Logs& logs)
{
    for (const RawLog& log : logs)
        if (log.blockHash != blocks[static_cast<std::size_t>(log.height - blocks.front().height)].hash)
            return Fault{FaultKind::Behind, "changed the block " + text(log.height) + " while it was read"};
    if (auto doubt = madeUp(blocks, logs))
        return std::move(*doubt);
    for (const BlockHeader& block : promising(blocks)) {
        auto outcome = proven(endpoint, block);
        if (auto* fault = std::get_if<Fault>(&outcome))
            return std::move(*fault);
        if (auto* doubt = std::get_if<Doubt>(&outcome))
            return std::move(*doubt);
        correct(endpoint, block, std::move(std::get<Logs>(outcome)), logs);
    }
    return std::monostate();
}

std::optional<Doubt> LogVerifier::unexplainedSupply(std::size_t endpoint, BlockRange range, const Logs& logs)
{
    const auto answer = m_supply.changeOver(endpoint, range);
    m_supplyUntold.reset();
    if (const auto* fault = std::get_if<Fault>(&answer)) {
        m_supplyUntold = fault->message;
        return std::nullopt;
    }
    const RawAmount& told = std::get<RawAmount>(answer);
    const RawAmount explained = supplyChangeOf(logs);
    if (told == explained)
        return std::nullopt;
    return Doubt{DoubtKind::Supply, range,
                 "tells a change of the total supply by " + told.decimal() + " over the blocks " +
                     text(range.first) + " to " + text(range.last) +
                     ", but the Transfer logs that it answers there mint and burn " + explained.decimal()};
}

} // namespace chainpoints
