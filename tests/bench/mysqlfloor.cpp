#include "tests/bench/mysqlfloor.h"

#include "core/storage/migrator.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace chainpoints::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kColumns =
    "user_id, chain_id, log_index, block_time, block_height, change_type, amount, "
    "balance_after, tx_hash, block_hash";

template <typename T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "bench: %s\n", result.error().message.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

std::int64_t millisecondsSince(Clock::time_point start)
{
    return std::max<std::int64_t>(
        1, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count());
}

std::string line(const Floor::Row& row, const char* separator, const char* quote)
{
    std::string text;
    for (const std::int64_t number : {row.userId, row.chainId, row.logIndex, row.blockTime, row.blockHeight})
        text += std::to_string(number) + separator;
    for (const std::string* word :
         {&row.changeType, &row.amount, &row.balanceAfter, &row.txHash, &row.blockHash})
        text += quote + *word + quote + (word == &row.blockHash ? "" : separator);
    return text;
}

} // namespace

sql::MysqlServer MysqlFloor::newTable()
{
    sql::MysqlServer database = m_server.newDatabase();
    const auto connection = must(sql::Connection::openMysql(database, sql::Access::ReadWrite));
    if (auto made = migrate(*connection); !made)
        must(Result<int>(made.error()));
    return database;
}

std::int64_t MysqlFloor::loadData()
{
    const std::filesystem::path file = m_folder / "rows.tsv";
    {
        std::ofstream out(file);
        for (const Floor::Row& row : m_floor.rows())
            out << line(row, "\t", "") << '\n';
    }
    std::filesystem::permissions(m_folder,
                                 std::filesystem::perms::others_exec | std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    const std::string name = newTable().database;
    const auto start = Clock::now();
    m_server.administer("LOAD DATA INFILE '" + file.string() + "' INTO TABLE " + name +
                        ".user_balance_change (" + kColumns + ")");
    return millisecondsSince(start);
}

std::int64_t MysqlFloor::multiRowInserts()
{
    constexpr std::size_t kRowsEach = 1000;
    const std::filesystem::path file = m_folder / "rows.sql";
    const std::string name = newTable().database;
    {
        std::ofstream out(file);
        out << "START TRANSACTION;\n";
        const auto& rows = m_floor.rows();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % kRowsEach == 0)
                out << "INSERT INTO " << name << ".user_balance_change (" << kColumns << ") VALUES ";
            out << '(' << line(rows[i], ",", "'") << ')'
                << ((i + 1) % kRowsEach == 0 || i + 1 == rows.size() ? ";\n" : ",");
        }
        out << "COMMIT;\n";
    }
    const auto start = Clock::now();
    m_server.administer("source " + file.string());
    return millisecondsSince(start);
}

std::int64_t MysqlFloor::throughTheDriver(std::size_t rowsEach)
{
    const auto connection = must(sql::Connection::openMysql(newTable(), sql::Access::ReadWrite));
    const std::vector<std::string_view> columns{"user_id",      "chain_id",    "log_index", "block_time",
                                                "block_height", "change_type", "amount",    "balance_after",
                                                "tx_hash",      "block_hash"};
    const auto& rows = m_floor.rows();
    const auto start = Clock::now();
    auto transaction = must(sql::Transaction::begin(*connection));
    for (std::size_t first = 0; first < rows.size(); first += rowsEach) {
        const std::size_t count = std::min(rowsEach, rows.size() - first);
        std::vector<sql::Value> values;
        values.reserve(count * columns.size());
        for (std::size_t i = first; i < first + count; ++i) {
            const Floor::Row& row = rows[i];
            for (const std::int64_t number :
                 {row.userId, row.chainId, row.logIndex, row.blockTime, row.blockHeight})
                values.emplace_back(number);
            for (const std::string* word :
                 {&row.changeType, &row.amount, &row.balanceAfter, &row.txHash, &row.blockHash})
                values.emplace_back(*word);
        }
        auto* statement = must(connection->prepare(sql::plainInsert("user_balance_change", columns, count)));
        must(statement->run(values));
    }
    if (auto committed = transaction.commit(); !committed)
        must(Result<int>(committed.error()));
    return millisecondsSince(start);
}

} // namespace chainpoints::bench
