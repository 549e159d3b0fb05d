#include "app/commandline.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace chainpoints {
namespace {

/// An option that takes a time; what cannot be read as one is a usage error.
void addTime(CLI::App& command, const std::string& name, std::optional<UnixTime>& target,
             const std::string& help)
{
    command
        .add_option_function<std::string>(
            name,
            [&target, name](const std::string& text) {
                auto time = parseTime(text);
                if (!time)
                    throw CLI::ValidationError(name, time.error().message);
                target = *time;
            },
            help)
        ->type_name("TIME");
}

void addChain(CLI::App& command, std::optional<std::string>& chain)
{
    command.add_option("--chain", chain, "only this chain")->type_name("NAME");
}

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

/// retry, pause, resume, check-again and rollback; whichever was named fills in the request.
struct OperateCommands
{
    CLI::App* retry;
    CLI::App* pause;
    CLI::App* resume;
    CLI::App* checkAgain;
    CLI::App* rollback;
    std::optional<std::string> chain;
    std::vector<std::int64_t> ids;
    bool all = false;
    std::int64_t block = 0;

    explicit OperateCommands(CLI::App& app)
        : retry(app.add_subcommand("retry", "Settle users whose points could not be calculated")),
          pause(app.add_subcommand("pause", "Stop following a chain; its data stays")),
          resume(
              app.add_subcommand("resume", "Follow a paused chain again; what was missed is caught up with")),
          checkAgain(app.add_subcommand(
              "check-again", "Ask the nodes of a halted chain whether they have its blocks again")),
          rollback(app.add_subcommand(
              "rollback", "Take a chain back to a block; everything behind it is followed and settled anew"))
    {
        addChain(*retry, chain);
        CLI::Option* one = retry->add_option("--id", ids, "this failure; \"export failures\" tells the ids");
        one->type_name("N");
        retry->add_flag("--all", all, "every open failure")->excludes(one);
        rollback->add_option("--to", block, "the block that becomes the last processed one")
            ->type_name("BLOCK")
            ->required();
        for (CLI::App* command : {pause, resume, checkAgain, rollback})
            command->add_option("--chain", chain, "the chain")->type_name("NAME")->required();
    }

    [[nodiscard]] std::optional<ActionRequest> request() const
    {
        ActionRequest request;
        if (retry->parsed())
            request.kind = ActionKind::Retry;
        else if (pause->parsed())
            request.kind = ActionKind::Pause;
        else if (resume->parsed())
            request.kind = ActionKind::Resume;
        else if (checkAgain->parsed())
            request.kind = ActionKind::CheckAgain;
        else if (rollback->parsed())
            request.kind = ActionKind::Rollback;
        else
            return std::nullopt;
        request.chain = chain;
        if (rollback->parsed())
            request.details.block = BlockHeight(block);
        for (const std::int64_t id : ids)
            request.failures.emplace_back(id);
        return request;
    }
};

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
    const OperateCommands operate(app);
    const SecretCommands secrets(app);
    CLI::App* demoCommand = app.add_subcommand(
        "demo",
        "Run a local demo with two chains; nothing to configure. In a window, or with --daemon without");

    try {
        app.parse(argc, argv);
        if (daemon && !app.get_subcommands().empty() && (once || !demoCommand->parsed()))
            throw CLI::ExcludesError(once ? "--once" : "--daemon", app.get_subcommands().front()->get_name());
        if (operate.retry->parsed() && operate.ids.empty() && !operate.all)
            throw CLI::RequiredError("retry: --id or --all");
    } catch (const CLI::ParseError& error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? kDone : kBadUsage;
    }

    if (statusCommand->parsed())
        line.command = status;
    else if (app.get_subcommand("export")->parsed())
        line.command = exporting;
    else if (auditCommand->parsed())
        line.command = audit;
    else if (auto request = operate.request())
        line.command = OperateOptions{std::move(*request)};
    else if (secrets.secret->parsed())
        line.command = secrets.asked();
    else if (demoCommand->parsed())
        line.command = DemoOptions{daemon};
    else if (daemon)
        line.command = DaemonOptions{once};
    return line;
}

} // namespace chainpoints
