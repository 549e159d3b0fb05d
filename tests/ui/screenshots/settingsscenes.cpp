#include "tests/ui/screenshots/scenes.h"
#include "tests/ui/settingstext.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace chainpoints {
namespace {

/// The settings are those of two chains.
void openSettings(ShownWindow& shown, const TestDatabase& database)
{
    shown.settingsFile = shown.folder.filePath(u"points.json"_s);
    QFile file(shown.settingsFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kSettingsText.toUtf8());
    file.close();
    shown.open(database);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QAction>(u"settingsPanelAction"_s)->trigger();
    QTRY_VERIFY(shown.find<QTabWidget>(u"settingsTabs"_s)->isVisible());
}

void settings(Stage& stage)
{
    openSettings(stage.shown, stage.filled);
    stage.keep(u"settings"_s);
    stage.shown.find<QLineEdit>(u"chain_poll_ms"_s)->setText(u"5000"_s);
    stage.shown.find<QPlainTextEdit>(u"chain_rpc"_s)->appendPlainText(u"https://third.example.org"_s);
    stage.shown.press(u"settingsApply"_s);
    stage.keep(u"settings-changes"_s, stage.shown.find<QDialog>(u"applyDialog"_s));
}

void settingsPages(Stage& stage)
{
    openSettings(stage.shown, stage.filled);
    const auto show = [&](const QString& page) {
        stage.shown.find<QTabWidget>(u"settingsTabs"_s)->setCurrentWidget(stage.shown.find<QWidget>(page));
    };
    show(u"databasePage"_s);
    stage.shown.find<QLineEdit>(u"database_path"_s)->setText(u"points.json/points.db"_s);
    stage.shown.press(u"databaseTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stage.shown.find<QTableView>(u"databaseFindings"_s)->isVisible(), 12000);
    stage.keep(u"settings-database-file"_s);
    stage.shown.find<QComboBox>(u"database_driver"_s)->setCurrentText(u"mysql"_s);
    stage.shown.find<QLineEdit>(u"database_host"_s)->setText(u"db.example.org"_s);
    stage.shown.find<QLineEdit>(u"database_password"_s)->setText(u"hunter2"_s);
    stage.keep(u"settings-database-server"_s);
    show(u"cachePage"_s);
    stage.keep(u"settings-cache"_s);
    stage.shown.find<QComboBox>(u"cache_driver"_s)->setCurrentText(u"redis"_s);
    stage.keep(u"settings-cache-redis"_s);
    show(u"pointsPage"_s);
    stage.keep(u"settings-points"_s);
    show(u"appearancePage"_s);
    stage.keep(u"settings-appearance"_s);
}

void settingsWithAProblem(Stage& stage)
{
    openSettings(stage.shown, stage.filled);
    stage.shown.find<QLineEdit>(u"chain_contract"_s)
        ->setText(u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"_s);
    stage.shown.find<QPlainTextEdit>(u"chain_rpc"_s)->setPlainText(u"http://127.0.0.1:1"_s);
    stage.shown.press(u"chainTest"_s);
    QTRY_VERIFY(stage.shown.find<QTableView>(u"chainFindings"_s)->isVisible() ||
                !stage.shown.find<Notice>(u"chainVerdict"_s)->sentence().contains(u"10"_s));
    stage.keep(u"settings-problem"_s);
}

} // namespace

std::vector<Scene> settingsScenes()
{
    return {{"settings", &settings},
            {"settingsPages", &settingsPages},
            {"settingsWithAProblem", &settingsWithAProblem}};
}

} // namespace chainpoints
