#include "core/access/userpages.h"

#include "core/access/paging.h"
#include "core/points/integral.h"
#include "core/storage/chainstore.h"
#include "core/storage/facts.h"
#include "core/storage/sql/rows.h"
#include "core/storage/usersearch.h"

#include <algorithm>
#include <bit>

namespace chainpoints {
namespace {

/// The column that a page is ordered by; equals are told apart by user id.
const char* sortColumn(UserSort sort)
{
    switch (sort) {
    case UserSort::ByBalance:
        return "b.balance_sort";
    case UserSort::ByPoints:
        return "p.points_sort";
    case UserSort::ByAddress:
        break;
    }
    return "u.user_address";
}

/// So few that looking at all of them beats passing by everybody else's.
constexpr std::int64_t kFewUsers = 5'000;

Result<bool> hasFewUsers(sql::Connection& connection, ChainId chain)
{
    std::int64_t count = 0;
    auto read = sql::forEachRow(
        connection, "SELECT COUNT(*) FROM (SELECT 1 FROM user_balance WHERE chain_id = ? LIMIT ?) own",
        {chain.value(), kFewUsers}, [&](const sql::Statement& row) -> Result<void> {
            count = row.integer(0);
            return {};
        });
    if (!read)
        return read.error();
    return count < kFewUsers;
}

/// CROSS JOIN fixes the order of the loops in SQLite: first the table whose index gives the order, or the few
/// users who are searched for, or the few of the chain.
const char* tables(UserSort sort, bool usersFirst)
{
    if (usersFirst)
        return "user u CROSS JOIN user_balance b ON b.chain_id = ? AND b.user_id = u.id CROSS JOIN "
               "user_points p ON "
               "p.chain_id = b.chain_id AND p.user_id = u.id WHERE 1 = 1";
    if (sort != UserSort::ByPoints)
        return "user_balance b CROSS JOIN user u ON u.id = b.user_id CROSS JOIN user_points p ON p.chain_id "
               "= "
               "b.chain_id AND p.user_id = u.id WHERE b.chain_id = ?";
    return "user_points p CROSS JOIN user u ON u.id = p.user_id CROSS JOIN user_balance b ON b.chain_id = "
           "p.chain_id "
           "AND b.user_id = u.id WHERE p.chain_id = ?";
}

/// With more of them a walk along the order soon meets a page of those who are searched for. A statement with
/// so many parameters takes some 700 kB.
constexpr std::size_t kMostFound = 4'096;

struct Found
{
    bool tooMany = false;
    std::optional<std::vector<UserId>> users; ///< nothing: only the database can tell
};

Result<Found> findIn(AddressBook& book, sql::Connection& connection, const UserSearch& search)
{
    // Also without a search, so that the book is complete when the first one comes.
    auto knowsAll = book.catchUp(connection);
    if (!knowsAll)
        return knowsAll.error();
    if (!*knowsAll || !search.selective() || search.isBeginning())
        return Found();
    auto users = book.find(search, kMostFound);
    return Found{!users, std::move(users)};
}

/// " AND u.id IN (?, ?, ...)". Of few lengths, so that few statements are prepared: the last user repeats.
std::string among(const std::vector<UserId>& users, std::vector<sql::Value>& parameters)
{
    std::string text = " AND u.id IN (?";
    for (std::size_t i = 1; i < std::bit_ceil(users.size()); ++i)
        text += ", ?";
    for (std::size_t i = 0; i < std::bit_ceil(users.size()); ++i)
        parameters.emplace_back(users[std::min(i, users.size() - 1)].value());
    return text + ")";
}

struct Cursor
{
    std::string key;
    std::int64_t user = 0;

