// What the error numbers of MySQL and MariaDB, of server and client, mean for this program.
#pragma once

#include "core/base/error.h"

#include <string>

namespace chainpoints::sql {

/// Conflict: another transaction was first, and the server undid this one as a whole (see repeated.h); or, of
/// a definition, it is there already. Database: the server is away or does not let this program work.
/// Corrupt: everything else.
[[nodiscard]] Error mysqlError(int code, const std::string& message);
/// Of an error of the above: the user of the database lacks a right.
[[nodiscard]] bool isMissingRight(const Error& error);

} // namespace chainpoints::sql
