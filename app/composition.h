// The one place that names concrete classes and puts the program together.
#pragma once

#include "core/access/operatordoor.h"
#include "core/base/background.h"
#include "core/config/config.h"
#include "core/engine/chainworker.h"
#include "core/storage/sql/connection.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace chainpoints {

class ProcessMark;

/// Where the configuration is looked for if none is named.
[[nodiscard]] std::filesystem::path defaultConfigFile();
/// The configuration that was named, or the one in the platform's default place. Every error is BadInput.
[[nodiscard]] Result<Config> loadConfig(const std::optional<std::filesystem::path>& named);

// A connection for the calling thread:

/// Makes a SQLite file where it is missing, for an access that writes.
[[nodiscard]] Result<std::unique_ptr<sql::Connection>> openDatabase(const DatabaseConfig& database,
                                                                    sql::Access access);
/// It must be there, whatever it holds.
[[nodiscard]] Result<std::unique_ptr<sql::Connection>> openWriter(const Config& config);
/// Read-only; the schema must be there and current.
[[nodiscard]] Result<std::unique_ptr<sql::Connection>> openReader(const Config& config);
/// Read-only, whatever the database holds; it must be there.
[[nodiscard]] Result<std::unique_ptr<sql::Connection>> openUnchecked(const Config& config);
/// For somebody who asks for something: the schema must be there and current.
[[nodiscard]] Result<std::unique_ptr<sql::Connection>> openRequestWriter(const Config& config);
/// Who asks: "name@host".
[[nodiscard]] std::string operatorName();

/// The door for one thread. `from`: "window", "command line" or "api". `config` must outlive it.
/// The database for a door of this process; `config` must outlive it.
[[nodiscard]] DoorParts doorParts(const Config& config, std::string from);
[[nodiscard]] std::unique_ptr<OperatorDoor> makeDoor(const Config& config, std::string from,
                                                     std::stop_token stop = {});

/// Makes or upgrades the schema and records what the configuration says.
[[nodiscard]] Result<void> prepareDatabase(const Config& config);

/// An error (Database) where blocks cannot be kept outside the database though the configuration says so.
[[nodiscard]] Result<void> requireCache(const Config& config, std::stop_token stop);

/// What the worker of a chain needs. `config` and `leases` must outlive the workers. `rank`: of the threads
/// that work for the chain; none: the usual one. `beat`: the worker moves, resting or waiting for a node;
/// called from any thread.
[[nodiscard]] WorkerParts workerParts(const Config& config, const ChainConfig& chain,
                                      ProgressListener listener, LeaseKeeper& leases,
                                      std::optional<Background> rank = {},
                                      const std::function<void()>& beat = {});

/// This process as an owner of chains. Both must outlive it.
[[nodiscard]] std::unique_ptr<LeaseKeeper> makeLeaseKeeper(const Config& config, const ProcessMark& mark);

} // namespace chainpoints
