// Opens a connection to MySQL or MariaDB and makes it what this program relies on.
#pragma once

#include "core/storage/sql/connection.h"

#include <QSqlDatabase>

namespace chainpoints::sql {

[[nodiscard]] Result<void> openMysqlDatabase(QSqlDatabase& database, const MysqlServer& server,
                                             const Dialect& dialect);

/// Looks at the server (version, strict mode, TLS), then sets time zone, mode, isolation and time-outs.
/// Returns how many bytes one statement may have.
[[nodiscard]] Result<std::size_t> setUpMysqlSession(Connection& connection, const MysqlServer& server,
                                                    Access access);

} // namespace chainpoints::sql
