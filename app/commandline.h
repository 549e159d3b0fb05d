// From argv to values.
#pragma once

#include "app/exitstatus.h"
#include "core/access/views.h"
#include "core/report/reportrequest.h"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace chainpoints {

struct DesktopOptions
{
};

struct DaemonOptions
{
    bool once = false;
};

struct StatusOptions
{
    bool json = false;
};

struct ExportOptions
{
    ReportRequest request;
    std::string out = "-"; ///< a file, or "-" for stdout
};

struct AuditOptions
{
    std::optional<std::string> chain;
    bool onchain = false; ///< also against the contract
    bool json = false;
};

/// Something that is asked of the process that follows the chain.
struct OperateOptions
{
    ActionRequest request;
    std::optional<std::filesystem::path> file; ///< import-opening: the list
    bool preview = false;                      ///< only shows which settled points would change
    bool yes = false;                          ///< does not ask before settled points change
};

struct MigrateStorageOptions
{
    std::filesystem::path to; ///< a configuration whose database gets the copy
};

struct SecretOptions
{
    enum class Verb { Set, List, Remove };
    Verb verb = Verb::List;
    std::string name;    ///< of Set and Remove
    bool inFile = false; ///< Set: in `secrets_dir` instead of the keychain
};

struct DemoOptions
{
    bool headless = false; ///< also where there is a display
};

struct CommandLine
{
    std::optional<std::filesystem::path> config; ///< none: the platform's default place
    bool verbose = false;
    std::variant<DesktopOptions, DaemonOptions, StatusOptions, ExportOptions, AuditOptions, OperateOptions,
                 MigrateStorageOptions, SecretOptions, DemoOptions>
        command;
};

/// Prints help or the usage error itself; then the exit status is what comes out.
[[nodiscard]] std::variant<CommandLine, int> parseCommandLine(int argc, char** argv);

} // namespace chainpoints
