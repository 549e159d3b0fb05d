#include "core/access/actionviews.h"

#include "core/access/paging.h"
#include "core/storage/actiondetails.h"
#include "core/storage/chainstore.h"
#include "core/storage/sql/rows.h"
#include "core/storage/textsearch.h"

#include <algorithm>
#include <limits>

namespace chainpoints {
namespace {

Error unknownWord(ActionId id, const std::string& word)
{
    return {ErrorCode::Corrupt,
            "action " + std::to_string(id.value()) + " has the unknown word \"" + word + "\""};
}

Result<void> count(ActionView& action, const std::string& word, std::int64_t parts)
{
    const auto state = actionStateFromText(word);
    if (!state)
        return unknownWord(action.id, word);
    switch (*state) {
    case ActionState::Waiting:
        action.waiting += parts;
        break;
    case ActionState::Done:
        action.done += parts;
        break;
    case ActionState::Failed:
        action.failed += parts;
        break;
    case ActionState::Skipped:
        action.skipped += parts;
        break;
    case ActionState::Cancelled:
        action.cancelled += parts;
        break;
    }
    return {};
}

Result<void> readCounts(sql::Connection& connection, ActionView& action)
{
    return sql::forEachRow(
        connection, "SELECT state, COUNT(*) FROM operator_action_item WHERE action_id = ? GROUP BY state",
        {action.id.value()},
        [&](const sql::Statement& row) { return count(action, row.text(0), row.integer(1)); });
}

/// The columns of kHead.
Result<ActionView> readHead(const sql::Statement& row)
{
    ActionView action;
    action.id = ActionId(row.integer(0));
    const auto kind = actionKindFromText(row.text(1));
    if (!kind)
        return unknownWord(action.id, row.text(1));
    action.kind = *kind;
    action.requestedAt = UnixTime(row.integer(2));
    action.requestedBy = row.text(3);
    action.requestedFrom = row.text(4);
    auto details = actionDetailsFromJson(row.text(5));
    if (!details)
        return details.error();
    action.details = std::move(*details);
    return action;
}

constexpr const char* kHead = "SELECT a.id, a.kind, a.requested_at, a.requested_by, a.requested_from, "
                              "a.details FROM operator_action a ";

/// What became of the parts of all actions of a page; `actions` are in descending order of their ids, and
/// others may lie in between.
Result<void> readParts(sql::Connection& connection, std::vector<ActionSummary>& actions)
{
    auto next = actions.begin();
    return sql::forEachRow(
        connection,
        "SELECT i.action_id, h.name, i.state, COUNT(*), MAX(i.sentence) FROM operator_action_item i JOIN "
        "chain h ON h.id = i.chain_id WHERE i.action_id BETWEEN ? AND ? GROUP BY i.action_id, h.name, "
        "i.state "
        "ORDER BY i.action_id DESC, h.name",
        {actions.back().action.id.value(), actions.front().action.id.value()},
        [&](const sql::Statement& row) -> Result<void> {
            while (next != actions.end() && next->action.id.value() > row.integer(0))
                ++next;
            if (next == actions.end() || next->action.id.value() != row.integer(0))
                return {};
            if (next->chains.empty() || next->chains.back() != row.text(1))
                next->chains.push_back(row.text(1));
            auto counted = count(next->action, row.text(2), row.integer(3));
            next->result = next->action.parts() == 1 ? row.text(4) : std::string();
            return counted;
        });
}

/// Of those that the query asks for.
Result<std::string> condition(sql::Connection& connection, const ActionQuery& query,
                              std::vector<sql::Value>& parameters)
{
    std::string condition;
    if (query.chain) {
        auto chain = ChainStore(connection).byName(*query.chain);
        if (!chain)
            return chain.error();
        condition += " AND EXISTS (SELECT 1 FROM operator_action_item i WHERE i.action_id = a.id AND "
                     "i.chain_id = ?)";
        parameters.emplace_back(chain->id.value());
    }
    if (query.text.empty())
        return condition;
    condition += " AND (" + holdsText({"a.requested_by", "a.details"}, query.text, parameters) +
                 " OR EXISTS (SELECT 1 FROM operator_action_item i WHERE i.action_id = a.id AND " +
                 holdsText({"i.sentence"}, query.text, parameters) + ")";
    for (const ActionKind kind : query.orKinds) {
        condition += " OR a.kind = ?";
        parameters.emplace_back(std::string(toText(kind)));
    }
    return condition + ")";
}

} // namespace

Result<ActionView> readAction(sql::Connection& connection, ActionId id)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    std::optional<ActionView> action;
    auto read = sql::forEachRow(connection, std::string(kHead) + "WHERE a.id = ?", {id.value()},
                                [&](const sql::Statement& row) -> Result<void> {
                                    auto head = readHead(row);
                                    if (!head)
                                        return head.error();
                                    action = std::move(*head);
                                    return {};
                                });
    if (!read)
        return read.error();
    if (!action)
        return Error{ErrorCode::NotFound, "there is no action " + std::to_string(id.value())};
    if (auto counted = readCounts(connection, *action); !counted)
        return counted.error();
    auto items = sql::forEachRow(connection,
                                 "SELECT h.name, i.failure_id, i.state, i.sentence FROM operator_action_item "
                                 "i JOIN chain h ON h.id = i.chain_id "
                                 "WHERE i.action_id = ? ORDER BY i.chain_id, i.failure_id LIMIT ?",
                                 {id.value(), static_cast<std::int64_t>(kMostActionItems)},
                                 [&](const sql::Statement& row) -> Result<void> {
                                     const auto state = actionStateFromText(row.text(2));
                                     if (!state)
                                         return unknownWord(id, row.text(2));
                                     const auto failure = row.integer(1) == 0
                                                              ? std::nullopt
                                                              : std::optional(FailureId(row.integer(1)));
                                     action->items.push_back({row.text(0), failure, *state, row.text(3)});
                                     return {};
                                 });
    if (!items)
        return items.error();
    return std::move(*action);
}

Result<ActionPage> readActions(sql::Connection& connection, const ActionQuery& query)
{
    auto before = idOfCursor(query.cursor, std::numeric_limits<std::int64_t>::max(), "a page of actions");
    if (!before)
        return before.error();
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    std::vector<sql::Value> parameters{*before};
    auto wanted = condition(connection, query, parameters);
    if (!wanted)
        return wanted.error();
    const std::size_t limit = mostRows(query.limit);
    parameters.emplace_back(static_cast<std::int64_t>(limit));
    ActionPage page;
    auto read = sql::forEachRow(
        connection, std::string(kHead) + "WHERE a.id < ?" + *wanted + " ORDER BY a.id DESC LIMIT ?",
        parameters, [&](const sql::Statement& row) -> Result<void> {
            auto head = readHead(row);
            if (!head)
                return head.error();
            page.actions.push_back({std::move(*head), {}, {}});
            return {};
        });
    if (!read)
        return read.error();
    if (page.actions.empty())
        return page;
    if (auto parts = readParts(connection, page.actions); !parts)
        return parts.error();
    if (page.actions.size() == limit)
        page.next = std::to_string(page.actions.back().action.id.value());
    return page;
}

} // namespace chainpoints
