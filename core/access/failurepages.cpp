#include "core/access/failurepages.h"

#include "core/access/paging.h"
#include "core/points/retrypause.h"
#include "core/storage/actiondetails.h"
#include "core/storage/chainstore.h"
#include "core/storage/dismissals.h"
#include "core/storage/failuresearch.h"
#include "core/storage/sql/rows.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace chainpoints {
namespace {

/// Fewer retries tell little.
constexpr std::int64_t kLeastForPace = 10;

/// Of a reason, see kReasonCode.
constexpr const char* kBehindCode = ": ";

// What failed once took more than one attempt. The first condition is that of the index.
constexpr const char* kTables =
    " FROM user_points_change c CROSS JOIN chain h ON h.id = c.chain_id CROSS JOIN user u ON u.id = "
    "c.user_id "
    "LEFT JOIN failure_dismissal s ON s.failure_id = c.id WHERE (c.status = 0 OR c.attempts > 1)";

std::string condition(FailureFilter filter)
{
    switch (filter) {
    case FailureFilter::Open:
        return std::string(" AND c.status = 0 AND ") + kNotDismissed;
    case FailureFilter::Dismissed:
        return " AND c.status = 0 AND s.failure_id IS NOT NULL";
    case FailureFilter::Resolved:
        return " AND c.status = 1";
    case FailureFilter::All:
        break;
    }
    return "";
}

/// All that the query asks for, on whatever page: the tables with the condition.
Result<std::string> wanted(sql::Connection& connection, const FailureQuery& query,
                           std::vector<sql::Value>& parameters)
{
    std::string text = kTables + condition(query.filter);
    if (query.chain) {
        auto chain = ChainStore(connection).byName(*query.chain);
        if (!chain)
            return chain.error();
        text += " AND c.chain_id = ?";
        parameters.emplace_back(chain->id.value());
    }
    text += ofCodes(query.codes, parameters);
    text += foundBy(query.search, parameters);
    return text;
}

/// Code and sentence of a reason.
std::pair<std::string, std::string> parted(const std::string& reason)
{
    const std::size_t end = reason.find(kBehindCode);
    return end == std::string::npos ? std::pair(std::string(), reason)
                                    : std::pair(reason.substr(0, end), reason.substr(end + 2));
}

std::string cursorAfter(const FailureView& failure)
{
    return std::to_string(failure.from.value()) + "." + std::to_string(failure.id.value());
}

/// Time and id.
Result<std::pair<std::int64_t, std::int64_t>> parseCursor(const std::string& text)
{
    const std::size_t dot = text.find('.');
    auto time = parseInteger(text.substr(0, dot));
    auto id = parseInteger(dot == std::string::npos ? "" : text.substr(dot + 1));
    if (!time || !id || !time->fits_slong_p() || !id->fits_slong_p())
        return noCursor(text, "a page of failures");
    return std::pair<std::int64_t, std::int64_t>(time->get_si(), id->get_si());
}

FailureView readFailure(const sql::Statement& row)
{
    FailureView failure;
    failure.id = FailureId(row.integer(0));
    failure.chain = row.text(1);
    failure.address = row.text(2);
    failure.open = row.integer(3) == 0;
    failure.fromBlock = BlockHeight(row.integer(4));
    failure.toBlock = BlockHeight(row.integer(5));
    failure.from = UnixTime(row.integer(6));
    failure.to = UnixTime(row.integer(7));
    std::tie(failure.code, failure.reason) = parted(row.text(8));
    failure.attempts = row.integer(9);
    failure.lastAttempt = UnixTime(row.integer(10));
    if (const auto pause = pauseBeforeRetry(row.text(8), failure.attempts); pause && failure.open)
        failure.nextAttempt = failure.lastAttempt + pause->count();
    if (!row.isNull(11))
        failure.dismissal = DismissalView{UnixTime(row.integer(11)), row.text(12), row.text(13)};
    return failure;
}

/// The database counts; how long until the next attempt depends on how many there were.
Result<std::vector<FailureGroup>> groupsOf(sql::Connection& connection, const std::string& wanted,
                                           const std::vector<sql::Value>& parameters)
{
    std::map<std::pair<std::string, std::string>, FailureGroup> groups;
    auto read = sql::forEachRow(
        connection,
        "SELECT h.name, " + std::string(kReasonCode) +
            " AS reason_code, c.status, c.attempts, COUNT(*), MIN(c.from_block_time), "
            "MIN(c.last_attempt_at), MAX(c.last_attempt_at)" +
            wanted + " GROUP BY h.name, reason_code, c.status, c.attempts",
        parameters, [&](const sql::Statement& row) -> Result<void> {
            const std::string code = row.text(1).substr(0, row.text(1).find(':'));
            const UnixTime from(row.integer(5));
            FailureGroup& group =
                groups.try_emplace({row.text(0), code}, FailureGroup{row.text(0), code, 0, from, {}, {}})
                    .first->second;
            group.failures += row.integer(4);
            group.from = std::min(group.from, from);
            group.lastAttempt = std::max(group.lastAttempt, UnixTime(row.integer(7)));
            const auto pause = pauseBeforeRetry(code, row.integer(3));
            if (row.integer(2) == 0 && pause) {
                const UnixTime next = UnixTime(row.integer(6)) + pause->count();
                group.nextAttempt = std::min(group.nextAttempt.value_or(next), next);
            }
            return {};
        });
    if (!read)
        return read.error();
    std::vector<FailureGroup> all;
    all.reserve(groups.size());
    for (auto& [key, group] : groups)
        all.push_back(std::move(group));
    return all;
}

Result<std::optional<RetryPace>> lastPace(sql::Connection& connection)
{
    std::optional<RetryPace> pace;
    auto read = sql::forEachRow(
        connection,
        "SELECT COUNT(*), MIN(i.finished_at), MAX(i.finished_at) FROM operator_action_item i WHERE i.state "
        "IN "
        "('done', 'failed') AND i.action_id = (SELECT a.id FROM operator_action a WHERE a.kind = 'retry' AND "
        "(SELECT COUNT(*) FROM operator_action_item n WHERE n.action_id = a.id AND n.state IN ('done', "
        "'failed')) >= ? ORDER BY a.id DESC LIMIT 1)",
        {kLeastForPace}, [&](const sql::Statement& row) -> Result<void> {
            if (row.integer(0) > 0)
                pace = RetryPace{row.integer(0), row.integer(2) - row.integer(1) + 1};
            return {};
        });
    if (!read)
        return read.error();
    return pace;
}

} // namespace

