#include "app/operatecommands.h"

#include <charconv>

namespace chainpoints {

namespace {

/// Decimal digits alone: the library would take a leading 0 for octal, and the largest number for one that is
/// too large.
CLI::Validator wholeNumber(std::int64_t least)
{
    return {[least](const std::string& text) -> std::string {
                std::int64_t number = 0;
                const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
                const bool isPlain = error == std::errc() && end == text.data() + text.size() &&
                                     std::to_string(number) == text;
                if (isPlain && number >= least)
                    return {};
                return "\"" + text + "\" is none; give a whole number from " + std::to_string(least) +
                       " on, in decimal digits without leading zeros";
            },
            ""};
}

constexpr UnixTime kLatest(253'402'300'799); // the end of the year 9999

} // namespace

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
                if (*time > kLatest)
                    throw CLI::ValidationError(name, "\"" + text +
                                                         "\" is after the year 9999; give seconds, "
                                                         "not milliseconds");
                target = *time;
            },
            help)
        ->type_name("TIME");
}

void addChain(CLI::App& command, std::optional<std::string>& chain)
{
    command.add_option("--chain", chain, "only this chain")->type_name("NAME");
}

OperateCommands::OperateCommands(CLI::App& app)
{
    addFailures(*add(app, ActionKind::Retry, "retry", "Settle users whose points could not be calculated"),
                "every open failure");
    CLI::App* dismiss = add(app, ActionKind::Dismiss, "dismiss", "Set failures aside, with a note why");
    addFailures(*dismiss, "every open failure");
    dismiss->add_option("--note", m_details.reason, "why")->type_name("TEXT")->required();
    addFailures(*add(app, ActionKind::Restore, "restore", "List dismissed failures again"),
                "every dismissed failure");

    add(app, ActionKind::Pause, "pause", "Stop following a chain; its data stays");
    add(app, ActionKind::Resume, "resume", "Follow a paused chain again; what was missed is caught up with");
    add(app, ActionKind::CheckAgain, "check-again",
        "Ask the nodes of a halted chain whether they have its blocks again");
    CLI::App* rollback =
        add(app, ActionKind::Rollback, "rollback",
            "Take a chain back to a block; everything behind it is followed and settled anew");
    rollback->add_option("--to", m_block, "the block that becomes the last processed one")
        ->type_name("BLOCK")
        ->check(wholeNumber(0))
        ->required();
    rollback->add_option("--reason", m_details.reason, "why; kept with the action")
        ->type_name("TEXT")
        ->required();
    add(app, ActionKind::ImportOpening, "import-opening", "Record what users held before the first block")
        ->add_option("file", m_file, "CSV: user_address,balance_raw")
        ->type_name("FILE")
        ->required();
    for (const auto& [command, kind] : m_commands)
        if (kind != ActionKind::Retry && kind != ActionKind::Dismiss && kind != ActionKind::Restore)
            command->add_option("--chain", m_chain, "the chain")->type_name("NAME")->required();

    add(app, ActionKind::Cancel, "cancel", "Take back what still waits of an action, a retry of many, say")
        ->add_option("action", m_action, "its number, as the commands and \"Activity\" tell it")
        ->type_name("N")
        ->check(wholeNumber(1))
        ->required();

    CLI::App* user = app.add_subcommand("user", "Decide whether a user gains points");
    user->require_subcommand(1);
    for (const ActionKind kind : {ActionKind::Disable, ActionKind::Enable}) {
        const bool enable = kind == ActionKind::Enable;
        CLI::App* command = add(*user, kind, enable ? "enable" : "disable",
                                enable ? "The user gains points again" : "The user gains no points any more");
        command->add_option("address", m_details.user, "the user")->type_name("ADDRESS")->required();
        addTime(*command, "--at", m_at, "from this time on; left out: from now on");
        command->add_flag("--recalculate", m_details.recalculate,
                          "also where points are settled: they are worked out anew");
        addRecalculation(*command);
    }
    addRecalculation(*add(app, ActionKind::Recalculate, "recalculate",
                          "Apply the configuration's rates and excluded addresses to settled time too"));
}

CLI::App* OperateCommands::add(CLI::App& app, ActionKind kind, const std::string& name,
                               const std::string& help)
{
    CLI::App* command = app.add_subcommand(name, help);
    command->fallthrough();
    m_commands.emplace_back(command, kind);
    return command;
}

void OperateCommands::addFailures(CLI::App& command, const char* all)
{
    addChain(command, m_chain);
    CLI::Option* one = command.add_option("--id", m_ids, "this failure; \"export failures\" tells the ids");
    one->type_name("N")->check(wholeNumber(1));
    command.add_flag("--all", m_all, all)->excludes(one);
}

void OperateCommands::addRecalculation(CLI::App& command)
{
    command.add_option("--reason", m_details.reason, "why; kept with the action")->type_name("TEXT");
    CLI::Option* preview =
        command.add_flag("--preview", m_preview, "only show whose settled points would change, and how");
    command.add_flag("--yes", m_yes, "do not ask before settled points change")->excludes(preview);
}

void OperateCommands::check() const
{
    for (const auto& [command, kind] : m_commands) {
        const bool needsIds =
            kind == ActionKind::Retry || kind == ActionKind::Dismiss || kind == ActionKind::Restore;
        if (command->parsed() && needsIds && m_ids.empty() && !m_all)
            throw CLI::RequiredError(command->get_name() + ": --id or --all");
    }
}

std::optional<OperateOptions> OperateCommands::options() const
{
    for (const auto& [command, kind] : m_commands) {
        if (!command->parsed())
            continue;
        OperateOptions options{{kind, m_chain, {}, m_details}, {}, m_preview, m_yes};
        for (const std::int64_t id : m_ids)
            options.request.failures.emplace_back(id);
        if (kind == ActionKind::Rollback)
            options.request.details.block = BlockHeight(m_block);
        if (kind == ActionKind::Cancel)
            options.request.details.action = ActionId(m_action);
        if (kind == ActionKind::Disable || kind == ActionKind::Enable)
            options.request.details.from = m_at.value_or(wallClock());
        if (kind == ActionKind::ImportOpening)
            options.file = m_file;
        return options;
    }
    return std::nullopt;
}

} // namespace chainpoints
