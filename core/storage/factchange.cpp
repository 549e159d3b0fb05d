#include "core/storage/factchange.h"

#include "core/storage/raterecord.h"
#include "core/storage/recalculation.h"
#include "core/storage/sql/rows.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace chainpoints {
namespace {

using sql::forEachRow;
using sql::Statement;

Result<UserId> userOf(sql::Connection& connection, const std::string& address)
{
    std::optional<UserId> user;
    auto read = forEachRow(connection, "SELECT id FROM user WHERE user_address = ?", {address},
                           [&](const Statement& row) -> Result<void> {
                               user = UserId(row.integer(0));
                               return {};
                           });
    if (!read)
        return read.error();
    if (!user)
        return Error{ErrorCode::NotFound,
                     "there is no user " + address + "; users come with their first balance change"};
    return *user;
}

/// True if another part of the same action recorded the change already, or a later action another one in its
/// place.
Result<bool> isRecorded(sql::Connection& connection, UserId user, const FactChange& change)
{
    bool recorded = false;
    auto read = forEachRow(
        connection, "SELECT 1 FROM user_status WHERE user_id = ? AND effective_at = ? AND action_id >= ?",
        {user.value(), change.details.from.value(), change.place()}, [&](const Statement&) -> Result<void> {
            recorded = true;
            return {};
        });
    if (!read)
        return read.error();
    return recorded;
}

Result<void> recordStatus(sql::Connection& connection, UserId user, const FactChange& change)
{
    auto dated = connection.run(
        connection.dialect().insertOrReplace(
            "user_status", std::vector<std::string_view>{"user_id", "effective_at", "status", "action_id"},
            std::vector<std::string_view>{"user_id", "effective_at"}),
        {user.value(), change.details.from.value(), std::int64_t(change.kind == ActionKind::Enable ? 1 : 0),
         change.place()});
    if (!dated)
        return dated.error();
    // What is shown is what was decided for the latest time.
    auto shown = connection.run(
        "UPDATE user SET status = (SELECT s.status FROM user_status s WHERE s.user_id = user.id "
        "ORDER BY s.effective_at DESC LIMIT 1) WHERE id = ?",
        {user.value()});
    return shown ? Result<void>() : shown.error();
}

/// The next time after the change's for which something was decided about the user.
Result<std::optional<UnixTime>> nextDecision(sql::Connection& connection, UserId user,
                                             const FactChange& change)
{
    std::optional<UnixTime> next;
    auto read =
        forEachRow(connection,
                   "SELECT effective_at FROM user_status WHERE user_id = ? AND effective_at > ? "
                   "ORDER BY effective_at LIMIT 1",
                   {user.value(), change.details.from.value()}, [&](const Statement& row) -> Result<void> {
                       next = UnixTime(row.integer(0));
                       return {};
                   });
    if (!read)
        return read.error();
    return next;
}

Result<ChangeOutcome> changeStatus(sql::Connection& connection, const ChainRecord& chain,
                                   const FactChange& change, std::stop_token stop)
{
    auto user = userOf(connection, change.details.user);
    if (!user)
        return user.error();
    auto recorded = isRecorded(connection, *user, change);
    if (!recorded)
        return recorded.error();
    if (!*recorded) {
        auto settled = settledUpTo(connection, change.details.user);
        if (!settled)
            return settled.error();
        if (change.details.from < *settled && !change.details.recalculate)
            return Error{ErrorCode::Refused, "the points of " + change.details.user + " are settled up to " +
                                                 formatTime(*settled) + ", which is after " +
                                                 formatTime(change.details.from) +
                                                 "; name a later time, or ask for --recalculate"};
        if (auto done = recordStatus(connection, *user, change); !done)
            return done.error();
    }
    auto until = nextDecision(connection, *user, change);
    if (!until)
        return until.error();
    ChangeOutcome outcome{.until = *until};
    if (!chain.decimals)
        return outcome; // nothing is settled yet
    auto recalculation = Recalculation::on(connection, chain, std::move(stop));
    if (!recalculation)
        return recalculation.error();
    auto restated = recalculation->user(*user, change.details.user, change.details.from);
    if (!restated)
        return restated.error();
    if (*restated && (*restated)->before != (*restated)->after)
        outcome.restated.push_back(std::move(**restated));
    return outcome;
}

/// Records the chain's exclusions; the addresses that are excluded now and were not, or the other way round.
Result<std::set<std::string>> recordExclusions(sql::Connection& connection, const ChainRecord& chain,
                                               const ActionDetails& details)
{
    std::set<std::string> wanted;
    const auto listed = details.exclude.find(chain.name);
    if (listed == details.exclude.end())
        return std::set<std::string>();
    for (const Address& address : listed->second)
        wanted.insert(address.hex());
    std::set<std::string> recorded;
    auto read = forEachRow(connection, "SELECT user_address FROM chain_exclusion WHERE chain_id = ?",
                           {chain.id.value()}, [&](const Statement& row) -> Result<void> {
                               recorded.insert(row.text(0));
                               return {};
                           });
    if (!read)
        return read.error();
    std::set<std::string> changed;
    std::ranges::set_symmetric_difference(wanted, recorded, std::inserter(changed, changed.end()));
    if (auto removed = connection.run("DELETE FROM chain_exclusion WHERE chain_id = ?", {chain.id.value()});
        !removed)
        return removed.error();
    for (const std::string& address : wanted)
        if (auto added = connection.run("INSERT INTO chain_exclusion (chain_id, user_address) VALUES (?, ?)",
                                        {chain.id.value(), address});
            !added)
            return added.error();
    return changed;
}

Result<ChangeOutcome> changeRates(sql::Connection& connection, const ChainRecord& chain,
                                  const FactChange& change, std::stop_token stop)
{
    auto rates = recordRates(connection, chain, change);
    if (!rates)
        return rates.error();
    ChangeOutcome outcome{{}, rates->later};
    auto exclusions = recordExclusions(connection, chain, change.details);
    if (!exclusions)
        return exclusions.error();
    if (!chain.decimals)
        return outcome; // nothing is settled yet
    auto recalculation = Recalculation::on(connection, chain, std::move(stop));
    if (!recalculation)
        return recalculation.error();
    if (!rates->later) {
        auto all = recalculation->allUsers(rates->outdatedFrom);
        if (!all)
            return all.error();
        outcome.restated = std::move(*all);
    }
    for (const std::string& address : *exclusions) {
        auto user = userOf(connection, address);
        if (!user && user.error().code == ErrorCode::NotFound)
            continue;
        if (!user)
            return user.error();
        // Their rates changed from the beginning.
        auto restated = recalculation->user(*user, address, UnixTime(0));
        if (!restated)
            return restated.error();
        if (!*restated)
            continue;
        const auto known = std::ranges::find(outcome.restated, address, &Restatement::address);
        if (known != outcome.restated.end())
            known->after = (*restated)->after;
        else if ((*restated)->before != (*restated)->after)
            outcome.restated.push_back(std::move(**restated));
    }
    return outcome;
}

} // namespace

Result<ChangeOutcome> applyChange(sql::Connection& connection, const ChainRecord& chain,
                                  const FactChange& change, std::stop_token stop)
{
    auto outcome = change.kind == ActionKind::Recalculate
                       ? changeRates(connection, chain, change, std::move(stop))
                       : changeStatus(connection, chain, change, std::move(stop));
    if (!outcome)
        return outcome;
    RestatementCause cause{RestatementCause::kRecalculation, {}, change.action, change.requestedBy};
    if (auto added = IncidentStore(connection, chain.id).add(cause, outcome->restated); !added)
        return added.error();
    return outcome;
}

Result<UnixTime> settledUpTo(sql::Connection& connection, const std::string& address)
{
    auto user = userOf(connection, address);
    if (!user)
        return user.error();
    UnixTime settled;
    auto read = forEachRow(connection,
                           "SELECT last_updated_time FROM user_points WHERE user_id = ? "
                           "ORDER BY last_updated_time DESC LIMIT 1",
                           {user->value()}, [&](const Statement& row) -> Result<void> {
                               settled = UnixTime(row.integer(0));
                               return {};
                           });
    if (!read)
        return read.error();
    return settled;
}

} // namespace chainpoints