Result<FailurePage> readFailures(sql::Connection& connection, const FailureQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    std::vector<sql::Value> parameters;
    auto all = wanted(connection, query, parameters);
    if (!all)
        return all.error();
    std::string text =
        "SELECT c.id, h.name, u.user_address, c.status, c.from_block_height, c.to_block_height, "
        "c.from_block_time, c.to_block_time, c.reason, c.attempts, c.last_attempt_at, s.dismissed_at, "
        "s.dismissed_by, s.note" +
        *all;
    if (!query.cursor.empty()) {
        auto cursor = parseCursor(query.cursor);
        if (!cursor)
            return cursor.error();
        text += " AND (c.from_block_time, c.id) > (?, ?)";
        parameters.emplace_back(cursor->first);
        parameters.emplace_back(cursor->second);
    }
    const std::size_t limit = mostRows(query.limit);
    text += " ORDER BY c.from_block_time, c.id LIMIT ?";
    parameters.emplace_back(static_cast<std::int64_t>(limit));

    FailurePage page;
    auto read = sql::forEachRow(connection, text, parameters, [&](const sql::Statement& row) -> Result<void> {
        page.failures.push_back(readFailure(row));
        return {};
    });
    if (!read)
        return read.error();
    if (page.failures.size() == limit)
        page.next = cursorAfter(page.failures.back());
    return page;
}

Result<FailureSet> readFailureSet(sql::Connection& connection, const FailureQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    std::vector<sql::Value> parameters;
    auto all = wanted(connection, query, parameters);
    if (!all)
        return all.error();
    FailureSet set;
    auto read = sql::forEachRow(connection, "SELECT c.id" + *all, parameters,
                                [&](const sql::Statement& row) -> Result<void> {
                                    set.failures.emplace_back(row.integer(0));
                                    return {};
                                });
    if (!read)
        return read.error();
    // Here: asked for in that order, a database may look at every row there ever was.
    std::ranges::sort(set.failures);
    auto groups = groupsOf(connection, *all, parameters);
    if (!groups)
        return groups.error();
    set.groups = std::move(*groups);
    auto pace = lastPace(connection);
    if (!pace)
        return pace.error();
    set.pace = *pace;
    return set;
}

Result<std::vector<FailureGroup>> readFailureGroups(sql::Connection& connection, const FailureQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    std::vector<sql::Value> parameters;
    auto all = wanted(connection, query, parameters);
    if (!all)
        return all.error();
    return groupsOf(connection, *all, parameters);
}

Result<std::vector<FailureActionView>> readFailureActions(sql::Connection& connection, FailureId failure,
                                                          std::size_t limit)
{
    std::vector<FailureActionView> actions;
    auto read = sql::forEachRow(
        connection,
        "SELECT a.id, a.kind, a.requested_at, a.requested_by, a.details, i.state, i.sentence FROM "
        "operator_action_item i JOIN operator_action a ON a.id = i.action_id WHERE i.chain_id = (SELECT "
        "chain_id FROM user_points_change WHERE id = ?) AND i.failure_id = ? ORDER BY a.id DESC LIMIT ?",
        {failure.value(), failure.value(), static_cast<std::int64_t>(mostRows(limit))},
        [&](const sql::Statement& row) -> Result<void> {
            const ActionId id(row.integer(0));
            const auto kind = actionKindFromText(row.text(1));
            const auto state = actionStateFromText(row.text(5));
            if (!kind || !state)
                return Error{ErrorCode::Corrupt,
                             "action " + std::to_string(id.value()) + " has an unknown kind or state"};
            auto details = actionDetailsFromJson(row.text(4));
            if (!details)
                return details.error();
            actions.push_back({id, *kind, UnixTime(row.integer(2)), row.text(3), *state, row.text(6),
                               std::move(details->reason)});
            return {};
        });
    if (!read)
        return read.error();
    return actions;
}

} // namespace chainpoints
