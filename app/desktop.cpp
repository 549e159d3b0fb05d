#include "app/desktop.h"

#include "ui/mainwindow.h"
#include "ui/panels.h"
#include "ui/prompts.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>

namespace chainpoints {
namespace {

bool displayAvailable()
{
#if defined(__linux__)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

} // namespace

int runDesktop(const CommandLine&, int argc, char** argv)
{
    if (!displayAvailable()) {
        std::fprintf(
            stderr,
            "chainpoints: there is no display; use --daemon, or a command such as status (see --help)\n");
        return kBadUsage;
    }
    const QApplication application(argc, argv);
    QSettings settings;
    DialogPrompts prompts;
    MainWindow window({.settings = settings,
                       .prompts = prompts,
                       .panels = allPanels(),
                       .saveConfig = [](const QByteArray&) { return std::optional<QString>(); },
                       .suggestedDatabase = {}});
    window.show();
    return QApplication::exec();
}

} // namespace chainpoints
