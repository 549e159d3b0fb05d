#include "core/access/chainviews.h"

#include "core/storage/facts.h"
#include "core/storage/incidentstore.h"
#include "core/storage/issuedstore.h"
#include "core/storage/leasestore.h"
#include "core/storage/usertotals.h"

#include <algorithm>

namespace chainpoints {
namespace {

bool isAhead(const UserTotal& a, const UserTotal& b)
{
    const int order = cmp(a.points.value(), b.points.value());
    return order != 0 ? order > 0 : a.address < b.address;
}

Result<std::optional<IssuedView>> issuedOn(sql::Connection& connection, const ChainRecord& record)
{
    constexpr std::size_t kBefore = 24;
    if (!record.calculatedTime)
        return std::optional<IssuedView>();
    auto settlements = IssuedStore(connection, record.id).upTo(*record.calculatedTime, 1 + kBefore);
    if (!settlements)
        return settlements.error();
    if (settlements->empty() || settlements->front().to != *record.calculatedTime)
        return std::optional<IssuedView>();
    auto interval = ChainStore(connection).intervalSeconds();
    if (!interval)
        return interval.error();
    const IssuedPoints& last = settlements->front();
    IssuedView view{last.from, last.to, last.points.decimal(), {}};
    PointsRaw sum;
    int count = 0;
    for (std::size_t i = 1; i < settlements->size(); ++i) {
        const IssuedPoints& one = (*settlements)[i];
        if (!one.from || one.to - *one.from != *interval)
            continue;
        sum += one.points;
        ++count;
    }
    if (count > 0)
        view.meanRaw = mpz_class(sum.value() / count).get_str();
    return std::optional(std::move(view));
}

Result<ChainView> viewOf(sql::Connection& connection, const ChainRecord& record)
{
    ChainStore store(connection);
    auto status = store.status(record.id);
    if (!status)
        return status.error();
    auto owner = LeaseStore(connection).owner(record.id);
    if (!owner)
        return owner.error();
    auto failures = store.openFailures(record.id);
    if (!failures)
        return failures.error();
    auto forks = IncidentStore(connection, record.id).forks();
    if (!forks)
        return forks.error();
    ChainView view;
    view.name = record.name;
    view.evmChainId = record.evmChainId;
    view.contract = record.contract;
    view.symbol = record.symbol;
    view.title = record.title;
    view.decimals = record.decimals;
    view.active = record.active;
    // A pause holds at once, also where nobody is there to say so.
    view.state = record.active ? status->state : ChainState::Paused;
    view.alerts = std::move(status->alerts);
    view.endpoints = std::move(status->endpoints);
    if (*owner)
        view.owner = ChainOwner{(*owner)->host, (*owner)->pid};
    view.startBlock = record.startBlock;
    view.confirmations = record.confirmations;
    view.head = status->head;
    view.confirmed = record.confirmed;
    view.processed = record.processed;
    view.calculated = record.calculated;
    auto facts = ChainFacts::load(connection, record);
    if (!facts)
        return facts.error();
    auto processedTime = facts->tipTime();
    if (!processedTime)
        return processedTime.error();
    view.processedTime = *processedTime;
    view.calculatedTime = record.calculatedTime;
    auto issued = issuedOn(connection, record);
    if (!issued)
        return issued.error();
    view.issued = std::move(*issued);
    view.users = record.users;
    view.changes = record.changes;
    view.skippedLogs = record.skippedLogs;
    view.openFailures = *failures;
    view.forks = *forks;
    view.lastError = status->lastError;
    return view;
}

} // namespace

Result<std::vector<ChainView>> readChains(sql::Connection& connection)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto records = ChainStore(connection).all();
    if (!records)
        return records.error();
    std::vector<ChainView> views;
    for (const ChainRecord& record : *records) {
        auto one = viewOf(connection, record);
        if (!one)
            return one.error();
        views.push_back(std::move(*one));
    }
    return views;
}

Result<ChainView> readChain(sql::Connection& connection, const std::string& name)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto record = ChainStore(connection).byName(name);
    if (!record)
        return record.error();
    return viewOf(connection, *record);
}

Result<std::vector<UserPointsView>> readTopUsers(sql::Connection& connection, std::size_t limit)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto records = ChainStore(connection).all();
    if (!records)
        return records.error();
    // A heap with the least of the best in front, so that memory does not grow with the users.
    std::vector<UserTotal> best;
    auto read =
        forEachUserTotal(connection, *records, std::nullopt, [&](const UserTotal& total) -> Result<void> {
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
