#include "app/desktop.h"

#include "ui/mainwindow.h"

#include <QApplication>

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
    MainWindow window;
    window.show();
    return QApplication::exec();
}

} // namespace chainpoints
