#include "core/access/failurepages.h"

#include "core/storage/chainstore.h"
#include "core/storage/dismissals.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::size_t kMostRows = 10'000;

std::string condition(FailureFilter filter)
{
    switch (filter) {
    case FailureFilter::Open:
        return std::string(" AND c.status = 0 AND ") + kNotDismissed;
    case FailureFilter::Resolved:
        return " AND c.status = 1";
    case FailureFilter::All:
        break;
    }
    return "";
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
        return Error{ErrorCode::BadInput,
                     "\"" + text + "\" is no cursor of a page of failures; begin at the first page"};
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
    // Stored as "code: sentence".
    const std::string reason = row.text(8);
    const std::size_t colon = reason.find(": ");
    failure.code = colon == std::string::npos ? "" : reason.substr(0, colon);
    failure.reason = colon == std::string::npos ? reason : reason.substr(colon + 2);
    failure.attempts = row.integer(9);
    failure.lastAttempt = UnixTime(row.integer(10));
    return failure;
}

} // namespace

Result<FailurePage> readFailures(sql::Connection& connection, const FailureQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    // What failed once took more than one attempt. The first condition is that of the index.
    std::string text =
        "SELECT c.id, h.name, u.user_address, c.status, c.from_block_height, c.to_block_height, "
        "c.from_block_time, c.to_block_time, c.reason, c.attempts, c.last_attempt_at "
        "FROM user_points_change c CROSS JOIN chain h ON h.id = c.chain_id CROSS JOIN user u ON u.id = "
        "c.user_id WHERE (c.status = 0 OR c.attempts > 1)" +
        condition(query.filter);
    std::vector<sql::Value> parameters;
    if (query.chain) {
        auto chain = ChainStore(connection).byName(*query.chain);
        if (!chain)
            return chain.error();
        text += " AND c.chain_id = ?";
        parameters.emplace_back(chain->id.value());
    }
    if (!query.cursor.empty()) {
        auto cursor = parseCursor(query.cursor);
        if (!cursor)
            return cursor.error();
        text += " AND (c.from_block_time, c.id) > (?, ?)";
        parameters.emplace_back(cursor->first);
        parameters.emplace_back(cursor->second);
    }
    const std::size_t limit = std::clamp<std::size_t>(query.limit, 1, kMostRows);
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

} // namespace chainpoints
