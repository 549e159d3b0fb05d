// Tries a database as the program would use it, for a person who waits for the outcome.
#pragma once

#include "core/config/databaseconfig.h"
#include "core/model/probe.h"
#include "core/storage/sql/connection.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace chainpoints {

/// Opens the database that is probed, in the calling thread.
using OpenDatabase = std::function<Result<std::unique_ptr<sql::Connection>>(sql::Access)>;

/// Blocks for some seconds at most: opening a server that is silent takes 5. A stop is seen between the
/// steps. The first step that fails is the last that is told, but for a clock. Nothing that is there changes:
/// rights are tried on a table of a name of its own, which goes at once, and a file that is missing is not
/// made.
void probeDatabase(const DatabaseConfig& database, const OpenDatabase& open, const ProbeListener& found,
                   std::stop_token stop);

} // namespace chainpoints
