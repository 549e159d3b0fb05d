// The `database` part of the configuration as validated values. Plain data; reading it is
// databaseconfigreader.h.
#pragma once

#include "core/config/tlsfiles.h"

#include <filesystem>
#include <optional>
#include <string>

namespace chainpoints {

struct MysqlConfig
{
    std::string host = "127.0.0.1"; ///< an IPv6 address without its brackets
    int port = 3306;                ///< 1 to 65535
    std::string name;               ///< of the database on the server
    std::string user;
    std::string password; ///< empty: none is sent
    bool tlsRequired = false;
    TlsFiles tls;
};

struct DatabaseConfig
{
    std::filesystem::path
        path; ///< of the SQLite file, absolute; with a server only what local files are named by
    std::optional<MysqlConfig> mysql; ///< the server, instead of a file
};

/// For people: the file, or "NAME on HOST:PORT".
[[nodiscard]] std::string shown(const DatabaseConfig& database);

} // namespace chainpoints
