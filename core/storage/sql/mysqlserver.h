// Where a MySQL or MariaDB database is, and how to log in.
#pragma once

#include <filesystem>
#include <string>

namespace chainpoints::sql {

struct MysqlServer
{
    std::string host = "127.0.0.1";
    int port = 3306;
    std::string database;
    std::string user;
    std::string password; ///< shown nowhere
    bool tlsRequired = false;
    std::filesystem::path tlsCa;   ///< empty: none; likewise the next two
    std::filesystem::path tlsCert; ///< of the client, with its key
    std::filesystem::path tlsKey;
};

} // namespace chainpoints::sql
