#include "tests/ui/screenshots/scenes.h"
#include "tests/ui/settingstext.h"
#include "ui/widgets/notice.h"

#include <QAction>
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
    return {{"settings", &settings}, {"settingsWithAProblem", &settingsWithAProblem}};
}

} // namespace chainpoints
