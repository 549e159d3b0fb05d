#include "ui/points/leaders.h"

namespace chainpoints {
namespace {

constexpr int kAttempts = 5;

Result<LeaderPage> readOfAll(OperatorDoor& door, const std::string& cursor, std::size_t limit)
{
    UserTotalQuery query;
    query.byPoints = true;
    query.descending = true;
    query.limit = limit;
    query.cursor = cursor;
    auto page = door.userTotals(query);
    if (!page)
        return page.error();
    LeaderPage leaders;
    leaders.next = page->next;
    for (UserPointsView& user : page->users)
        leaders.leaders.push_back(
            {std::move(user.address), user.status, std::move(user.points), std::move(user.chains)});
    return leaders;
}

Result<LeaderPage> readOfChain(OperatorDoor& door, const std::string& chain, const std::string& cursor,
                               std::size_t limit)
{
    UserQuery query;
    query.chain = chain;
    query.sort = UserSort::ByPoints;
    query.descending = true;
    query.limit = limit;
    query.cursor = cursor;
    auto page = door.users(query);
    if (!page)
        return page.error();
    LeaderPage leaders;
    leaders.next = page->next;
    for (UserView& user : page->users)
        leaders.leaders.push_back({std::move(user.address), user.status, std::move(user.points), {chain}});
    return leaders;
}

} // namespace

std::vector<SettledUpTo> settledOf(const std::vector<ChainView>& chains, const std::string& chain)
{
    std::vector<SettledUpTo> settled;
    for (const ChainView& view : chains)
        if (chain.empty() || view.name == chain)
            settled.push_back({view.name, view.calculated, view.calculatedTime});
    return settled;
}

Result<LeaderPage> readLeaders(OperatorDoor& door, const std::string& chain, const std::string& cursor,
                               std::size_t limit)
{
    auto before = door.chains();
    if (!before)
        return before.error();
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto page = chain.empty() ? readOfAll(door, cursor, limit) : readOfChain(door, chain, cursor, limit);
        if (!page)
            return page;
        auto after = door.chains();
        if (!after)
            return after.error();
        page->asOf = settledOf(*after, chain);
        if (page->asOf == settledOf(*before, chain))
            return page;
        before = std::move(after);
    }
    return Error{ErrorCode::Database, "hours are being settled faster than the points can be read"};
}

} // namespace chainpoints
