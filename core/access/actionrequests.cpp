#include "core/access/actionrequests.h"

#include "core/points/integral.h"
#include "core/points/ratedifference.h"
#include "core/storage/chainstore.h"
#include "core/storage/factchange.h"

#include <QString>

#include <algorithm>

namespace chainpoints {
namespace {

bool isOfUser(ActionKind kind)
{
    return kind == ActionKind::Disable || kind == ActionKind::Enable;
}

bool isOfFailures(ActionKind kind)
{
    return kind == ActionKind::Retry || kind == ActionKind::Dismiss || kind == ActionKind::Restore;
}

/// The request's details as they are recorded: checked, and with what follows from the facts.
Result<ActionDetails> completed(sql::Connection& connection, const ActionRequest& request)
{
    ActionDetails details = request.details;
    // Blanks tell nobody why, in whatever alphabet.
    details.reason = QString::fromStdString(details.reason).trimmed().toStdString();
    if (isOfUser(request.kind)) {
        auto address = Address::parse(details.user);
        if (!address)
            return Error{ErrorCode::BadInput, "user: " + address.error().message};
        details.user = address->hex();
        auto settled = settledUpTo(connection, details.user);
        if (!settled)
            return settled.error();
        if (details.from < *settled && !details.recalculate)
            return Error{ErrorCode::Refused, "the points of " + details.user + " are settled up to " +
                                                 formatTime(*settled) + ", which is after " +
                                                 formatTime(details.from) +
                                                 "; name a later time, or have them recalculated, by the "
                                                 "window or the command line (--recalculate)"};
    }
    if (request.kind == ActionKind::Recalculate) {
        auto recorded = ChainStore(connection).rates();
        if (!recorded)
            return recorded.error();
        // Where the rates are the same, only exclusions can matter.
        details.from = firstDifference(*recorded, details.rates).value_or(UnixTime(INT64_MAX));
    }
    if (request.kind == ActionKind::Cancel && !details.action)
        return Error{ErrorCode::BadInput, "name the action to cancel"};
    if (request.kind == ActionKind::Rollback && !details.block)
        return Error{ErrorCode::BadInput, "name the block to go back to"};
    if (request.kind == ActionKind::Rollback && details.reason.empty())
        return Error{ErrorCode::BadInput, "say in a reason why the chain is taken back"};
    if (request.kind == ActionKind::Dismiss && details.reason.empty())
        return Error{ErrorCode::BadInput, "say in a note why these failures are dismissed"};
    return details;
}

} // namespace

Result<ActionId> recordRequest(sql::Connection& connection, const ActionRequest& request, const Requester& by)
{
    std::optional<ChainId> chain;
    if (request.chain) {
        auto record = ChainStore(connection).byName(*request.chain);
        if (!record)
            return record.error();
        chain = record->id;
    }
    auto details = completed(connection, request);
    if (!details)
        return details.error();
    ActionStore actions(connection);
    if (isOfFailures(request.kind))
        return request.failures.empty()
                   ? actions.requestForAllFailures(request.kind, chain, by, *details)
                   : actions.requestForFailures(request.kind, chain, request.failures, by, *details);
    if (request.kind == ActionKind::Cancel)
        return actions.cancel(*details->action, by, *details);
    if (isOfUser(request.kind))
        return actions.requestForUser(request.kind, by, *details);
    if (request.kind == ActionKind::Recalculate)
        return actions.requestForAll(request.kind, by, *details);
    if (!chain)
        return Error{ErrorCode::BadInput, "name the chain to " + std::string(toText(request.kind))};
    return actions.requestFor(*chain, request.kind, by, *details);
}

Result<ActionId> recordImport(sql::Connection& connection, const std::string& chain,
                              std::span<const OpeningBalance> openings, const Requester& by,
                              const ActionDetails& details)
{
    auto record = ChainStore(connection).byName(chain);
    if (!record)
        return record.error();
    if (record->startBlock == BlockHeight(0))
        return Error{ErrorCode::Refused,
                     "chain " + chain + " is followed from block 0; nobody held anything before"};
    return ActionStore(connection).requestImport(record->id, openings, by, details);
}

Result<std::vector<PointsPreview>> previewRequest(sql::Connection& connection, const ActionRequest& request)
{
    auto transaction = sql::Transaction::begin(connection);
    if (!transaction)
        return transaction.error();
    auto details = completed(connection, request);
    if (!details)
        return details.error();
    auto chains = ChainStore(connection).all();
    if (!chains)
        return chains.error();
    std::vector<PointsPreview> previews;
    for (const ChainRecord& chain : *chains) {
        if (!chain.decimals)
            continue; // nothing is settled there
        auto changed = applyChange(connection, chain, {request.kind, *details});
        if (!changed)
            return changed.error();
        std::ranges::sort(changed->restated, {}, &Restatement::address);
        for (const Restatement& one : changed->restated)
            previews.push_back({chain.name, one.address, formatPoints(one.before.points, *chain.decimals),
                                formatPoints(one.after.points, *chain.decimals),
                                formatPoints(one.after.points - one.before.points, *chain.decimals),
                                one.after.settled});
    }
    std::ranges::stable_sort(previews, {}, &PointsPreview::chain);
    return previews;
}

} // namespace chainpoints
