#include "core/access/userrows.h"

#include "core/access/paging.h"
#include "core/access/userlookup.h"
#include "core/points/integral.h"
#include "core/storage/facts.h"
#include "core/storage/sql/rows.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace chainpoints {
namespace {

constexpr std::int64_t kBeforeAll = -2; // before every height and every id
constexpr std::int64_t kAfterAll = INT64_MAX;

constexpr const char* kPage = "a page of rows";

/// Where a page ended: the chain, and the row's place on it. Names of chains hold no colon.
template <std::size_t Size>
struct RowCursor
{
    std::string chain; ///< empty: before the first chain
    std::array<std::int64_t, Size> place{};

    [[nodiscard]] std::string text() const
    {
        std::string result = chain;
        for (const std::int64_t part : place)
            result += ":" + std::to_string(part);
        return result;
    }

    [[nodiscard]] static Result<RowCursor> parse(const std::string& text, std::int64_t start)
    {
        RowCursor cursor;
        cursor.place.fill(start);
        if (text.empty())
            return cursor;
        std::size_t at = text.find(':');
        cursor.chain = text.substr(0, at);
        for (std::int64_t& part : cursor.place) {
            if (at == std::string::npos)
                return noCursor(text, kPage);
            const std::size_t end = std::min(text.find(':', at + 1), text.size());
            const auto [stop, failed] = std::from_chars(text.data() + at + 1, text.data() + end, part);
            if (failed != std::errc() || stop != text.data() + end)
                return noCursor(text, kPage);
            at = end == text.size() ? std::string::npos : end;
        }
        return at == std::string::npos ? Result<RowCursor>(std::move(cursor)) : noCursor(text, kPage);
    }
};

/// Runs through the chains from the cursor on, until the page is full. `readOne(chain, cursor, room)` adds
/// at most `room` rows and moves the cursor behind the last one; on each chain it begins at `start`.
template <std::size_t Size, typename ReadOne>
Result<std::string> pageThrough(sql::Connection& connection, const UserRowsQuery& query, std::int64_t start,
                                const std::function<std::size_t()>& count, ReadOne&& readOne)
{
    auto chains = chainsNamed(connection, query.chain);
    if (!chains)
        return chains.error();
    auto cursor = RowCursor<Size>::parse(query.cursor, start);
    if (!cursor)
        return cursor.error();
    const std::size_t limit = mostRows(query.limit);
    for (const ChainRecord& chain : *chains) {
        if (chain.name < cursor->chain)
            continue;
        if (chain.name != cursor->chain) {
            cursor->chain = chain.name;
            cursor->place.fill(start);
        }
        if (auto read = readOne(chain, *cursor, limit - count()); !read)
            return read.error();
        if (count() == limit)
            return cursor->text();
    }
    return std::string();
}

Result<std::string> scaled(const ChainRecord& chain, const std::string& address, const std::string& rawText)
{
    auto value = RawAmount::fromDecimal(rawText);
    if (!value)
        return corruptFact(chain.name, address, "an amount " + value.error().message);
    return formatScaled(value->value(), chain.decimals.value_or(0));
}

Result<ChangeView> changeOf(const sql::Statement& row, const ChainRecord& chain, const std::string& address)
{
    ChangeView change;
    change.chain = chain.name;
    change.type = row.text(0);
    change.amountRaw = row.text(1);
    change.balanceAfterRaw = row.text(2);
    change.txHash = row.text(3);
    change.logIndex = row.integer(4);
    change.blockHash = row.text(5);
    change.block = BlockHeight(row.integer(6));
    change.time = UnixTime(row.integer(7));
    auto amount = scaled(chain, address, change.amountRaw);
    if (!amount)
        return amount.error();
    auto balance = scaled(chain, address, change.balanceAfterRaw);
    if (!balance)
        return balance.error();
    change.amount = std::move(*amount);
    change.balanceAfter = std::move(*balance);
    return change;
}

Result<SpanView> spanOf(const sql::Statement& row, const ChainRecord& chain, const std::string& address)
{
    SpanView span;
    span.id = FailureId(row.integer(0));
    span.chain = chain.name;
    span.fromBlock = BlockHeight(row.integer(1));
    span.toBlock = BlockHeight(row.integer(2));
    span.from = UnixTime(row.integer(3));
    span.to = UnixTime(row.integer(4));
    span.settled = row.integer(5) != 0;
    span.reason = row.text(7);
    span.attempts = row.integer(8);
    if (!span.settled)
        return span;
    span.pointsRaw = row.text(6);
    auto points = PointsRaw::fromDecimal(span.pointsRaw);
    if (!points)
        return corruptFact(chain.name, address, "user_points_change.points_raw " + points.error().message);
    span.points = formatPoints(*points, chain.decimals.value_or(0));
    return span;
}

/// Two rows of one user with the same block and log are those of a transfer to himself: out, then in.
std::string textOfChanges(bool newestFirst)
{
    const std::string columns =
        "SELECT change_type, amount, balance_after, tx_hash, log_index, block_hash, block_height, block_time "
        "FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND ";
    if (newestFirst)
        return columns + "(block_height < ? OR (block_height = ? AND (log_index < ? OR (log_index = ? AND ? "
                         "= 0 AND change_type = 'transfer_out')))) AND block_height <= ? "
                         "ORDER BY block_height DESC, log_index DESC, change_type LIMIT ?";
    return columns + "(block_height > ? OR (block_height = ? AND (log_index > ? OR (log_index = ? AND ? "
                     "= 1 AND change_type = 'transfer_in')))) AND block_height >= ? "
                     "ORDER BY block_height, log_index, change_type DESC LIMIT ?";
}

} // namespace

