// The commands of the command line, one file each. All return the exit status and say on stderr what went
// wrong.
#pragma once

#include "app/commandline.h"
#include "core/config/config.h"

namespace chainpoints {

[[nodiscard]] int runStatus(const Config& config, const StatusOptions& options);
[[nodiscard]] int runExport(const Config& config, const ExportOptions& options);
[[nodiscard]] int runAudit(const Config& config, const AuditOptions& options);
/// Records the request and waits for its result.
[[nodiscard]] int runOperate(const Config& config, const OperateOptions& options);
/// Copies the database of `config` into that of another configuration.
[[nodiscard]] int runMigrateStorage(const Config& config, const MigrateStorageOptions& options);
/// Needs the configuration only for what it says of secrets: some may not be set yet.
[[nodiscard]] int runSecret(const std::optional<std::filesystem::path>& file, const SecretOptions& options);
/// Needs no configuration: makes its own.
[[nodiscard]] int runDemo();

/// `status`, or kFoundWrong with a sentence where what was printed did not reach stdout.
[[nodiscard]] int flushed(int status);

/// Prints the error and gives its exit status.
[[nodiscard]] int report(const Error& error);

} // namespace chainpoints
