#include "tests/ui/screenshots/scenes.h"
#include "tests/ui/settingstext.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace chainpoints {
namespace {

/// The settings are those of two chains.
void openSettings(ShownWindow& shown, const TestDatabase& database, const QString& text = kSettingsText)
{
    shown.settingsFile = shown.folder.filePath(u"points.json"_s);
    QFile file(shown.settingsFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
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

/// A chain that the engine knows, and what was asked for it.
void settingsOfAFollowedChain(Stage& stage)
{
    QString text = kSettingsText;
    openSettings(stage.shown, stage.filled,
                 text.replace(u"\"name\": \"sepolia\""_s, u"\"name\": \"%1\""_s.arg(u"ethereum-sepolia"_s)));
    QTRY_VERIFY(stage.shown.find<QWidget>(u"chainFollowing"_s)->isVisible());
    stage.keep(u"settings-followed-chain"_s);
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
    auto* area = stage.shown.find<QScrollArea>(u"databaseScroll"_s);
    area->ensureWidgetVisible(stage.shown.find<QWidget>(u"database_tls.key"_s));
    stage.keep(u"settings-database-tls"_s);
    show(u"cachePage"_s);
    stage.keep(u"settings-cache"_s);
    stage.shown.find<QComboBox>(u"cache_driver"_s)->setCurrentText(u"redis"_s);
    stage.keep(u"settings-cache-redis"_s);
    show(u"pointsPage"_s);
    stage.keep(u"settings-points"_s);
    show(u"notificationsPage"_s);
    stage.keep(u"settings-notifications"_s);
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

void goToSecrets(const ShownWindow& shown)
{
    shown.find<QTabWidget>(u"settingsTabs"_s)->setCurrentWidget(shown.find<QWidget>(u"secretsPage"_s));
    QTRY_VERIFY(shown.find<QTableView>(u"settingsSecrets"_s)->isVisible());
}

void settingsSecrets(Stage& stage)
{
    ShownWindow& shown = stage.shown;
    QString text = kSettingsText;
    text.replace(u"\"sqlite\", \"path\": \"points.db\""_s,
                 u"\"mysql\", \"host\": \"127.0.0.1\", \"name\": \"points\", \"user\": \"olivia\", "
                 "\"password\": \"{secret:db}\""_s);
    text.replace(u"base-sepolia-rpc.example.org"_s, u"base-sepolia-rpc.example.org/{secret:infura}"_s);
    shown.settingsDesk.keychain.set("db", "not to be seen");
    openSettings(shown, stage.filled, text);
    goToSecrets(shown);
    shown.find<QTableView>(u"settingsSecrets"_s)->selectRow(2);
    stage.keep(u"settings-secrets"_s);
    shown.press(u"secretStore"_s);
    QTest::keyClicks(shown.find<QLineEdit>(u"secretValue"_s), u"not to be seen"_s);
    stage.keep(u"settings-secret-store"_s, shown.find<QDialog>(u"secretDialog"_s));
    shown.press(u"secretGo"_s);
    QTRY_VERIFY(shown.find<Notice>(u"secretsOutcome"_s)->isVisible());
    QTRY_VERIFY(shown.find<QAbstractButton>(u"secretRemove"_s)->isEnabled());
    stage.keep(u"settings-secrets-stored"_s);
}

void settingsWithoutSecrets(Stage& stage)
{
    QString text = kSettingsText;
    text.remove(u"/{secret:infura}"_s);
    text.replace(u"\"points\""_s, u"\"api\": { \"listen\": \"off\" }, \"points\""_s);
    openSettings(stage.shown, stage.filled, text);
    stage.shown.find<QTabWidget>(u"settingsTabs"_s)
        ->setCurrentWidget(stage.shown.find<QWidget>(u"secretsPage"_s));
    QTRY_VERIFY(stage.shown.find<QTabWidget>(u"settingsTabs"_s)->isEnabled());
    const auto* empty = stage.shown.find<EmptyPage>(u"secretsEmpty"_s);
    const QString looking = empty->headline();
    QTRY_VERIFY(empty->headline() != looking);
    stage.keep(u"settings-secrets-none"_s);
}

/// As in a container.
void settingsWithoutAKeychain(Stage& stage)
{
    ShownWindow& shown = stage.shown;
    shown.settingsDesk.keychain.fail(
        "the keychain cannot be used: Cannot autolaunch D-Bus without X11 $DISPLAY");
    openSettings(shown, stage.filled);
    goToSecrets(shown);
    shown.find<QTableView>(u"settingsSecrets"_s)->selectRow(1);
    stage.keep(u"settings-secrets-failing"_s);
    shown.press(u"secretStore"_s);
    QTest::keyClicks(shown.find<QLineEdit>(u"secretValue"_s), u"not to be seen"_s);
    shown.press(u"secretGo"_s);
    QTRY_VERIFY(shown.find<QLineEdit>(u"secretValue"_s)->isEnabled());
    stage.keep(u"settings-secret-refused"_s, shown.find<QDialog>(u"secretDialog"_s));
}

} // namespace

std::vector<Scene> settingsScenes()
{
    return {{"settings", &settings},
            {"settingsOfAFollowedChain", &settingsOfAFollowedChain},
            {"settingsPages", &settingsPages},
            {"settingsSecrets", &settingsSecrets},
            {"settingsWithoutSecrets", &settingsWithoutSecrets},
            {"settingsWithoutAKeychain", &settingsWithoutAKeychain},
            {"settingsWithAProblem", &settingsWithAProblem}};
}

} // namespace chainpoints
