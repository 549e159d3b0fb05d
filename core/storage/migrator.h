// Brings the database's schema up to what this program knows.
#pragma once

#include "core/storage/sql/connection.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace chainpoints {

/// What of a database that is a copy and not finished yet (storagecopy.h).
enum class UnfinishedCopy { Refuse, Allow };

/// Applies the numbered migrations that are missing, each in a transaction; safe to interrupt and to call
/// again. A schema newer than this program, a copy that is not finished, and tables of others are errors
/// (BadInput) that say so.
[[nodiscard]] Result<void> migrate(sql::Connection& connection,
                                   UnfinishedCopy unfinished = UnfinishedCopy::Refuse);

/// The schema must be exactly the one that this program knows, and no unfinished copy; for readers, which
/// must not change it.
[[nodiscard]] Result<void> requireCurrentSchema(sql::Connection& connection);

/// The version that the schema has, 0 where there is none yet. BadInput for what migrate() would refuse.
/// Changes nothing.
[[nodiscard]] Result<int> schemaVersion(sql::Connection& connection);
/// The one that migrate() brings it to.
[[nodiscard]] int newestSchemaVersion(const sql::Dialect& dialect);

// Copies are marked in the table of versions, which is there before all others: by a negative number.

inline constexpr const char* kVersionTable = "schema_migration";

/// The names of this program's tables, as its migrations make them.
[[nodiscard]] std::set<std::string> ownTables(const sql::Dialect& dialect);
/// A table of such a name is there, but nothing says that this program made it.
[[nodiscard]] Error isOfOthers(const std::string& table);

/// Nothing happens where it is there already.
[[nodiscard]] Result<void> makeVersionTable(sql::Connection& connection);
/// Of the table of versions, which must be there: the numbers of copies that are not finished.
[[nodiscard]] Result<std::vector<std::int64_t>> unfinishedCopies(sql::Connection& connection);

} // namespace chainpoints
