#include "tests/ui/screenshots/scenes.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

namespace chainpoints {
namespace {

void failures(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"failuresPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"failuresTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"failuresTable"_s)->selectRow(0);
    QTRY_VERIFY(stage.shown.find<QWidget>(u"showUserButton"_s)->isVisible());
    stage.keep(u"failures"_s);
    stage.shown.press(u"dismissSelectedButton"_s);
    stage.keep(u"failures-dismiss"_s, stage.shown.find<QDialog>(u"dismissDialog"_s));
    stage.shown.find<QDialog>(u"dismissDialog"_s)->reject();
    stage.shown.press(u"retryAllButton"_s);
    QTRY_VERIFY(stage.shown.find<QPushButton>(u"planGo"_s)->isEnabled());
    stage.keep(u"failures-plan"_s, stage.shown.find<QDialog>(u"retryPlan"_s));
}

void pickedReason(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"failuresPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"reasonGroups"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"reasonGroups"_s)->selectRow(1);
    QTRY_COMPARE(stage.shown.rowsOf(u"failuresTable"_s), 1);
    stage.shown.find<QTableView>(u"failuresTable"_s)->selectRow(0);
    stage.keep(u"failures-reason"_s);
    stage.shown.find<QAction>(u"exportAction"_s)->trigger();
    stage.keep(u"failures-export"_s, stage.shown.find<QDialog>(u"exportDialog"_s));
    stage.shown.find<QDialog>(u"exportDialog"_s)->reject();
    stage.shown.find<QLineEdit>(u"failureSearch"_s)->setText(u"nobody"_s);
    const auto* panel = stage.shown.find<QWidget>(u"failuresPanel"_s);
    QTRY_VERIFY(panel->findChild<QPushButton*>(u"emptyOffer"_s)->isVisible());
    stage.keep(u"failures-nomatch"_s);
}

void dismissedFailures(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"failuresPanelButton"_s);
    stage.shown.find<QComboBox>(u"stateFilter"_s)->setCurrentIndex(1);
    QTRY_COMPARE(stage.shown.rowsOf(u"failuresTable"_s), 1);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"failuresTable"_s)->selectRow(0);
    QTRY_VERIFY(stage.shown.find<QWidget>(u"failureDismissal"_s)->isVisible());
    stage.keep(u"failures-dismissed"_s);
}

} // namespace

std::vector<Scene> failureScenes()
{
    return {
        {"failures", &failures}, {"pickedReason", &pickedReason}, {"dismissedFailures", &dismissedFailures}};
}

} // namespace chainpoints
