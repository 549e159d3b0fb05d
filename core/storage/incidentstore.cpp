#include "core/storage/incidentstore.h"

#include "core/storage/sql/bulkinsert.h"
#include "core/storage/sql/rows.h"

#include <nlohmann/json.hpp>

namespace chainpoints {
namespace {

/// NULL where there is none.
template <typename T>
sql::Value valueOf(const std::optional<T>& number)
{
    sql::Value value;
    if (number)
        value = number->value();
    return value;
}

std::string evidenceOf(const Incident& incident)
{
    auto blocks = nlohmann::ordered_json::array();
    for (const BlockDifference& block : incident.differences)
        blocks.push_back(
            {{"height", block.height.value()}, {"ours", block.ours.hex()}, {"theirs", block.theirs.hex()}});
    return nlohmann::ordered_json{{"blocks", std::move(blocks)}}.dump();
}

} // namespace

Result<IncidentId> IncidentStore::add(const Incident& incident, bool resolved)
{
    if (auto ended = resolve(); !ended)
        return ended.error();
    const UnixTime now = wallClock();
    sql::Value depth;
    if (incident.ancestor)
        depth = incident.oldTip - *incident.ancestor;
    auto added = m_connection.run(
        "INSERT INTO incident (chain_id, kind, happened_at, ancestor_block, old_tip_block, old_tip_hash, "
        "new_tip_block, new_tip_hash, depth, rows_removed, users_changed, sentence, evidence, action_id, "
        "resolved_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {m_chain.value(), incident.kind, now.value(), valueOf(incident.ancestor), incident.oldTip.value(),
         incident.oldTipHash.hex(), incident.newTip.value(), incident.newTipHash.hex(), depth,
         incident.rowsRemoved, incident.usersChanged, incident.sentence, evidenceOf(incident),
         valueOf(incident.action), valueOf(resolved ? std::optional(now) : std::nullopt)});
    if (!added)
        return added.error();
    auto id = m_connection.lastInsertId();
    return id ? Result<IncidentId>(IncidentId(*id)) : id.error();
}

Result<bool> IncidentStore::isKnown(const Incident& violation)
{
    bool known = false;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT evidence FROM incident WHERE chain_id = ? AND kind = ? AND resolved_at IS NULL AND "
        "old_tip_hash = ?",
        {m_chain.value(), std::string(Incident::kFinalityViolated), violation.oldTipHash.hex()},
        [&](const sql::Statement& row) -> Result<void> {
            known = known || row.text(0) == evidenceOf(violation);
            return {};
        });
    if (!read)
        return read.error();
    return known;
}

Result<std::optional<Halt>> IncidentStore::halt()
{
    std::optional<Halt> halt;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT sentence, happened_at FROM incident WHERE chain_id = ? AND kind = ? AND resolved_at IS NULL",
        {m_chain.value(), std::string(Incident::kFinalityViolated)},
        [&](const sql::Statement& row) -> Result<void> {
            halt = Halt{row.text(0), UnixTime(row.integer(1))};
            return {};
        });
    if (!read)
        return read.error();
    return halt;
}

Result<void> IncidentStore::resolve()
{
    auto ended = m_connection.run(
        "UPDATE incident SET resolved_at = ? WHERE chain_id = ? AND kind = ? AND resolved_at IS NULL",
        {wallClock().value(), m_chain.value(), std::string(Incident::kFinalityViolated)});
    return ended ? Result<void>() : ended.error();
}

Result<std::optional<UnixTime>> IncidentStore::takenBackUnasked(BlockRange range)
{
    std::optional<UnixTime> time;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT happened_at, COALESCE(action_id, 0) FROM incident WHERE chain_id = ? AND kind = ? AND "
        "ancestor_block < ? AND old_tip_block >= ? ORDER BY id DESC LIMIT 1",
        {m_chain.value(), std::string(Incident::kRollback), range.last.value(), range.first.value()},
        [&](const sql::Statement& row) -> Result<void> {
            if (row.integer(1) == 0)
                time = UnixTime(row.integer(0));
            return {};
        });
    if (!read)
        return read.error();
    return time;
}

Result<std::int64_t> IncidentStore::forks()
{
    std::int64_t count = 0;
    auto read = sql::forEachRow(m_connection, "SELECT COUNT(*) FROM incident WHERE chain_id = ? AND kind = ?",
                                {m_chain.value(), std::string(Incident::kDeepFork)},
                                [&](const sql::Statement& row) -> Result<void> {
                                    count = row.integer(0);
                                    return {};
                                });
    if (!read)
        return read.error();
    return count;
}

Result<void> IncidentStore::add(const RestatementCause& cause, std::span<const Restatement> restatements)
{
    sql::BulkInsert rows(m_connection, "points_restatement",
                         {"chain_id", "user_address", "reason", "incident_id", "action_id", "requested_by",
                          "restated_at", "rows_removed", "points_before", "points_after", "difference",
                          "settled_before", "settled_after"});
    for (const Restatement& one : restatements) {
        auto added = rows.add({m_chain.value(), one.address, cause.reason, valueOf(cause.incident),
                               valueOf(cause.action), cause.requestedBy, wallClock().value(), one.rowsRemoved,
                               one.before.points.decimal(), one.after.points.decimal(),
                               (one.after.points - one.before.points).decimal(), one.before.settled.value(),
                               one.after.settled.value()});
        if (!added)
            return added;
    }
    return rows.finish();
}

} // namespace chainpoints
