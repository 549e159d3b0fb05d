// The fastest plain ways to write the same ledger to a MySQL or MariaDB server, and how the driver compares.
#pragma once

#include "tests/bench/floor.h"
#include "tests/support/mariadbserver.h"

#include <cstdint>
#include <filesystem>

namespace chainpoints::bench {

/// Each makes the table and its index anew, in a database of its own, and returns the milliseconds of writing
/// all rows in one transaction.
class MysqlFloor
{
public:
    MysqlFloor(MariadbServer& server, const Floor& floor, std::filesystem::path folder)
        : m_server(server), m_floor(floor), m_folder(std::move(folder))
    {
    }

    /// The server reads a file.
    [[nodiscard]] std::int64_t loadData();
    /// The client program sends a file of INSERTs with a thousand rows each.
    [[nodiscard]] std::int64_t multiRowInserts();
    /// Prepared statements through QtSql, `rows` rows each.
    [[nodiscard]] std::int64_t throughTheDriver(std::size_t rows);

private:
    [[nodiscard]] sql::MysqlServer newTable();

    MariadbServer& m_server;
    const Floor& m_floor;
    const std::filesystem::path m_folder;
};

} // namespace chainpoints::bench
