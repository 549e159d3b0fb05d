#include "tests/ui/screenshots/scenes.h"
#include "ui/widgets/notice.h"

#include <QDialog>
#include <QFile>

namespace chainpoints {
namespace {

void overview(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(1);
    stage.keep(u"overview"_s);
}

void backfill(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(0);
    stage.keep(u"overview-backfill"_s);
}

/// Two nodes that nobody runs.
void nodeTest(Stage& stage)
{
    stage.shown.settingsFile = stage.shown.folder.filePath(u"points.json"_s);
    QFile file(stage.shown.settingsFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"chains": [{"name": "base-sepolia", "chain_id": 84532,
        "contract": "0x5fbdb2315678afecb367f032d93f642f64180aa3",
        "rpc": ["http://127.0.0.1:1", "http://127.0.0.1:2/v3/key"]}]})");
    file.close();
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(0);
    stage.shown.press(u"testButton"_s);
    auto* dialog = stage.shown.find<QDialog>(u"nodeTestDialog"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"nodesFindings"_s), 4);
    const auto* verdict = stage.shown.find<Notice>(u"nodesVerdict"_s);
    QTRY_VERIFY(verdict->sentence().contains(u'2')); // two steps failed
    stage.keep(u"overview-test"_s, dialog);
}

} // namespace

std::vector<Scene> overviewScenes()
{
    return {{"overview", &overview}, {"backfill", &backfill}, {"nodeTest", &nodeTest}};
}

} // namespace chainpoints
