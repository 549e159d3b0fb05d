#include "tests/ui/screenshots/scenes.h"
#include "ui/activity/actionspage.h"
#include "ui/failures/failurespanel.h"
#include "ui/failures/nofailures.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTreeWidget>

namespace chainpoints {
namespace {

void startPage(Stage& stage)
{
    stage.keep(u"start"_s);
    stage.shown.window->showStartError(u"https://ethereum-sepolia-rpc.example.org does not answer."_s);
    stage.keep(u"start-error"_s);
}

void setup(Stage& stage)
{
    stage.shown.press(u"startSetup"_s);
    QTRY_VERIFY(stage.shown.find<QAbstractButton>(u"setupNext"_s)->isEnabled());
    auto* wizard = stage.shown.find<QDialog>(u"setupWizard"_s);
    stage.keep(u"setup-language"_s, wizard);
    stage.shown.press(u"setupNext"_s);
    stage.keep(u"setup-database"_s, wizard);
    stage.shown.press(u"setupNext"_s);
    stage.keep(u"setup-chains"_s, wizard);
    stage.shown.press(u"setupNext"_s);
    stage.keep(u"setup-problems"_s, wizard);
    stage.shown.find<QLineEdit>(u"chain_name"_s)->setText(u"sepolia"_s);
    stage.shown.find<QLineEdit>(u"chain_chain_id"_s)->setText(u"11155111"_s);
    stage.shown.find<QLineEdit>(u"chain_contract"_s)
        ->setText(u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s);
    stage.shown.find<QPlainTextEdit>(u"chain_rpc"_s)->setPlainText(u"https://one.example.org/{secret:key}"_s);
    stage.shown.press(u"setupNext"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"settingsSecrets"_s), 2);
    stage.keep(u"setup-secrets"_s, wizard);
    stage.shown.press(u"setupNext"_s);
    stage.keep(u"setup-review"_s, wizard);
}

void notifications(Stage& stage)
{
    stage.shown.find<QAction>(u"notificationsAction"_s)->trigger();
    auto* dialog = stage.shown.find<QDialog>(u"notificationsDialog"_s);
    stage.shown.find<QLineEdit>(u"notifyWebhook"_s)->setText(u"http://example.org"_s);
    stage.shown.press(u"notifyQuiet"_s);
    stage.shown.press(u"notifyTest"_s);
    stage.keep(u"notifications"_s, dialog);
}

void aboutDialog(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    stage.shown.find<QAction>(u"aboutAction"_s)->trigger();
    stage.keep(u"about"_s, stage.shown.find<QDialog>(u"aboutDialog"_s));
}

void exportDialog(Stage& stage)
{
    stage.shown.settings.setValue(settingskeys::kExportFolder, u"/home/olivia/reports"_s);
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    stage.shown.find<QAction>(u"exportAction"_s)->trigger();
    auto* dialog = stage.shown.find<QDialog>(u"exportDialog"_s);
    stage.keep(u"export"_s, dialog);
    stage.shown.find<QComboBox>(u"exportReport"_s)->setCurrentIndex(1);
    stage.shown.find<QCheckBox>(u"exportOnlySome"_s)->setChecked(true);
    stage.shown.find<QListWidget>(u"exportColumns"_s)->item(1)->setCheckState(Qt::Unchecked);
    stage.keep(u"export-columns"_s, dialog);
    stage.shown.find<QCheckBox>(u"exportOnlySome"_s)->setChecked(false);
    stage.shown.find<QCheckBox>(u"exportFromGiven"_s)->setChecked(true);
    stage.shown.find<QLineEdit>(u"exportUser"_s)->setText(u"0x7e0e50289d58ce51"_s);
    stage.shown.press(u"exportGo"_s);
    stage.keep(u"export-problem"_s, dialog);
    stage.shown.find<QLineEdit>(u"exportUser"_s)->clear();
    stage.shown.find<QLineEdit>(u"exportFile"_s)->setText(stage.shown.folder.filePath(u"changes.csv"_s));
    stage.shown.press(u"exportGo"_s);
    QTRY_VERIFY2(stage.shown.find<QWidget>(u"exportFolder"_s)->isVisible(),
                 qPrintable(stage.shown.find<Notice>(u"exportNotice"_s)->sentence()));
    stage.keep(u"export-written"_s, dialog);
}

void search(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QAction>(u"searchAction"_s)->trigger();
    auto* dialog = stage.shown.find<QDialog>(u"searchDialog"_s);
    stage.keep(u"search"_s, dialog);
    stage.shown.find<QLineEdit>(u"searchText"_s)->setText(u"7e0e"_s);
    QTRY_VERIFY(stage.shown.find<QTreeWidget>(u"searchList"_s)->topLevelItemCount() > 0);
    stage.keep(u"search-user"_s, dialog);
    stage.shown.find<QLineEdit>(u"searchText"_s)->setText(u"nothing like it"_s);
    stage.keep(u"search-nothing"_s, dialog);
}

void shortcuts(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    stage.shown.find<QAction>(u"shortcutsAction"_s)->trigger();
    stage.keep(u"shortcuts"_s, stage.shown.find<QDialog>(u"shortcutsDialog"_s));
}

void firstMinute(Stage& stage)
{
    stage.shown.open(stage.empty);
    stage.shown.window->setEngineState(EngineStarting());
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    stage.keep(u"overview-empty"_s);
    stage.shown.press(u"usersPanelButton"_s);
    QTRY_VERIFY(stage.shown.find<QLabel>(u"usersEmpty"_s)->isVisible());
    stage.keep(u"users-empty"_s);
    stage.shown.press(u"failuresPanelButton"_s);
    QTRY_COMPARE(stage.shown.find<FailuresPanel>(u"failuresPanel"_s)->findChild<EmptyPage*>()->headline(),
                 NoFailures::tr("No open failures"));
    stage.keep(u"failures-empty"_s);
    stage.shown.press(u"activityPanelButton"_s);
    QTRY_COMPARE(stage.shown.find<EmptyPage>(u"actionsEmpty"_s)->headline(),
                 ActionsPage::tr("Nobody asked for anything yet"));
    stage.keep(u"activity-empty"_s);
}

} // namespace

std::vector<Scene> frameScenes()
{
    return {{"startPage", &startPage},         {"setup", &setup},
            {"notifications", &notifications}, {"aboutDialog", &aboutDialog},
            {"exportDialog", &exportDialog},   {"search", &search},
            {"shortcuts", &shortcuts},         {"firstMinute", &firstMinute}};
}

} // namespace chainpoints