    [[nodiscard]] std::string text() const { return key + "." + std::to_string(user); }
    [[nodiscard]] static Result<Cursor> parse(const std::string& text)
    {
        const std::size_t dot = text.find('.');
        auto user = dot == std::string::npos ? Result<mpz_class>(Error{ErrorCode::BadInput, ""})
                                             : parseInteger(text.substr(dot + 1));
        if (!user || !user->fits_slong_p())
            return noCursor(text, "a page of users");
        return Cursor{text.substr(0, dot), user->get_si()};
    }
};

Result<UserView> readUser(const sql::Statement& row, const ChainRecord& chain, int decimals)
{
    UserView user;
    user.address = row.text(0);
    user.status = row.integer(1) != 0 ? UserStatus::Normal : UserStatus::Disabled;
    user.balanceRaw = row.text(2);
    user.pointsRaw = row.text(4);
    user.lastUpdatedBlock = BlockHeight(row.integer(3));
    user.settledUpTo = UnixTime(row.integer(5));
    auto balance = RawAmount::fromDecimal(user.balanceRaw);
    if (!balance)
        return corruptFact(chain.name, user.address, "user_balance.balance " + balance.error().message);
    auto points = PointsRaw::fromDecimal(user.pointsRaw);
    if (!points)
        return corruptFact(chain.name, user.address, "user_points.points_raw " + points.error().message);
    user.balance = formatScaled(balance->value(), decimals);
    user.points = formatPoints(*points, decimals);
    if (!row.isNull(6))
        user.lastChangeTime = UnixTime(row.integer(6));
    return user;
}

} // namespace

Result<UserPage> readUsers(sql::Connection& connection, const UserQuery& query,
                           std::optional<UserStatus> status, AddressBook* book)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto chain = ChainStore(connection).byName(query.chain);
    if (!chain)
        return chain.error();
    const UserSearch search(query.search);
    UserPage page;
    if (!search.possible() || !chain->decimals)
        return page;

    std::optional<Cursor> from;
    if (!query.cursor.empty()) {
        auto cursor = Cursor::parse(query.cursor);
        if (!cursor)
            return cursor.error();
        from = std::move(*cursor);
    }
    Found found;
    if (book) {
        auto answer = findIn(*book, connection, search);
        if (!answer)
            return answer.error();
        found = std::move(*answer);
        if (found.users && found.users->empty())
            return page;
    }

    // Whose order or search leads along the users of all chains.
    bool usersFirst = (search.selective() && !found.tooMany) || query.sort == UserSort::ByAddress;
    if (usersFirst) {
        auto few = hasFewUsers(connection, chain->id);
        if (!few)
            return few.error();
        usersFirst = !*few;
    }
    const std::string column = sortColumn(query.sort);
    std::string text =
        "SELECT u.user_address, u.status, b.balance, b.last_updated_block, p.points_raw, "
        "p.last_updated_time, "
        // Any row of the block tells the block's time.
        "(SELECT c.block_time FROM user_balance_change c WHERE c.chain_id = b.chain_id AND c.block_height = "
        "b.last_updated_block LIMIT 1), u.id, " +
        column + " FROM " + tables(query.sort, usersFirst);
    std::vector<sql::Value> parameters{chain->id.value()};
    if (found.users)
        text += among(*found.users, parameters);
    text += search.condition(parameters);
    if (status) {
        text += " AND u.status = ?";
        parameters.emplace_back(static_cast<std::int64_t>(*status));
    }
    if (from) {
        text += " AND (" + column + ", u.id) " + (query.descending ? "<" : ">") + " (?, ?)";
        parameters.emplace_back(from->key);
        parameters.emplace_back(from->user);
    }
    const std::string direction = query.descending ? " DESC" : "";
    // In the table whose index gives the order the user's id stands beside the key.
    const std::string id = usersFirst ? "u.id" : query.sort == UserSort::ByPoints ? "p.user_id" : "b.user_id";
    text += " ORDER BY " + column + direction + ", " + id + direction + " LIMIT ?";
    const std::size_t limit = mostRows(query.limit);
    parameters.emplace_back(static_cast<std::int64_t>(limit));

    Cursor last;
    auto read = sql::forEachRow(connection, text, parameters, [&](const sql::Statement& row) -> Result<void> {
        auto user = readUser(row, *chain, *chain->decimals);
        if (!user)
            return user.error();
        page.users.push_back(std::move(*user));
        last = {row.text(8), row.integer(7)};
        return {};
    });
    if (!read)
        return read.error();
    if (page.users.size() == limit)
        page.next = last.text();
    return page;
}

} // namespace chainpoints
