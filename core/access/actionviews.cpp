#include "core/access/actionviews.h"

#include "core/storage/sql/rows.h"

namespace chainpoints {
namespace {

Error unknownWord(ActionId id, const std::string& word)
{
    return {ErrorCode::Corrupt,
            "action " + std::to_string(id.value()) + " has the unknown word \"" + word + "\""};
}

Result<void> readCounts(sql::Connection& connection, ActionView& action)
{
    return sql::forEachRow(
        connection, "SELECT state, COUNT(*) FROM operator_action_item WHERE action_id = ? GROUP BY state",
        {action.id.value()}, [&](const sql::Statement& row) -> Result<void> {
            const auto state = actionStateFromText(row.text(0));
            if (!state)
                return unknownWord(action.id, row.text(0));
            switch (*state) {
            case ActionState::Waiting:
                action.waiting = row.integer(1);
                break;
            case ActionState::Done:
                action.done = row.integer(1);
                break;
            case ActionState::Failed:
                action.failed = row.integer(1);
                break;
            case ActionState::Skipped:
                action.skipped = row.integer(1);
                break;
            }
            return {};
        });
}

} // namespace

Result<ActionView> readAction(sql::Connection& connection, ActionId id)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    std::optional<ActionView> action;
    auto read = sql::forEachRow(
        connection,
        "SELECT kind, requested_at, requested_by, requested_from FROM operator_action WHERE id = ?",
        {id.value()}, [&](const sql::Statement& row) -> Result<void> {
            const auto kind = actionKindFromText(row.text(0));
            if (!kind)
                return unknownWord(id, row.text(0));
            action.emplace();
            action->id = id;
            action->kind = *kind;
            action->requestedAt = UnixTime(row.integer(1));
            action->requestedBy = row.text(2);
            action->requestedFrom = row.text(3);
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

} // namespace chainpoints
