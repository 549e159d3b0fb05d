#include "core/storage/actionstore.h"

#include "core/storage/actiondetails.h"
#include "core/storage/sql/bulkinsert.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"

#include <set>

namespace chainpoints {
namespace {

// The chains from one to the other: one, or all.
std::int64_t firstOf(std::optional<ChainId> chain)
{
    return chain ? chain->value() : 0;
}
std::int64_t lastOf(std::optional<ChainId> chain)
{
    return chain ? chain->value() : INT64_MAX;
}

} // namespace

Result<ActionId> ActionStore::add(ActionKind kind, const Requester& by, const ActionDetails& details)
{
    auto added = m_connection.run(
        "INSERT INTO operator_action (kind, details, requested_at, requested_by, requested_from) "
        "VALUES (?, ?, ?, ?, ?)",
        {std::string(toText(kind)), toJson(details), wallClock().value(), by.who, by.where});
    if (!added)
        return added.error();
    auto id = m_connection.lastInsertId();
    return id ? Result<ActionId>(ActionId(*id)) : id.error();
}

/// The action with its parts, in one transaction.
Result<ActionId> ActionStore::request(ActionKind kind, const Requester& by, const ActionDetails& details,
                                      const std::function<Result<void>(ActionId)>& addParts)
{
    return sql::inTransaction(m_connection, [&]() -> Result<ActionId> {
        auto id = add(kind, by, details);
        if (!id)
            return id;
        if (auto added = addParts(*id); !added)
            return added.error();
        auto closed = closeIfDone(*id);
        return closed ? id : closed.error();
    });
}

Result<ActionId> ActionStore::requestFor(ChainId chain, ActionKind kind, const Requester& by,
                                         const ActionDetails& details)
{
    return request(kind, by, details, [&](ActionId id) -> Result<void> {
        auto item = m_connection.run(
            "INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
            "VALUES (?, ?, 0, 'waiting', '')",
            {id.value(), chain.value()});
        return item ? Result<void>() : item.error();
    });
}

Result<ActionId> ActionStore::requestForAll(ActionKind kind, const Requester& by,
                                            const ActionDetails& details)
{
    return request(kind, by, details, [&](ActionId id) -> Result<void> {
        auto items = m_connection.run(
            "INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
            "SELECT ?, id, 0, 'waiting', '' FROM chain",
            {id.value()});
        return items ? Result<void>() : items.error();
    });
}

Result<ActionId> ActionStore::requestForUser(ActionKind kind, const Requester& by,
                                             const ActionDetails& details)
{
    return request(kind, by, details, [&](ActionId id) -> Result<void> {
        auto items = m_connection.run(
            "INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
            "SELECT ?, p.chain_id, 0, 'waiting', '' FROM user_points p JOIN user u ON u.id = p.user_id "
            "WHERE u.user_address = ?",
            {id.value(), details.user});
        if (!items)
            return items.error();
        if (*items == 0)
            return Error{ErrorCode::NotFound, "there is no user " + details.user + " on any chain"};
        return {};
    });
}

Result<ActionId> ActionStore::requestImport(ChainId chain, std::span<const OpeningBalance> openings,
                                            const Requester& by, const ActionDetails& details)
{
    return request(ActionKind::ImportOpening, by, details, [&](ActionId id) -> Result<void> {
        auto item = m_connection.run(
            "INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
            "VALUES (?, ?, 0, 'waiting', '')",
            {id.value(), chain.value()});
        if (!item)
            return item.error();
        sql::BulkInsert rows(m_connection, "opening_request", {"action_id", "user_address", "balance"});
        for (const OpeningBalance& opening : openings)
            if (auto added = rows.add({id.value(), opening.address, opening.balance.decimal()}); !added)
                return added;
        auto finished = rows.finish();
        return finished ? Result<void>() : finished.error();
    });
}

Result<std::vector<OpeningBalance>> ActionStore::openings(ActionId action)
{
    std::vector<OpeningBalance> openings;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT user_address, balance FROM opening_request WHERE action_id = ? ORDER BY user_address",
        {action.value()}, [&](const sql::Statement& row) -> Result<void> {
            auto balance = RawAmount::fromDecimal(row.text(1));
            if (!balance)
                return Error{ErrorCode::Corrupt,
                             "opening_request of " + row.text(0) + ": " + balance.error().message};
            openings.push_back({row.text(0), std::move(*balance)});
            return {};
        });
    if (!read)
        return read.error();
    return openings;
}

