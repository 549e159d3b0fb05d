#include "tests/support/storedfacts.h"

namespace chainpoints {
namespace {

constexpr std::int64_t kKeepBlocks = 64;

} // namespace

std::string lines(sql::Connection& connection, const std::string& query, int columns)
{
    auto statement = connection.query(query);
    if (!statement)
        return statement.error().message;
    std::string all;
    for (;;) {
        auto row = (*statement)->next();
        if (!row)
            return row.error().message;
        if (!*row)
            return all;
        for (int column = 0; column < columns; ++column)
            all += ((*statement)->isNull(column) ? "NULL" : (*statement)->text(column)) +
                   (column + 1 < columns ? "|" : "\n");
    }
}

std::string ledgerLines(sql::Connection& connection)
{
    return lines(connection,
                 "SELECT c.chain_id, u.user_address, c.change_type, c.amount, c.balance_after, c.tx_hash, "
                 "c.log_index, "
                 "c.block_hash, c.block_time, c.block_height FROM user_balance_change c JOIN user u ON u.id "
                 "= c.user_id "
                 "ORDER BY c.chain_id, c.block_height, c.log_index, c.change_type DESC",
                 10);
}

std::string pointsLines(sql::Connection& connection)
{
    return lines(connection,
                 "SELECT p.chain_id, u.user_address, p.points, p.points_raw, p.last_updated_block, "
                 "p.last_updated_time, p.span_from_block, p.span_from_time FROM user_points p "
                 "JOIN user u ON u.id = p.user_id ORDER BY p.chain_id, u.user_address",
                 8);
}

std::string spanLines(sql::Connection& connection)
{
    return lines(connection,
                 "SELECT c.chain_id, u.user_address, c.from_block_height, c.to_block_height, "
                 "c.from_block_time, c.to_block_time, c.points_raw, c.calculated_points, c.status "
                 "FROM user_points_change c JOIN user u ON u.id = c.user_id "
                 "ORDER BY c.chain_id, u.user_address, c.from_block_time",
                 9);
}

std::string everything(sql::Connection& connection)
{
    return lines(connection,
                 "SELECT id, name, last_confirmed_block, last_processed_block, last_calculated_block, "
                 "last_calculated_time, "
                 "users, changes, skipped_logs FROM chain ORDER BY id",
                 9) +
           lines(connection, "SELECT user_address, status FROM user ORDER BY user_address", 2) +
           ledgerLines(connection) +
           lines(connection,
                 "SELECT b.chain_id, u.user_address, b.balance, b.last_updated_block FROM user_balance b "
                 "JOIN user u ON u.id = b.user_id ORDER BY b.chain_id, u.user_address",
                 4) +
           pointsLines(connection) + spanLines(connection) +
           lines(connection,
                 "SELECT chain_id, boundary_time, last_block FROM chain_boundary ORDER BY chain_id, "
                 "boundary_time",
                 3) +
           lines(connection,
                 "SELECT chain_id, block_height, block_hash, parent_hash, block_time FROM chain_block ORDER "
                 "BY chain_id, "
                 "block_height",
                 5);
}

LedgerStore ledgerOf(TestDatabase& database, const std::string& chain)
{
    return LedgerStore(database.connection(), database.chain(chain).id, BlockHeight(1), kHour, kKeepBlocks);
}

PointsStore pointsOf(TestDatabase& database, const std::string& chain)
{
    return PointsStore(database.connection(), database.chain(chain).id, 18, BlockHeight(1), kHour);
}

SettlementPass passAgain(TestDatabase& database, const std::string& chain)
{
    const std::string where =
        " FROM chain_boundary WHERE chain_id = " + std::to_string(database.chain(chain).id.value()) +
        " ORDER BY boundary_time DESC LIMIT 1";
    SettlementPass pass;
    pass.target = {UnixTime(std::stoll(database.value("SELECT boundary_time" + where))),
                   BlockHeight(std::stoll(database.value("SELECT last_block" + where)))};
    return pass;
}

std::string idOf(TestDatabase& database, std::uint32_t number)
{
    return database.value("SELECT id FROM user WHERE user_address = '" + user(number).hex() + "'");
}

std::string standing(TestDatabase& database, std::uint32_t number)
{
    const std::string mine = " WHERE user_id = " + idOf(database, number);
    const PointsRaw points(mpz_class(database.value("SELECT points_raw FROM user_points" + mine)));
    const std::int64_t settled =
        std::stoll(database.value("SELECT last_updated_time FROM user_points" + mine));
    return std::to_string((settled - at(0).value()) / kHour) + "|" + fraction(points).toStdString() + "|" +
           database.value("SELECT COUNT(*) FROM user_points_change" + mine + " AND status = 0");
}

} // namespace chainpoints
