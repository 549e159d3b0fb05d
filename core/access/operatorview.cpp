#include "core/access/operatorview.h"

#include "core/storage/usertotals.h"

#include <algorithm>

namespace chainpoints {
namespace {

bool isAhead(const UserTotal& a, const UserTotal& b)
{
    const int order = cmp(a.points.value(), b.points.value());
    return order != 0 ? order > 0 : a.address < b.address;
}

} // namespace

Result<std::vector<ChainView>> OperatorView::chains()
{
    auto snapshot = sql::Transaction::begin(m_connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto records = ChainStore(m_connection).all();
    if (!records)
        return records.error();
    std::vector<ChainView> views;
    for (const ChainRecord& record : *records) {
        auto one = view(record);
        if (!one)
            return one.error();
        views.push_back(std::move(*one));
    }
    return views;
}

Result<ChainView> OperatorView::chain(const std::string& name)
{
    auto snapshot = sql::Transaction::begin(m_connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto record = ChainStore(m_connection).byName(name);
    if (!record)
        return record.error();
    return view(*record);
}

Result<ChainView> OperatorView::view(const ChainRecord& record)
{
    ChainStore store(m_connection);
    auto status = store.status(record.id);
    if (!status)
        return status.error();
    auto failures = store.openFailures(record.id);
    if (!failures)
        return failures.error();
    ChainView view;
    view.name = record.name;
    view.evmChainId = record.evmChainId;
    view.contract = record.contract;
    view.symbol = record.symbol;
    view.title = record.title;
    view.decimals = record.decimals;
    view.active = record.active;
    // A pause holds at once, also where nobody is there to say so.
    view.state = record.active ? status->state : std::string(toText(ChainState::Paused));
    view.alerts = std::move(status->alerts);
    if (!status->ownerHost.empty())
        view.owner = ChainOwner{status->ownerHost, status->ownerPid};
    view.startBlock = record.startBlock;
    view.confirmations = record.confirmations;
    view.head = status->head;
    view.confirmed = record.confirmed;
    view.processed = record.processed;
    view.calculated = record.calculated;
    view.calculatedTime = record.calculatedTime;
    view.users = record.users;
    view.changes = record.changes;
    view.skippedLogs = record.skippedLogs;
    view.openFailures = *failures;
    view.lastError = status->lastError;
    return view;
}

Result<std::vector<UserPointsView>> OperatorView::topUsers(std::size_t limit)
{
    auto snapshot = sql::Transaction::begin(m_connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto records = ChainStore(m_connection).all();
    if (!records)
        return records.error();
    // A heap with the least of the best in front, so that memory does not grow with the users.
    std::vector<UserTotal> best;
    auto read =
        forEachUserTotal(m_connection, *records, std::nullopt, [&](const UserTotal& total) -> Result<void> {
            if (best.size() == limit && (limit == 0 || !isAhead(total, best.front())))
                return {};
            if (best.size() == limit) {
                std::pop_heap(best.begin(), best.end(), isAhead);
                best.pop_back();
            }
            best.push_back(total);
            std::push_heap(best.begin(), best.end(), isAhead);
            return {};
        });
    if (!read)
        return read.error();
    std::sort_heap(best.begin(), best.end(), isAhead);
    std::vector<UserPointsView> users;
    for (const UserTotal& total : best)
        users.push_back({total.address, total.status, total.points.text(), total.chains});
    return users;
}

} // namespace chainpoints
