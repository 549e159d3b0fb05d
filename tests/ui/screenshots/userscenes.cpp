#include "tests/ui/chartsfixture.h"
#include "tests/ui/picturestory.h"
#include "tests/ui/screenshots/scenes.h"
#include "ui/charts/historychart.h"

#include <QDateTimeEdit>
#include <QDialog>
#include <QLineEdit>
#include <QTabWidget>

namespace chainpoints {
namespace {

void noUserChosen(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"usersTable"_s), kHolders);
    stage.keep(u"users-none-chosen"_s);
}

void users(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"usersTable"_s), kHolders);
    auto* table = stage.shown.find<QTableView>(u"usersTable"_s);
    table->setCurrentIndex(table->model()->index(3, 0));
    const auto* balance = stage.shown.window->findChild<BalanceChart*>();
    const auto* points = stage.shown.window->findChild<PointsChart*>();
    QTRY_VERIFY(balance->isDrawn() && points->isDrawn());
    const QRectF area = balance->plot().places().area;
    moveMouse(balance->plot(), {area.left() + area.width() * 0.6, area.center().y()});
    QVERIFY(!balance->plot().hoverText().isEmpty());
    QVERIFY(!points->plot().hoverText().isEmpty());
    stage.keep(u"users"_s);
    zone::use(QTimeZone("America/Argentina/Buenos_Aires"));
    stage.keep(u"users-local"_s);
}

void userDetails(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"usersTable"_s), kHolders);
    auto* table = stage.shown.find<QTableView>(u"usersTable"_s);
    table->setCurrentIndex(table->model()->index(3, 0));
    auto* tabs = stage.shown.find<QTabWidget>(u"userTabs"_s);
    tabs->setCurrentIndex(1);
    QTRY_VERIFY(stage.shown.rowsOf(u"userChanges"_s) > 0);
    stage.keep(u"users-changes"_s);
    tabs->setCurrentIndex(2);
    QTRY_VERIFY(stage.shown.rowsOf(u"userStatement"_s) > 0);
    stage.shown.press(u"statementVerify"_s);
    QTRY_VERIFY(stage.shown.find<QWidget>(u"userStatementNotice"_s)->isVisible());
    stage.keep(u"users-why"_s);
    tabs->setCurrentIndex(3);
    QTRY_VERIFY(stage.shown.rowsOf(u"pointsTable"_s) > 0);
    stage.keep(u"users-table"_s);
}

void userStatus(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"usersTable"_s), kHolders);
    auto* table = stage.shown.find<QTableView>(u"usersTable"_s);
    table->setCurrentIndex(table->model()->index(3, 0));
    stage.shown.press(u"userStatusChange"_s);
    auto* dialog = stage.shown.find<QDialog>(u"userStatusDialog"_s);
    stage.keep(u"user-status"_s, dialog);
    auto* date = stage.shown.find<QDateTimeEdit>(u"statusDate"_s);
    date->setDateTime(QDateTime({2026, 11, 25}, {3, 0}, Qt::UTC));
    stage.shown.find<QLineEdit>(u"statusReason"_s)->setText(u"a contract of the exchange"_s);
    stage.shown.press(u"statusGo"_s);
    QTRY_VERIFY(stage.shown.find<QWidget>(u"statusChanges"_s)->isVisible());
    stage.keep(u"user-status-settled"_s, dialog);
}

void points(Stage& stage)
{
    stage.shown.open(stage.filled);
    stage.shown.press(u"pointsPanelButton"_s);
    QTRY_VERIFY(stage.shown.rowsOf(u"leadersTable"_s) > 0);
    QTRY_COMPARE(stage.shown.rowsOf(u"hoursTable"_s), 2);
    stage.keep(u"points"_s);
}

} // namespace

std::vector<Scene> userScenes()
{
    return {{"noUserChosen", &noUserChosen},
            {"users", &users},
            {"userDetails", &userDetails},
            {"userStatus", &userStatus},
            {"points", &points}};
}

} // namespace chainpoints
