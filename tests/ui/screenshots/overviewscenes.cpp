#include "tests/ui/screenshots/scenes.h"

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

} // namespace

std::vector<Scene> overviewScenes()
{
    return {{"overview", &overview}, {"backfill", &backfill}};
}

} // namespace chainpoints