Result<ActionId> ActionStore::requestForFailures(ActionKind kind, std::optional<ChainId> chain,
                                                 std::span<const FailureId> failures, const Requester& by,
                                                 const ActionDetails& details)
{
    return request(kind, by, details, [&](ActionId id) -> Result<void> {
        for (const FailureId failure : std::set<FailureId>(failures.begin(), failures.end())) {
            auto item = m_connection.run(
                "INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
                "SELECT ?, chain_id, id, 'waiting', '' FROM user_points_change "
                "WHERE id = ? AND chain_id BETWEEN ? AND ? AND (status = 0 OR attempts > 1)",
                {id.value(), failure.value(), firstOf(chain), lastOf(chain)});
            if (!item)
                return item.error();
            if (*item == 0)
                return Error{ErrorCode::NotFound, "there is no failure " + std::to_string(failure.value()) +
                                                      (chain ? " on this chain" : "") +
                                                      "; \"chainpoints export failures\" lists them"};
        }
        return {};
    });
}

Result<ActionId> ActionStore::requestForAllFailures(ActionKind kind, std::optional<ChainId> chain,
                                                    const Requester& by, const ActionDetails& details)
{
    return request(kind, by, details, [&](ActionId id) -> Result<void> {
        const std::string dismissed = kind == ActionKind::Restore ? "EXISTS" : "NOT EXISTS";
        auto items = m_connection.run(
            "INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
            "SELECT ?, f.chain_id, f.id, 'waiting', '' FROM user_points_change f "
            "WHERE f.status = 0 AND f.chain_id BETWEEN ? AND ? AND " +
                dismissed + " (SELECT 1 FROM failure_dismissal d WHERE d.failure_id = f.id)",
            {id.value(), firstOf(chain), lastOf(chain)});
        return items ? Result<void>() : items.error();
    });
}

Result<std::optional<WaitingItem>> ActionStore::next(ChainId chain)
{
    std::optional<WaitingItem> item;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT i.action_id, a.kind, i.failure_id, a.details, a.requested_by FROM operator_action_item i "
        "JOIN operator_action a ON a.id = i.action_id WHERE i.chain_id = ? AND i.state = 'waiting' ORDER BY "
        "i.action_id, i.failure_id LIMIT 1",
        {chain.value()}, [&](const sql::Statement& row) -> Result<void> {
            item = WaitingItem{.action = ActionId(row.integer(0)),
                               .failure = FailureId(row.integer(2)),
                               .requestedBy = row.text(4)};
            const auto kind = actionKindFromText(row.text(1));
            auto details = actionDetailsFromJson(row.text(3));
            if (kind)
                item->kind = *kind;
            else
                item->unreadable = "this version knows no action of the kind " + row.text(1);
            if (details)
                item->details = std::move(*details);
            else
                item->unreadable = details.error().message;
            return {};
        });
    if (!read)
        return read.error();
    return item;
}

Result<bool> ActionStore::isWaiting(ChainId chain, const WaitingItem& item)
{
    bool waits = false;
    auto read = sql::forEachRow(m_connection,
                                "SELECT 1 FROM operator_action_item WHERE action_id = ? AND chain_id = ? AND "
                                "failure_id = ? AND state = 'waiting'",
                                {item.action.value(), chain.value(), item.failure.value()},
                                [&](const sql::Statement&) -> Result<void> {
                                    waits = true;
                                    return {};
                                });
    return read ? Result<bool>(waits) : read.error();
}

Result<void> ActionStore::finish(ChainId chain, const WaitingItem& item, ActionState state,
                                 const std::string& sentence)
{
    // The action's row first: of two chains that finish their parts at the same time the later one then sees
    // the other's.
    if (auto locked = lock(item.action); !locked)
        return locked.error();
    auto finished =
        m_connection.run("UPDATE operator_action_item SET state = ?, sentence = ?, finished_at = ? "
                         "WHERE action_id = ? AND chain_id = ? AND failure_id = ? AND state = 'waiting'",
                         {std::string(toText(state)), sentence, wallClock().value(), item.action.value(),
                          chain.value(), item.failure.value()});
    if (!finished)
        return finished.error();
    if (*finished == 0)
        return Error{ErrorCode::Conflict,
                     "a part of action " + std::to_string(item.action.value()) + " was cancelled meanwhile"};
    return closeIfDone(item.action);
}

/// Others who end parts of the action wait until this transaction ends. False: there is no such action.
Result<bool> ActionStore::lock(ActionId action)
{
    // The row becomes different each time: a cluster compares nothing else.
    auto locked = m_connection.run("UPDATE operator_action SET parts_done = parts_done + 1 WHERE id = ?",
                                   {action.value()});
    return locked ? Result<bool>(*locked > 0) : locked.error();
}

