// The real main window with its real panels, of the size that pictures have.
#pragma once

#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"
#include "tests/ui/chartsfixture.h"
#include "tests/ui/scriptedchannels.h"
#include "ui/mainwindow.h"
#include "ui/settingskeys.h"

#include <QAbstractButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace chainpoints {

using namespace Qt::StringLiterals;

inline constexpr QSize kSize(1280, 720);

struct ShownWindow
{
    ShownWindow(const QString& language, const QString& theme, const QSize& sized = kSize)
        : size(sized), settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat)
    {
        settings.setValue(settingskeys::kLanguage, language);
        settings.setValue(settingskeys::kTheme, theme);
        remake();
    }
    /// Another window with the same settings.
    void remake()
    {
        window.reset();
        window = std::make_unique<MainWindow>(
            WindowParts{.settings = settings,
                        .prompts = prompts,
                        .panels = allPanels(),
                        .settingsDesk = settingsDesk.desk,
                        .setupFile = folder.filePath(u"chainpoints.json"_s).toStdString(),
                        .suggestedDatabase = u"/var/lib/chainpoints/chainpoints.db"_s,
                        .channels = &channels});
        window->resize(size);
        window->show();
    }
    void open(const TestDatabase& database)
    {
        desk = deskOf(database);
        window->open(*desk, {.configFile = u"/etc/chainpoints/points.json"_s,
                             .settingsFile = settingsFile,
                             .databaseFile = u"/var/lib/chainpoints/chainpoints.db"_s});
        window->setEngineState(EngineRunning());
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
    }
    void press(const QString& name) const { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    template <typename T>
    [[nodiscard]] T* find(const QString& name) const
    {
        auto* found = window->findChild<T*>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    [[nodiscard]] int rowsOf(const QString& table) const
    {
        return find<QTableView>(table)->model()->rowCount();
    }
    [[nodiscard]] int chainsInStatusLine() const
    {
        return int(window->findChildren<QAbstractButton*>(QRegularExpression(u"^chainEntry_"_s)).size());
    }

    const QSize size;
    QTemporaryDir folder;
    QString settingsFile = u"/etc/chainpoints/points.json"_s;
    QSettings settings;
    ScriptedPrompts prompts;
    ScriptedChannels channels;
    TestSettingsDesk settingsDesk;
    std::unique_ptr<OperatorDesk> desk;
    std::unique_ptr<MainWindow> window;
};

} // namespace chainpoints
