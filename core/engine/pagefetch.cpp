#include "core/engine/pagefetch.h"

#include "core/chain/boundarysearch.h"
#include "core/ledger/transferdecoder.h"
#include "core/model/boundaries.h"

#include <algorithm>
#include <map>

namespace chainpoints {
namespace {

using Headers = std::map<BlockHeight, BlockHeader>;

Result<void> fetchHeaders(ChainNode& node, std::vector<BlockHeight> heights, Headers& known)
{
    std::erase_if(heights, [&](BlockHeight height) { return known.contains(height); });
    if (heights.empty())
        return {};
    auto headers = node.headers(heights);
    if (!headers)
        return headers.error();
    for (const BlockHeader& header : *headers)
        known.emplace(header.height, header);
    return {};
}

Error forked(const RawLog& log)
{
    return {ErrorCode::Forked, "block " + std::to_string(log.height.value()) +
                                   " changed while it was read: a log names the block hash " +
                                   log.blockHash.hex()};
}

Error forked(const BlockHeader& header)
{
    return {ErrorCode::Forked,
            "block " + std::to_string(header.height.value()) +
                " does not continue the one before it; the chain changed while it was read"};
}

// 114 years of hours; more between two blocks is a false time stamp, or a start block before the chain's own
// time.
constexpr std::int64_t kMostBoundaries = 1'000'000;

void addBoundaries(std::vector<BoundaryBlock>& boundaries, const BlockHeader& before, UnixTime time,
                   std::int64_t interval)
{
    for (UnixTime b = boundaryAfter(before.time, interval); b <= time; b = b + interval)
        boundaries.push_back({b, before.height});
}

/// False: the log is to be skipped.
bool decodeInto(const RawLog& log, UnixTime time, std::vector<Transfer>& transfers)
{
    auto decoded = decodeTransfer(log, time);
    auto* transfer = std::get_if<Transfer>(&decoded);
    if (transfer)
        transfers.push_back(std::move(*transfer));
    return transfer;
}

} // namespace

Result<void> requireTimeOrder(const BlockHeader& before, const BlockHeader& after,
                              std::int64_t intervalSeconds)
{
    if (after.time >= before.time && (after.time - before.time) / intervalSeconds <= kMostBoundaries)
        return {};
    return Error{ErrorCode::Protocol,
                 "block " + std::to_string(after.height.value()) + " has the time stamp " +
                     std::to_string(after.time.value()) + ", but block " +
                     std::to_string(before.height.value()) + " before it has " +
                     std::to_string(before.time.value()) +
                     "; a node lies, or start_block lies before the chain's first real time"};
}

Result<FetchedPage> fetchPage(ChainNode& node, BlockRange range, std::int64_t intervalSeconds,
                              BlockHeight keepFrom)
{
    auto checked = node.transferLogs(range, SupplyProof::WhereTold);
    if (!checked)
        return checked.error();
    const std::vector<RawLog>& logs = checked->logs;
    std::vector<BlockHeight> heights{range.first};
    for (const RawLog& log : logs)
        if (log.height != heights.back())
            heights.push_back(log.height);
    if (heights.back() != range.last)
        heights.push_back(range.last);
    for (BlockHeight kept = std::max(range.first, keepFrom); kept < range.last; ++kept)
        heights.push_back(kept);
    std::ranges::sort(heights);
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());

    Headers headers;
    if (auto fetched = fetchHeaders(node, std::move(heights), headers); !fetched)
        return fetched.error();
    const BlockHeader first = headers.at(range.first);
    const BlockHeader last = headers.at(range.last);
    for (auto next = std::next(headers.begin()); next != headers.end(); ++next)
        if (auto sane = requireTimeOrder(std::prev(next)->second, next->second, intervalSeconds); !sane)
            return sane.error();
    BoundarySearch search(first, last, intervalSeconds);
    for (const auto& [height, header] : headers)
        search.learn(header);
    for (auto wanted = search.wanted(); !wanted.empty(); wanted = search.wanted()) {
        if (auto fetched = fetchHeaders(node, wanted, headers); !fetched)
            return fetched.error();
        for (const BlockHeight height : wanted)
            search.learn(headers.at(height));
    }

    FetchedPage result{{range, {}, {}, {}, search.result(), std::move(checked->doubts)}, first, logs.size()};
    for (auto kept = headers.lower_bound(std::min(range.last, keepFrom)); kept != headers.end(); ++kept) {
        if (!result.page.headers.empty() && kept->second.parentHash != result.page.headers.back().hash)
            return forked(kept->second);
        result.page.headers.push_back(kept->second);
    }
    result.page.transfers.reserve(logs.size());
    for (const RawLog& log : logs) {
        const BlockHeader& header = headers.at(log.height);
        if (log.blockHash != header.hash)
            return forked(log);
        if (!decodeInto(log, header.time, result.page.transfers))
            ++result.page.skippedLogs[log.height];
    }
    return result;
}

Result<LedgerPage> join(const std::optional<BlockHeader>& before, FetchedPage fetched,
                        std::int64_t intervalSeconds)
{
    if (!before)
        return std::move(fetched.page);
    if (fetched.first.parentHash != before->hash)
        return Error{ErrorCode::FinalityViolated,
                     "block " + std::to_string(fetched.first.height.value()) + " names the parent " +
                         fetched.first.parentHash.hex() + ", but the processed block " +
                         std::to_string(before->height.value()) + " has the hash " + before->hash.hex()};
    if (auto sane = requireTimeOrder(*before, fetched.first, intervalSeconds); !sane)
        return sane.error();
    std::vector<BoundaryBlock> boundaries;
    addBoundaries(boundaries, *before, fetched.first.time, intervalSeconds);
    fetched.page.boundaries.insert(fetched.page.boundaries.begin(), boundaries.begin(), boundaries.end());
    return std::move(fetched.page);
}

Result<FetchedBlocks> fetchPendingBlocks(ChainNode& node, std::span<const BlockHeader> headers)
{
    auto checked = node.transferLogsOf(headers, SupplyProof::WhereTold);
    if (!checked)
        return checked.error();
    FetchedBlocks fetched{{}, std::move(checked->doubts)};
    for (const BlockHeader& header : headers)
        fetched.blocks.push_back({header, {}, 0});
    for (const RawLog& log : checked->logs) {
        PendingBlock& block = fetched.blocks[static_cast<std::size_t>(log.height - headers.front().height)];
        if (log.blockHash != block.header.hash)
            return forked(log);
        if (!decodeInto(log, block.header.time, block.transfers))
            ++block.skippedLogs;
    }
    return fetched;
}

LedgerPage pageOf(const std::optional<BlockHeader>& before, const std::vector<PendingBlock>& blocks,
                  std::int64_t intervalSeconds)
{
    LedgerPage page;
    page.range = {blocks.front().header.height, blocks.back().header.height};
    std::optional<BlockHeader> previous = before;
    for (const PendingBlock& block : blocks) {
        if (previous)
            addBoundaries(page.boundaries, *previous, block.header.time, intervalSeconds);
        page.transfers.insert(page.transfers.end(), block.transfers.begin(), block.transfers.end());
        if (block.skippedLogs > 0)
            page.skippedLogs[block.header.height] = block.skippedLogs;
        page.headers.push_back(block.header);
        previous = block.header;
    }
    return page;
}

} // namespace chainpoints
