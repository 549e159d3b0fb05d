#include "tests/bench/floor.h"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace chainpoints::bench {
namespace {

void require(sqlite3* database, int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return;
    std::fprintf(stderr, "bench: %s\n", sqlite3_errmsg(database));
    std::exit(1);
}

std::string textOf(sqlite3_stmt* statement, int column)
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)))
                 : std::string();
}

} // namespace

Floor::Floor(const std::string& source)
{
    sqlite3* database = nullptr;
    require(database, sqlite3_open(source.c_str(), &database));
    sqlite3_stmt* query = nullptr;
    require(database, sqlite3_prepare_v2(
                          database,
                          "SELECT sql FROM sqlite_master WHERE tbl_name = 'user_balance_change' AND sql NOT "
                          "NULL ORDER BY type DESC",
                          -1, &query, nullptr));
    while (sqlite3_step(query) == SQLITE_ROW)
        m_schema.push_back(textOf(query, 0));
    sqlite3_finalize(query);
    require(database,
            sqlite3_prepare_v2(
                database,
                "SELECT user_id, chain_id, log_index, block_time, block_height, change_type, amount, "
                "balance_after, tx_hash, block_hash FROM user_balance_change",
                -1, &query, nullptr));
    while (sqlite3_step(query) == SQLITE_ROW)
        m_rows.push_back({sqlite3_column_int64(query, 0), sqlite3_column_int64(query, 1),
                          sqlite3_column_int64(query, 2), sqlite3_column_int64(query, 3),
                          sqlite3_column_int64(query, 4), textOf(query, 5), textOf(query, 6),
                          textOf(query, 7), textOf(query, 8), textOf(query, 9)});
    sqlite3_finalize(query);
    sqlite3_close(database);
}

std::int64_t Floor::write(const std::string& target) const
{
    sqlite3* database = nullptr;
    require(database, sqlite3_open(target.c_str(), &database));
    require(database, sqlite3_exec(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", nullptr,
                                   nullptr, nullptr));
    for (const std::string& statement : m_schema)
        require(database, sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr));
    require(database, sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr));
    sqlite3_stmt* insert = nullptr;
    require(database,
            sqlite3_prepare_v2(database,
                               "INSERT INTO user_balance_change (user_id, chain_id, log_index, block_time, "
                               "block_height, change_type, amount, balance_after, tx_hash, block_hash) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               -1, &insert, nullptr));
    for (const Row& row : m_rows) {
        int index = 0;
        for (const std::int64_t number :
             {row.userId, row.chainId, row.logIndex, row.blockTime, row.blockHeight})
            sqlite3_bind_int64(insert, ++index, number);
        for (const std::string* text :
             {&row.changeType, &row.amount, &row.balanceAfter, &row.txHash, &row.blockHash})
            sqlite3_bind_text(insert, ++index, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
        require(database, sqlite3_step(insert));
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    require(database, sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr));
    sqlite3_close(database);
    return static_cast<std::int64_t>(m_rows.size());
}

} // namespace chainpoints::bench