Result<ActionId> ActionStore::cancel(ActionId target, const Requester& by, const ActionDetails& details)
{
    return sql::inTransaction(m_connection, [&]() -> Result<ActionId> {
        auto found = lock(target);
        if (!found)
            return found.error();
        if (!*found)
            return Error{ErrorCode::NotFound, "there is no action " + std::to_string(target.value())};
        if (auto allowed = mayBeCancelled(target); !allowed)
            return allowed.error();
        ActionDetails recorded = details;
        recorded.action = target;
        auto id = add(ActionKind::Cancel, by, recorded);
        if (!id)
            return id;
        if (auto cancelled = cancelParts(target, *id, by); !cancelled)
            return cancelled.error();
        for (const ActionId action : {target, *id})
            if (auto closed = closeIfDone(action); !closed)
                return closed.error();
        return id;
    });
}

Result<void> ActionStore::mayBeCancelled(ActionId action)
{
    std::optional<ActionKind> kind;
    std::int64_t waiting = 0;
    std::int64_t ended = 0;
    auto counted = sql::forEachRow(
        m_connection,
        "SELECT a.kind, i.state, COUNT(*) FROM operator_action a JOIN operator_action_item i ON "
        "i.action_id = a.id WHERE a.id = ? GROUP BY a.kind, i.state",
        {action.value()}, [&](const sql::Statement& row) -> Result<void> {
            kind = actionKindFromText(row.text(0));
            (row.text(1) == "waiting" ? waiting : ended) += row.integer(2);
            return {};
        });
    if (!counted)
        return counted;
    const std::string name = "action " + std::to_string(action.value());
    if (waiting == 0)
        return Error{ErrorCode::Refused, name + " is through; nothing of it waits any more"};
    const bool together =
        kind == ActionKind::Disable || kind == ActionKind::Enable || kind == ActionKind::Recalculate;
    if (together && ended > 0)
        return Error{ErrorCode::Refused, name + " is done on some chains already, and chains must not differ "
                                                "in it; ask for the opposite instead"};
    return {};
}

/// What waits of `target`; the parts of `cancel` say how much that was.
Result<void> ActionStore::cancelParts(ActionId target, ActionId cancel, const Requester& by)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> waiting; // chain, parts
    auto counted = sql::forEachRow(
        m_connection,
        "SELECT chain_id, COUNT(*) FROM operator_action_item WHERE action_id = ? AND state = 'waiting' "
        "GROUP BY chain_id",
        {target.value()}, [&](const sql::Statement& row) -> Result<void> {
            waiting.emplace_back(row.integer(0), row.integer(1));
            return {};
        });
    if (!counted)
        return counted;
    const std::int64_t now = wallClock().value();
    for (const auto& [chain, parts] : waiting) {
        auto added = m_connection.run("INSERT INTO operator_action_item (action_id, chain_id, failure_id, "
                                      "state, sentence, finished_at) "
                                      "VALUES (?, ?, 0, 'done', ?, ?)",
                                      {cancel.value(), chain,
                                       std::to_string(parts) + (parts == 1 ? " part" : " parts") +
                                           " of action " + std::to_string(target.value()) + " cancelled",
                                       now});
        if (!added)
            return added.error();
    }
    auto cancelled =
        m_connection.run("UPDATE operator_action_item SET state = 'cancelled', sentence = ?, finished_at = ? "
                         "WHERE action_id = ? AND state = 'waiting'",
                         {"cancelled by " + by.who, now, target.value()});
    return cancelled ? Result<void>() : cancelled.error();
}

Result<void> ActionStore::closeIfDone(ActionId action)
{
    // One part may have ended while others wait: asked first by index, so that a long action is not counted
    // over and over.
    bool waits = false;
    auto looked = sql::forEachRow(
        m_connection, "SELECT 1 FROM operator_action_item WHERE action_id = ? AND state = 'waiting' LIMIT 1",
        {action.value()}, [&](const sql::Statement&) -> Result<void> {
            waits = true;
            return {};
        });
    if (!looked || waits)
        return looked;
    std::string result;
    std::string sentence;
    std::int64_t parts = 0;
    auto counted = sql::forEachRow(
        m_connection,
        "SELECT state, COUNT(*), MAX(sentence) FROM operator_action_item WHERE action_id = ? GROUP BY state "
        "ORDER BY state",
        {action.value()}, [&](const sql::Statement& row) -> Result<void> {
            parts += row.integer(1);
            result += (result.empty() ? "" : ", ") + std::to_string(row.integer(1)) + " " + row.text(0);
            sentence = row.text(2);
            return {};
        });
    if (!counted)
        return counted;
    if (parts == 0)
        result = "nothing to do";
    else if (parts == 1)
        result += ": " + sentence;
    auto closed = m_connection.run("UPDATE operator_action SET finished_at = ?, result = ? WHERE id = ?",
                                   {wallClock().value(), result, action.value()});
    return closed ? Result<void>() : closed.error();
}

} // namespace chainpoints
