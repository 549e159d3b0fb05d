#include "app/commandline.h"
#include "app/commands/commands.h"
#include "app/composition.h"
#include "app/daemon.h"
#include "app/desktop.h"
#include "app/desktopdisplay.h"
#include "app/progressprinter.h"
#include "core/base/log.h"

#include <QCoreApplication>

#include <cstdio>

namespace chainpoints {
namespace {

/// Where the daemon tells its progress itself, the log on the terminal is only for warnings.
void startLog(const std::filesystem::path& folder, bool verbose, bool quiet)
{
    const auto level = verbose ? log::Level::Debug : quiet ? log::Level::Warning : log::Level::Info;
    if (const std::string problem = log::start(folder, level); !problem.empty())
        log::warning("log", problem);
}

/// Qt's own words, as of its database drivers: without this they come raw and without time.
void logQt(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    const bool serious = type == QtCriticalMsg || type == QtFatalMsg;
    serious ? log::error("qt", text.toStdString()) : log::debug("qt", text.toStdString());
}

int runConfiguredDaemon(const Config& config, const DaemonOptions& options, bool verbose)
{
    const bool terminal = stderrIsTerminal();
    startLog(config.dataFolder / "logs", verbose, options.once || terminal);
    ProgressPrinter printer(terminal && !verbose);
    DaemonRun run;
    run.mode = options.once ? RunMode::Once : RunMode::Forever;
    if (options.once || terminal)
        run.progress = [&](const ChainProgress& progress) { printer.show(progress); };
    return runDaemon(config, run);
}

int runHeadless(const CommandLine& line, int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    startLog({}, line.verbose, true);
    qInstallMessageHandler(logQt);
    if (std::holds_alternative<DemoOptions>(line.command))
        return runDemo();
    if (const auto* secret = std::get_if<SecretOptions>(&line.command))
        return runSecret(line.config, *secret);
    auto config = loadConfig(line.config);
    if (!config)
        return report(config.error());
    if (const auto* daemon = std::get_if<DaemonOptions>(&line.command))
        return runConfiguredDaemon(*config, *daemon, line.verbose);
    if (const auto* status = std::get_if<StatusOptions>(&line.command))
        return runStatus(*config, *status);
    if (const auto* exporting = std::get_if<ExportOptions>(&line.command))
        return runExport(*config, *exporting);
    if (const auto* operate = std::get_if<OperateOptions>(&line.command))
        return runOperate(*config, *operate);
    if (const auto* migration = std::get_if<MigrateStorageOptions>(&line.command))
        return runMigrateStorage(*config, *migration);
    return runAudit(*config, std::get<AuditOptions>(line.command));
}

int run(const CommandLine& line, int argc, char** argv)
{
    const auto* demo = std::get_if<DemoOptions>(&line.command);
    const bool needsWindow = std::holds_alternative<DesktopOptions>(line.command);
    const bool wantsWindow = needsWindow || (demo && !demo->headless);
    if (wantsWindow && displayNamed())
        return runDesktop(line, argc, argv);
    if (needsWindow) {
        std::fprintf(
            stderr,
            "chainpoints: there is no display; use --daemon, or a command such as status (see --help)\n");
        return kBadUsage;
    }
    if (wantsWindow)
        std::fprintf(stderr, "chainpoints: there is no display; the demo runs without a window\n");
    return runHeadless(line, argc, argv);
}

} // namespace

int flushed(int status)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return status;
    std::fprintf(stderr, "chainpoints: the output cannot be written to stdout; is its disk full?\n");
    return kFoundWrong;
}

int report(const Error& error)
{
    std::fprintf(stderr, "chainpoints: %s\n", log::redacted(error.message).c_str());
    return exitStatusOf(error.code);
}

} // namespace chainpoints

int main(int argc, char** argv)
{
    using namespace chainpoints;
    QCoreApplication::setApplicationName(QStringLiteral("chainpoints"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CHAINPOINTS_VERSION));
    const auto parsed = parseCommandLine(argc, argv);
    if (const int* status = std::get_if<int>(&parsed))
        return *status;
    const auto& line = std::get<CommandLine>(parsed);
    return run(line, argc, argv);
}
