#include "tests/ui/picturestory.h"
#include "tests/ui/screenshots/scenes.h"
#include "ui/logs/logspanel.h"

#include <QPlainTextEdit>
#include <QTabWidget>

namespace chainpoints {
namespace {

void actions(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"activityPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"actionsTable"_s), kActions);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"actionsTable"_s)->selectRow(0);
    QTRY_VERIFY(!stage.shown.find<QPlainTextEdit>(u"actionParts"_s)->toPlainText().isEmpty());
    stage.keep(u"activity"_s);
}

void incidents(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"activityPanelButton"_s);
    stage.shown.find<QTabWidget>(u"activityTabs"_s)->setCurrentIndex(1);
    QTRY_COMPARE(stage.shown.rowsOf(u"incidentsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"incidentsTable"_s)->selectRow(1);
    QTRY_VERIFY(stage.shown.find<QPlainTextEdit>(u"incidentDetail"_s)->blockCount() > 6);
    stage.keep(u"activity-incidents"_s);
}

void restatements(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"activityPanelButton"_s);
    stage.shown.find<QTabWidget>(u"activityTabs"_s)->setCurrentIndex(2);
    QTRY_COMPARE(stage.shown.rowsOf(u"restatementsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"restatementsTable"_s)->selectRow(0);
    QTRY_VERIFY(stage.shown.find<QPlainTextEdit>(u"restatementDetail"_s)->blockCount() > 3);
    stage.keep(u"activity-restatements"_s);
}

void logs(Stage& stage)
{
    log::remember(0, log::Level::Info);
    log::remember(LogsModel::kMost, log::Level::Info);
    log::info("ethereum-sepolia",
              "Live at block 7420328: confirmed 7420316, settled up to 2026-11-25T08:00:00Z.");
    log::info("base-sepolia", "Fetched blocks 21530400 to 21533505 with 1118 balance changes.");
    log::warning("base-sepolia",
                 "https://other.example.org: limit exceeded; asking for 5000 blocks instead of 10000.");
    log::error("ethereum-sepolia",
               "The points of 0x7e0e50289d58ce51b81f3135da49ca7954b6c208 cannot be calculated.");
    stage.shown.open(stage.filled);
    stage.shown.press(u"logsPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"logTable"_s), 4);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"logTable"_s)->selectRow(3);
    stage.keep(u"logs"_s);
}

} // namespace

std::vector<Scene> activityScenes()
{
    return {
        {"actions", &actions}, {"incidents", &incidents}, {"restatements", &restatements}, {"logs", &logs}};
}

} // namespace chainpoints