Result<ChangePage> readChanges(sql::Connection& connection, const UserRowsQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto user = findUser(connection, query.address);
    if (!user)
        return user.error();
    const std::string text = textOfChanges(query.newestFirst);
    ChangePage page;
    auto next = pageThrough<3>(
        connection, query, query.newestFirst ? kAfterAll : kBeforeAll, [&] { return page.changes.size(); },
        [&](const ChainRecord& chain, RowCursor<3>& cursor, std::size_t room) {
            const auto [height, log, isOut] = cursor.place;
            const std::vector<sql::Value> parameters{chain.id.value(),
                                                     user->id.value(),
                                                     height,
                                                     height,
                                                     log,
                                                     log,
                                                     isOut,
                                                     height,
                                                     static_cast<std::int64_t>(room)};
            return sql::forEachRow(connection, text, parameters,
                                   [&](const sql::Statement& row) -> Result<void> {
                                       auto change = changeOf(row, chain, user->address);
                                       if (!change)
                                           return change.error();
                                       cursor.place = {change->block.value(), change->logIndex,
                                                       change->type == "transfer_out" ? 1 : 0};
                                       page.changes.push_back(std::move(*change));
                                       return {};
                                   });
        });
    if (!next)
        return next.error();
    page.next = std::move(*next);
    return page;
}

Result<SpanPage> readSpans(sql::Connection& connection, const UserRowsQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto user = findUser(connection, query.address);
    if (!user)
        return user.error();
    static const std::string text =
        "SELECT id, from_block_height, to_block_height, from_block_time, to_block_time, status, points_raw, "
        "reason, attempts FROM user_points_change WHERE chain_id = ? AND user_id = ? AND from_block_time > ? "
        "ORDER BY from_block_time LIMIT ?";
    SpanPage page;
    auto next = pageThrough<1>(
        connection, query, kBeforeAll, [&] { return page.spans.size(); },
        [&](const ChainRecord& chain, RowCursor<1>& cursor, std::size_t room) {
            const std::vector<sql::Value> parameters{chain.id.value(), user->id.value(), cursor.place[0],
                                                     static_cast<std::int64_t>(room)};
            return sql::forEachRow(connection, text, parameters,
                                   [&](const sql::Statement& row) -> Result<void> {
                                       auto span = spanOf(row, chain, user->address);
                                       if (!span)
                                           return span.error();
                                       cursor.place = {span->from.value()};
                                       page.spans.push_back(std::move(*span));
                                       return {};
                                   });
        });
    if (!next)
        return next.error();
    page.next = std::move(*next);
    return page;
}

} // namespace chainpoints
