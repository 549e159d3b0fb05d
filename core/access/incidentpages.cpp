#include "core/access/incidentpages.h"

#include "core/access/paging.h"
#include "core/access/userlookup.h"
#include "core/points/integral.h"
#include "core/storage/facts.h"
#include "core/storage/sql/rows.h"
#include "core/storage/textsearch.h"
#include "core/storage/usersearch.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr const char* kIncidents = "a page of incidents";
constexpr const char* kRestatements = "a page of restatements";

template <typename T>
std::optional<T> optionalOf(const sql::Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(T(row.integer(column)));
}

IncidentView incidentOf(const sql::Statement& row)
{
    IncidentView incident;
    incident.id = row.integer(0);
    incident.chain = row.text(1);
    incident.kind = row.text(2);
    incident.happenedAt = UnixTime(row.integer(3));
    incident.ancestor = optionalOf<BlockHeight>(row, 4);
    incident.oldTip = {BlockHeight(row.integer(5)), row.text(6)};
    incident.newTip = {BlockHeight(row.integer(7)), row.text(8)};
    incident.depth = optionalOf<std::int64_t>(row, 9);
    incident.rowsRemoved = row.integer(10);
    incident.usersChanged = row.integer(11);
    incident.sentence = row.text(12);
    incident.evidence = row.text(13);
    incident.action = optionalOf<ActionId>(row, 14);
    incident.resolvedAt = optionalOf<UnixTime>(row, 15);
    return incident;
}

Result<std::string> pointsOf(const ChainRecord& chain, const std::string& address, const std::string& rawText)
{
    auto points = PointsRaw::fromDecimal(rawText);
    if (!points)
        return corruptFact(chain.name, address, "points_restatement " + points.error().message);
    return formatPoints(*points, chain.decimals.value_or(0));
}

Result<RestatementView> restatementOf(const sql::Statement& row, const std::vector<ChainRecord>& chains)
{
    const auto chain = std::ranges::find(chains, ChainId(row.integer(1)), &ChainRecord::id);
    if (chain == chains.end())
        return Error{ErrorCode::Corrupt, "a restatement is of a chain that is not there"};
    RestatementView view;
    view.id = row.integer(0);
    view.chain = chain->name;
    view.address = row.text(2);
    view.reason = row.text(3);
    view.incident = optionalOf<std::int64_t>(row, 4);
    view.action = optionalOf<ActionId>(row, 5);
    view.requestedBy = row.text(6);
    view.restatedAt = UnixTime(row.integer(7));
    view.pointsBeforeRaw = row.text(8);
    view.pointsAfterRaw = row.text(9);
    view.differenceRaw = row.text(10);
    view.settledBefore = UnixTime(row.integer(11));
    view.settledAfter = UnixTime(row.integer(12));
    for (const auto& [raw, scaled] : {std::pair(&view.pointsBeforeRaw, &view.pointsBefore),
                                      std::pair(&view.pointsAfterRaw, &view.pointsAfter),
                                      std::pair(&view.differenceRaw, &view.difference)}) {
        auto points = pointsOf(*chain, view.address, *raw);
        if (!points)
            return points.error();
        *scaled = std::move(*points);
    }
    return view;
}

/// Without the end of the condition.
constexpr const char* kRestatementColumns =
    "SELECT u.id, u.chain_id, u.user_address, u.reason, u.incident_id, u.action_id, u.requested_by, "
    "u.restated_at, u.points_before, u.points_after, u.difference, u.settled_before, u.settled_after FROM "
    "points_restatement u WHERE ";

Result<RestatementPage> readRestatementPage(sql::Connection& connection, std::string text,
                                            std::vector<sql::Value> parameters,
                                            const std::vector<ChainRecord>& chains, std::size_t limit)
{
    text += " LIMIT ?";
    parameters.emplace_back(static_cast<std::int64_t>(limit));
    RestatementPage page;
    auto read = sql::forEachRow(connection, text, parameters, [&](const sql::Statement& row) -> Result<void> {
        auto view = restatementOf(row, chains);
        if (!view)
            return view.error();
        page.restatements.push_back(std::move(*view));
        return {};
    });
    if (!read)
        return read.error();
    if (page.restatements.size() == limit)
        page.next = std::to_string(page.restatements.back().id);
    return page;
}

} // namespace

