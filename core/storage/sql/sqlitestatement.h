// Statements through SQLite's own interface, on the handle that QtSql opened: ten times fewer allocations
// than QVariant.
#pragma once

#include "core/storage/sql/statement.h"

#include <chrono>
#include <memory>
#include <stop_token>

struct sqlite3;

namespace chainpoints::sql {

/// To be called before the first connection of the process; later calls do nothing. SQLite then keeps no
/// account of its memory: all connections take that account's lock with every allocation, so that a reader of
/// low priority, put off the processor while he has it, holds up the engine's writes.
void keepConnectionsApart();

/// `handle` must stem from the same SQLite library that this program is linked with (see sameSqliteLibrary).
[[nodiscard]] Result<std::unique_ptr<Statement>> prepareSqlite(sqlite3* handle, const std::string& text);

/// From now on statements on `handle` end with Stopped once stop is requested. `stop` must live as long as
/// the handle.
void stopSqlite(sqlite3* handle, const std::stop_token* stop);

/// While another process writes, statements on `handle` wait for so long, looking often. SQLite's own way
/// looks ever more seldom, so that one process that always writes keeps others out.
void waitForOtherProcesses(sqlite3* handle, std::chrono::milliseconds time);

/// The driver plug-in may carry a SQLite of its own; then its handle means nothing to ours. `sourceId` is
/// what "SELECT sqlite_source_id()" answered on the connection.
[[nodiscard]] bool sameSqliteLibrary(const std::string& sourceId);

/// An Error for SQLite's result code.
[[nodiscard]] Error sqliteError(int code, const std::string& message);

} // namespace chainpoints::sql
