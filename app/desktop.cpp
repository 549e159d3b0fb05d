#include "app/desktop.h"

#include "app/commands/commands.h"
#include "app/composition.h"
#include "app/configloader.h"
#include "app/demo/demoworld.h"
#include "app/desktopdisplay.h"
#include "app/desktopinstance.h"
#include "app/desktopsession.h"
#include "app/keychain.h"
#include "app/lastresort.h"
#include "app/stopsignals.h"
#include "core/base/logmemory.h"
#include "core/settings/settingsdesk.h"
#include "ui/logs/logsmodel.h"
#include "ui/mainwindow.h"
#include "ui/notify/desktopchannels.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

#include <cstdio>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QString settingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/window.ini"_s;
}

std::filesystem::path instanceFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation).toStdString();
}

QString suggestedDatabase()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/chainpoints.db"_s;
}

/// The way from the start page to an open session, and out again. Main thread.
class Desktop
{
    Q_DECLARE_TR_FUNCTIONS(chainpoints::Desktop)
public:
    explicit Desktop(const CommandLine& line)
        : m_line(line), m_level(line.verbose ? log::Level::Debug : log::Level::Warning),
          m_settings(settingsFile(), QSettings::IniFormat),
          m_settingsDesk({[this](std::function<void()> job) { m_keychainThread.run(std::move(job)); },
                          systemKeychain(), openDatabase}),
          m_keychainThread(u"configuration"_s),
          m_window({m_settings, m_prompts, allPanels(), m_settingsDesk, defaultConfigFile(),
                    suggestedDatabase(), &m_channels}),
          m_loader(m_here, m_keychainThread, m_level)
    {
        log::remember(LogsModel::kMost, std::min(m_level, log::Level::Info));
        (void)log::start({}, m_level);
        QObject::connect(&m_window, &MainWindow::demoWanted, &m_here, [this] { startDemo(); });
        QObject::connect(
            &m_window, &MainWindow::tryAgainWanted, &m_here, [this] { tryAgain(); }, Qt::QueuedConnection);
        QObject::connect(&m_channels, &DesktopChannels::windowWanted, &m_here, [this] { show(); });
        QObject::connect(&m_channels, &DesktopChannels::quitWanted, &m_window, &QWidget::close);
        QObject::connect(&m_settingsDesk, &SettingsDesk::applied, &m_here,
                         [this](const QString& file) { apply(file.toStdString()); });
        QObject::connect(&m_window, &MainWindow::closing, &m_here, [] { QApplication::exit(kDone); });
    }

    /// Brings the window to the front, wherever it is.
    void show()
    {
        m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
        m_window.show();
        m_window.raise();
        m_window.activateWindow();
    }

    int exec()
    {
        const StopSignals signals([this] {
            m_window.close();
            QApplication::exit(kDone);
        });
        m_window.show();
        std::error_code unreadable; // reading it then tells why
        if (std::holds_alternative<DemoOptions>(m_line.command))
            startDemo();
        else if (m_line.config || std::filesystem::exists(defaultConfigFile(), unreadable) || unreadable)
            readConfig(m_line.config);
        else
            m_window.showStartOffer();
        const int status = QApplication::exec();
        m_window.hide();
        m_lastResort.emplace();
        return status;
    }

private:
    void readConfig(const std::optional<std::filesystem::path>& named)
    {
        m_again = [=, this] { readConfig(named); };
        m_window.showStartProgress(tr("Reading the configuration…"));
        m_loader.load(named, [this, isNamed = named.has_value()](const Result<Config>& config) {
            if (config)
                open(*config, {.configFile = QString::fromStdString(config->file.string())});
            else if (isNamed)
                QApplication::exit(report(config.error()));
            else
                failed(config.error());
        });
    }

    void apply(const std::filesystem::path& file)
    {
        if (!m_session)
            return readConfig({}); // it was set up
        restart(file);
        m_window.showStartProgress(tr("Applying the settings…"));
    }

    void tryAgain()
    {
        if (!m_session)
            return m_again();
        restart(m_info.settingsFile.toStdString());
        m_window.showStartProgress(tr("Starting again…"));
    }

    /// With what is in the file now.
    void restart(const std::filesystem::path& file)
    {
        m_session->stop([this, file] {
            m_session.reset();
            reload(file);
        });
    }

    void reload(const std::filesystem::path& file)
    {
        m_again = [=, this] { reload(file); };
        m_window.showStartProgress(tr("Reading the configuration…"));
        m_loader.load(file, [this](const Result<Config>& config) {
            if (config)
                open(*config, m_info);
            else
                failed(config.error());
        });
    }

    void startDemo()
    {
        m_again = [this] { startDemo(); };
        m_window.showStartProgress(tr("Starting two local chains…"));
        m_demo = std::make_unique<DemoWorld>(DemoWorld::Listeners{
            [](const std::string&) {}, // under a second: one text for all of it
            [this](const DemoScene& scene) { inMainThread([=, this] { enter(scene); }); },
            [this](const Error& error) { inMainThread([=, this] { failed(error); }); }});
        m_demo->start();
    }

    void enter(const DemoScene& scene)
    {
        m_loader.load(scene.config, [this, scene](const Result<Config>& config) {
            if (!config)
                return failed(config.error());
            WindowInfo info;
            info.demo = true;
            for (const DemoNode& node : scene.nodes)
                info.demoNodes << QString::fromStdString(node.url);
            open(*config, info);
            std::printf("The window follows both chains, a block every %d s. In another terminal:\n"
                        "%s%s"
                        "Closing the window or Ctrl-C ends the demo and removes its data.\n",
                        DemoWorld::kSecondsABlock, howToAsk(scene).c_str(), howToMint(scene).c_str());
            std::fflush(stdout);
        });
    }

    void open(const Config& config, WindowInfo info)
    {
        info.settingsFile = QString::fromStdString(config.file.string());
        info.databaseFile = QString::fromStdString(shown(config.database));
        m_info = info;
        m_session = std::make_unique<DesktopSession>(config, m_window, info);
    }

    void failed(const Error& error)
    {
        log::error("window", error.message);
        m_window.showStartError(QString::fromStdString(log::redacted(error.message)));
    }

    template <typename Call>
    void inMainThread(Call call)
    {
        QMetaObject::invokeMethod(&m_here, std::move(call));
    }

    std::optional<LastResort> m_lastResort; ///< once the window is closed; first, so that it ends last
    const CommandLine& m_line;
    const log::Level m_level;
    std::function<void()> m_again; ///< what failed last
    QObject m_here;                ///< for calls into this thread
    QSettings m_settings;
    DialogPrompts m_prompts;
    DesktopChannels m_channels;
    SettingsDesk m_settingsDesk;
    JobThread m_keychainThread; ///< ends before the desk that gives it work, also for the window's first wish
    MainWindow m_window;
    ConfigLoader m_loader;
    WindowInfo m_info; ///< of what is open
    std::unique_ptr<DemoWorld> m_demo;
    std::unique_ptr<DesktopSession> m_session; ///< ends before the demo's nodes do
};

} // namespace

int runDesktop(const CommandLine& line, int argc, char** argv)
{
    const auto application = openDisplay(argc, argv);
    if (std::holds_alternative<DemoOptions>(line.command))
        return Desktop(line).exec(); // each demo is a world of its own
    DesktopInstance instance(line.config.value_or(defaultConfigFile()), instanceFolder());
    if (instance.isTaken())
        return kDone;
    Desktop desktop(line);
    instance.onShow([&desktop] { desktop.show(); });
    return desktop.exec();
}

} // namespace chainpoints
