#include "app/commandline.h"

#include "app/operatecommands.h"

#include <iostream>

namespace chainpoints {
namespace {

void addExport(CLI::App& app, ExportOptions& options)
{
    CLI::App* command = app.add_subcommand("export", "Write a report as CSV");
    command->add_option("report", options.request.report, "which report")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>(reportNames().begin(), reportNames().end())));
    addChain(*command, options.request.chain);
    command->add_option("--user", options.request.user, "only this user")->type_name("ADDRESS");
    addTime(*command, "--from", options.request.from,
            "changes, points-changes: from this time on (Unix seconds or 2025-01-01T15:00:00Z)");
    addTime(*command, "--to", options.request.to, "changes, points-changes: before this time");
    addTime(*command, "--at", options.request.at,
            "balances: as of this time, its changes included; points: up to this settled boundary");
    command->add_flag("--all", options.request.all, "failures: also those that were resolved");
    command->add_option("--out", options.out, "file to write, - for stdout")->type_name("FILE");
}

/// secret set|list|remove
struct SecretCommands
{
    CLI::App* secret;
    CLI::App* set;
    CLI::App* list;
    CLI::App* remove;
    SecretOptions options;

    explicit SecretCommands(CLI::App& app)
        : secret(app.add_subcommand("secret", "Keep the secrets that the configuration names")),
          set(secret->add_subcommand("set", "Read a secret from stdin and keep it in the system's keychain")),
          list(secret->add_subcommand("list", "Tell where each secret is, never what it is")),
          remove(secret->add_subcommand("remove", "Forget a secret"))
    {
        secret->require_subcommand(1);
        for (CLI::App* command : {set, remove})
            command->add_option("name", options.name, "NAME of {secret:NAME}")->required();
        set->add_flag("--file", options.inFile, "in a file of \"secrets_dir\" instead");
    }

    [[nodiscard]] SecretOptions asked() const
    {
        SecretOptions result = options;
        result.verb = set->parsed()    ? SecretOptions::Verb::Set
                      : list->parsed() ? SecretOptions::Verb::List
                                       : SecretOptions::Verb::Remove;
        return result;
    }
};

} // namespace

std::variant<CommandLine, int> parseCommandLine(int argc, char** argv)
{
    CommandLine line;
    StatusOptions status;
    ExportOptions exporting;
    AuditOptions audit;
    MigrateStorageOptions migration;
    bool daemon = false;
    bool once = false;

    CLI::App app("Follows ERC-20 tokens on EVM chains and turns balances into exact points.", "chainpoints");
    app.set_version_flag("--version", CHAINPOINTS_VERSION);
    app.add_option("--config", line.config,
                   "configuration file; left out: the one in the platform's configuration folder")
        ->type_name("FILE");
    app.add_flag("--verbose", line.verbose, "tell more on stderr");
    CLI::Option* daemonFlag =
        app.add_flag("--daemon", daemon, "run without a window, in the foreground; SIGTERM stops it");
    app.add_flag("--once", once, "with --daemon: catch up, settle, exit")->needs(daemonFlag);
    app.require_subcommand(0, 1);
    // So that --config may stand behind the subcommand as well.
    app.fallthrough();

    CLI::App* statusCommand = app.add_subcommand("status", "Show where each chain stands");
    statusCommand->add_flag("--json", status.json, "as JSON");
    addExport(app, exporting);
    CLI::App* auditCommand = app.add_subcommand("audit", "Recompute everything from the ledger and compare");
    addChain(*auditCommand, audit.chain);
    auditCommand->add_flag("--onchain", audit.onchain,
                           "also compare balances and total supply with the contract at the processed block");
    auditCommand->add_flag("--json", audit.json, "as JSON");
    OperateCommands operate(app);
    CLI::App* migrateCommand = app.add_subcommand(
        "migrate-storage",
        "Copy the database into another, empty one, of another kind too, and check the copy");
    migrateCommand
        ->add_option("--to", migration.to,
                     "a configuration like that of --config, whose \"database\" is the other one")
        ->type_name("CONFIG")
        ->required();
    const SecretCommands secrets(app);
    CLI::App* demoCommand = app.add_subcommand(
        "demo",
        "Run a local demo with two chains; nothing to configure. In a window, or with --daemon without");

    try {
        app.parse(argc, argv);
        if (daemon && !app.get_subcommands().empty() && (once || !demoCommand->parsed()))
            throw CLI::ExcludesError(once ? "--once" : "--daemon", app.get_subcommands().front()->get_name());
        operate.check();
    } catch (const CLI::ParseError& error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? kDone : kBadUsage;
    }

    if (statusCommand->parsed())
        line.command = status;
    else if (app.get_subcommand("export")->parsed())
        line.command = exporting;
    else if (auditCommand->parsed())
        line.command = audit;
    else if (auto options = operate.options())
        line.command = std::move(*options);
    else if (migrateCommand->parsed())
        line.command = std::move(migration);
    else if (secrets.secret->parsed())
        line.command = secrets.asked();
    else if (demoCommand->parsed())
        line.command = DemoOptions{daemon};
    else if (daemon)
        line.command = DaemonOptions{once};
    return line;
}

} // namespace chainpoints
