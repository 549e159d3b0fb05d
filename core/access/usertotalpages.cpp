#include "core/access/usertotalpages.h"

#include "core/access/paging.h"
#include "core/access/userlookup.h"
#include "core/points/integral.h"
#include "core/storage/facts.h"
#include "core/storage/sql/rows.h"
#include "core/storage/usersearch.h"
#include "core/storage/usertotals.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr const char* kPage = "a page of totals";

/// The exact sum and the address of a page's last user: "20/3:0x...".
struct Place
{
    mpq_class points;
    std::string address;

    [[nodiscard]] std::string text() const { return points.get_str() + ":" + address; }
    [[nodiscard]] static Result<Place> parse(const std::string& text)
    {
        const std::size_t colon = text.find(':');
        const std::string number = text.substr(0, colon);
        const std::size_t slash = number.find('/');
        auto numerator = parseInteger(number.substr(0, slash));
        auto denominator = parseInteger(slash == std::string::npos ? "1" : number.substr(slash + 1));
        if (colon == std::string::npos || !numerator || !denominator || sgn(*denominator) <= 0)
            return noCursor(text, kPage);
        Place place{mpq_class(*numerator, *denominator), text.substr(colon + 1)};
        place.points.canonicalize();
        return place;
    }
};

/// Whether one place comes before another in the order that was asked for.
class Order
{
public:
    explicit Order(bool descending) : m_descending(descending) {}
    bool operator()(const Place& a, const Place& b) const { return m_descending ? less(b, a) : less(a, b); }

private:
    static bool less(const Place& a, const Place& b)
    {
        const int order = cmp(a.points, b.points);
        return order != 0 ? order < 0 : a.address < b.address;
    }
    bool m_descending;
};

Place placeOf(const UserTotal& total)
{
    return {total.points.value(), total.address};
}

UserPointsView viewOf(const UserTotal& total)
{
    return {total.address, total.status, total.points.text(), total.chains};
}

/// There is no index for sums, so all users are looked at; only a page of them is kept.
Result<UserTotalPage> readByPoints(sql::Connection& connection, const UserTotalQuery& query,
                                   const UserSearch& search, std::size_t limit)
{
    std::optional<Place> after;
    if (!query.cursor.empty()) {
        auto place = Place::parse(query.cursor);
        if (!place)
            return place.error();
        after = std::move(*place);
    }
    auto chains = chainsNamed(connection, std::nullopt);
    if (!chains)
        return chains.error();
    const Order before(query.descending);
    const auto sooner = [&](const UserTotal& a, const UserTotal& b) {
        return before(placeOf(a), placeOf(b));
    };
    std::vector<UserTotal> best; // a heap with the last of them in front
    auto read =
        forEachUserTotal(connection, *chains, std::nullopt, [&](const UserTotal& total) -> Result<void> {
            if ((query.status && total.status != *query.status) || !search.matches(total.address) ||
                (after && !before(*after, placeOf(total))))
                return {};
            if (best.size() == limit) {
                if (!sooner(total, best.front()))
                    return {};
                std::ranges::pop_heap(best, sooner);
                best.pop_back();
            }
            best.push_back(total);
            std::ranges::push_heap(best, sooner);
            return {};
        });
    if (!read)
        return read.error();
    std::ranges::sort_heap(best, sooner);
    UserTotalPage page;
    for (const UserTotal& total : best)
        page.users.push_back(viewOf(total));
    if (best.size() == limit)
        page.next = placeOf(best.back()).text();
    return page;
}

/// Adds up what the user has on each chain.
Result<void> addPoints(sql::Connection& connection, const std::vector<ChainRecord>& chains, UserId user,
                       UserTotal& total)
{
    for (const ChainRecord& chain : chains) {
        auto read = sql::forEachRow(
            connection, "SELECT points_raw FROM user_points WHERE chain_id = ? AND user_id = ?",
            {chain.id.value(), user.value()}, [&](const sql::Statement& row) -> Result<void> {
                auto points = PointsRaw::fromDecimal(row.text(0));
                if (!points)
                    return corruptFact(chain.name, total.address,
                                       "user_points.points_raw " + points.error().message);
                total.points.add(*points, chain.decimals.value_or(0));
                total.chains.push_back(chain.name);
                return {};
            });
        if (!read)
            return read;
    }
    return {};
}

Result<UserTotalPage> readByAddress(sql::Connection& connection, const UserTotalQuery& query,
                                    const UserSearch& search, std::size_t limit)
{
    if (!query.cursor.empty() && !Address::parse(query.cursor))
        return noCursor(query.cursor, kPage);
    auto chains = chainsNamed(connection, std::nullopt);
    if (!chains)
        return chains.error();
    std::vector<sql::Value> parameters;
    std::string text = "SELECT u.id, u.user_address, u.status FROM user u WHERE 1 = 1";
    text += search.condition(parameters);
    if (query.status) {
        text += " AND u.status = ?";
        parameters.emplace_back(static_cast<std::int64_t>(*query.status));
    }
    if (!query.cursor.empty()) {
        text += std::string(" AND u.user_address ") + (query.descending ? "<" : ">") + " ?";
        parameters.emplace_back(query.cursor);
    }
    text += std::string(" ORDER BY u.user_address") + (query.descending ? " DESC" : "") + " LIMIT ?";
    parameters.emplace_back(static_cast<std::int64_t>(limit));
    UserTotalPage page;
    auto read = sql::forEachRow(connection, text, parameters, [&](const sql::Statement& row) -> Result<void> {
        UserTotal total;
        total.address = row.text(1);
        total.status = row.integer(2) != 0 ? UserStatus::Normal : UserStatus::Disabled;
        if (auto added = addPoints(connection, *chains, UserId(row.integer(0)), total); !added)
            return added;
        page.users.push_back(viewOf(total));
        return {};
    });
    if (!read)
        return read.error();
    if (page.users.size() == limit)
        page.next = page.users.back().address;
    return page;
}

} // namespace

Result<UserTotalPage> readUserTotals(sql::Connection& connection, const UserTotalQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    const UserSearch search(query.search);
    if (!search.possible())
        return UserTotalPage();
    const std::size_t limit = mostRows(query.limit);
    return query.byPoints ? readByPoints(connection, query, search, limit)
                          : readByAddress(connection, query, search, limit);
}

} // namespace chainpoints
