// Brings the database's schema up to what this program knows.
#pragma once

#include "core/storage/sql/connection.h"

namespace chainpoints {

/// Applies the numbered migrations that are missing, each in a transaction; safe to interrupt and to call
/// again. A schema newer than this program is an error (BadInput) that says so.
[[nodiscard]] Result<void> migrate(sql::Connection& connection);

/// The schema must be exactly the one that this program knows; for readers, which must not change it.
[[nodiscard]] Result<void> requireCurrentSchema(sql::Connection& connection);

} // namespace chainpoints
