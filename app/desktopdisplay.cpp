#include "app/desktopdisplay.h"

#include "app/exitstatus.h"

#include <QApplication>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace chainpoints {
namespace {

/// What Qt complained of first: the cause. What it says after that is advice for programmers.
std::string& firstComplaint()
{
    static std::string text;
    return text;
}

// Qt ends the program after a fatal message in any case, by abort(); there is no other way to hear of it.
void onMessage(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type != QtFatalMsg) {
        if (type != QtDebugMsg && firstComplaint().empty())
            firstComplaint() = message.simplified().toStdString();
        return;
    }
    const std::string cause =
        firstComplaint().empty() ? message.simplified().toStdString() : firstComplaint();
    std::fprintf(stderr,
                 "chainpoints: no window can be opened (%s); look at the display, or use --daemon or a "
                 "command such as status (see --help)\n",
                 cause.c_str());
    std::_Exit(kBadUsage);
}

} // namespace

bool displayNamed()
{
#if defined(__linux__)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

std::unique_ptr<QApplication> openDisplay(int& argc, char** argv)
{
    const QtMessageHandler before = qInstallMessageHandler(onMessage);
    auto application = std::make_unique<QApplication>(argc, argv);
    qInstallMessageHandler(before);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.chainpoints.chainpoints"));
    return application;
}

} // namespace chainpoints