Result<IncidentPage> readIncidents(sql::Connection& connection, const IncidentQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto before = idOfCursor(query.cursor, INT64_MAX, kIncidents);
    if (!before)
        return before.error();
    std::string text = "SELECT i.id, h.name, i.kind, i.happened_at, i.ancestor_block, i.old_tip_block, "
                       "i.old_tip_hash, i.new_tip_block, i.new_tip_hash, i.depth, i.rows_removed, "
                       "i.users_changed, i.sentence, i.evidence, i.action_id, i.resolved_at FROM incident i "
                       "JOIN chain h ON h.id = i.chain_id WHERE i.id < ?";
    std::vector<sql::Value> parameters{*before};
    if (query.chain) {
        auto chain = ChainStore(connection).byName(*query.chain);
        if (!chain)
            return chain.error();
        text += " AND i.chain_id = ?";
        parameters.emplace_back(chain->id.value());
    }
    if (!query.text.empty())
        text += " AND " + holdsText({"i.kind", "i.sentence", "i.old_tip_hash", "i.new_tip_hash"}, query.text,
                                    parameters);
    text += " ORDER BY i.id DESC LIMIT ?";
    const std::size_t limit = mostRows(query.limit);
    parameters.emplace_back(static_cast<std::int64_t>(limit));
    IncidentPage page;
    auto read = sql::forEachRow(connection, text, parameters, [&](const sql::Statement& row) -> Result<void> {
        page.incidents.push_back(incidentOf(row));
        return {};
    });
    if (!read)
        return read.error();
    if (page.incidents.size() == limit)
        page.next = std::to_string(page.incidents.back().id);
    return page;
}

Result<RestatementPage> readRestatements(sql::Connection& connection, const UserRowsQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto chains = chainsNamed(connection, query.chain);
    if (!chains)
        return chains.error();
    auto address = Address::parse(query.address);
    if (!address)
        return noAddress(query.address);
    auto after = idOfCursor(query.cursor, 0, kRestatements);
    if (!after)
        return after.error();
    std::string text = std::string(kRestatementColumns) + "u.user_address = ? AND u.id > ?";
    std::vector<sql::Value> parameters{address->hex(), *after};
    if (query.chain) {
        text += " AND u.chain_id = ?";
        parameters.emplace_back(chains->front().id.value());
    } else {
        // Of every chain there is, so that the index by chain and user serves.
        text += " AND u.chain_id IN (SELECT id FROM chain)";
    }
    return readRestatementPage(connection, text + " ORDER BY u.id", std::move(parameters), *chains,
                               mostRows(query.limit));
}

Result<RestatementPage> readRestatements(sql::Connection& connection, const RestatementQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto chains = chainsNamed(connection, query.chain);
    if (!chains)
        return chains.error();
    auto before = idOfCursor(query.cursor, INT64_MAX, kRestatements);
    if (!before)
        return before.error();
    const UserSearch search(query.search);
    if (!search.possible())
        return RestatementPage();
    std::string text = std::string(kRestatementColumns) + "u.id < ?";
    std::vector<sql::Value> parameters{*before};
    if (query.chain) {
        text += " AND u.chain_id = ?";
        parameters.emplace_back(chains->front().id.value());
    }
    if (query.incident) {
        text += " AND u.incident_id = ?";
        parameters.emplace_back(*query.incident);
    }
    text += search.condition(parameters);
    return readRestatementPage(connection, text + " ORDER BY u.id DESC", std::move(parameters), *chains,
                               mostRows(query.limit));
}

} // namespace chainpoints
