#include "ui/overview/chainprogress.h"

#include <algorithm>
#include <charconv>

namespace chainpoints {
namespace {

constexpr std::int64_t kHourSeconds = 3600;

std::optional<int> perMilleUpTo(BlockHeight height, const ChainView& chain)
{
    const BlockHeight before = chain.startBlock - 1;
    const std::int64_t all = chain.confirmed - before;
    if (all <= 0)
        return std::nullopt;
    const std::int64_t done = std::clamp<std::int64_t>(height - before, 0, all);
    return static_cast<int>(done * 1000 / all);
}

} // namespace

std::int64_t remainingBlocks(const ChainView& chain)
{
    return std::max<std::int64_t>(chain.confirmed - chain.processed, 0);
}

std::optional<int> progressPerMille(const ChainView& chain)
{
    return perMilleUpTo(chain.processed, chain);
}

std::optional<int> settledPerMille(const ChainView& chain)
{
    return perMilleUpTo(std::min(chain.calculated, chain.processed), chain);
}

std::optional<std::int64_t> blocksBehind(const ChainView& chain)
{
    if (!chain.head)
        return std::nullopt;
    return std::max<std::int64_t>(*chain.head - chain.processed, 0);
}

std::optional<std::int64_t> unconfirmedBlocks(const ChainView& chain)
{
    if (!chain.head)
        return std::nullopt;
    return std::max<std::int64_t>(*chain.head - chain.confirmed, 0);
}

std::optional<std::int64_t> blocksUntilConfirmed(const ChainView& chain, BlockHeight height)
{
    std::int64_t confirmations = 0;
    const std::string& text = chain.confirmations;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), confirmations);
    if (!chain.head || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return std::max<std::int64_t>(height + confirmations - *chain.head, 0);
}

bool isUpToDate(const ChainView& chain)
{
    const bool isMoving = chain.state == ChainState::Live || chain.state == ChainState::Backfilling;
    return isMoving && !isAbandoned(chain) && remainingBlocks(chain) == 0;
}

std::int64_t openHours(const ChainView& chain)
{
    return chain.processedTime && chain.calculatedTime
               ? (*chain.processedTime - *chain.calculatedTime) / kHourSeconds
               : 0;
}

const ChainView* furthestBehind(const std::vector<ChainView>& chains)
{
    std::vector<const ChainView*> followed;
    for (const ChainView& chain : chains)
        if (chain.active)
            followed.push_back(&chain);
    std::ranges::sort(followed, {}, &ChainView::calculatedTime); // one that has settled nothing comes first
    if (followed.size() < 2 || followed[0]->calculatedTime == followed[1]->calculatedTime)
        return nullptr;
    return isUpToDate(*followed[0]) && openHours(*followed[0]) == 0 ? nullptr : followed[0];
}

bool isAbandoned(const ChainView& chain)
{
    return chain.active && !chain.owner;
}

} // namespace chainpoints
