// Pictures of everything that people see, in each language and theme: kept in the folder that
// CHAINPOINTS_SCREENSHOTS names, and looked at by a program for what it can find wrong by itself.
#include "tests/ui/chartsfixture.h"
#include "tests/ui/pictureflaws.h"
#include "tests/ui/picturestory.h"
#include "tests/ui/settingsscene.h"
#include "tests/ui/shownwindow.h"
#include "ui/activity/actionspage.h"
#include "ui/charts/historychart.h"
#include "ui/failures/failurespanel.h"
#include "ui/logs/logspanel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialog>
#include <QDir>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

QString pictureName(const QString& scene, const QString& language, const QString& theme)
{
    return scene + u'-' + language + u'-' + theme;
}

/// The window, and the dialog in its middle where one is open.
QImage pictureOf(MainWindow& window, QWidget* dialog)
{
    QImage picture = window.grab().toImage();
    if (dialog) {
        const QPixmap front = dialog->grab();
        const QRect place(QPoint((kSize.width() - front.width()) / 2, (kSize.height() - front.height()) / 2),
                          front.size());
        QPainter painter(&picture);
        painter.drawPixmap(place.topLeft(), front);
        painter.setPen(dialog->palette().color(QPalette::Mid));
        painter.drawRect(place);
    }
    return picture;
}

} // namespace

class TestScreenshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void theCharactersAreChinese();
    void theStartPage();
    void theSetupDialog();
    void theSetupDialogWithProblems();
    void notifications();
    void theAboutDialog();
    void theExportDialog();
    void theSearch();
    void theShortcuts();
    void theOverview();
    void theOverviewOfABackfill();
    void theUsersBeforeOneIsChosen();
    void theUsers();
    void theUsersDetails();
    void theStatusOfAUser();
    void thePoints();
    void theFailures();
    void theDismissedFailures();
    void theActivity();
    void theIncidents();
    void theRestatements();
    void theLogs();
    void theSettings();
    void theSettingsWithAProblem();
    void theFirstMinute();
    void looksDiffer();
    void cleanup() { zone::use(QTimeZone::utc()); }

private:
    void keep(const QString& scene, ShownWindow& shown, QWidget* dialog = nullptr);

    QTemporaryDir m_temporary;
    QDir m_folder;
    std::unique_ptr<TestDatabase> m_filled;
    std::unique_ptr<TestDatabase> m_empty;
    std::map<QString, QImage> m_pictures;
    QStringList m_scenes;
};

void TestScreenshots::initTestCase_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("theme");
    for (const QString& language : {u"en"_s, u"zh_CN"_s})
        for (const QString& theme : {u"light"_s, u"dark"_s})
            QTest::newRow(qPrintable(language + u' ' + theme)) << language << theme;
}

void TestScreenshots::initTestCase()
{
    m_folder = QDir(qEnvironmentVariable("CHAINPOINTS_SCREENSHOTS", m_temporary.path()));
    QVERIFY(m_folder.mkpath(u"."_s));
    const std::vector<TestChain> chains{{kLiveChain, 11'155'111}, {kLateChain, 84'532}};
    m_filled = std::make_unique<TestDatabase>(Backend::Sqlite, chains);
    tellPictureStory(*m_filled);
    m_empty = std::make_unique<TestDatabase>(Backend::Sqlite, chains);
}

#define LOOK                                                                                                 \
    QFETCH_GLOBAL(QString, language);                                                                        \
    QFETCH_GLOBAL(QString, theme)

/// Takes a picture and looks for what is wrong with it.
void TestScreenshots::keep(const QString& scene, ShownWindow& shown, QWidget* dialog)
{
    LOOK;
    QCoreApplication::processEvents();
    // What the layouts still have to do may take more than one round of events.
    static_cast<void>(QTest::qWaitFor([&] { return clippedIn(*shown.window).isEmpty(); }));
    const QString name = pictureName(scene, language, theme);
    const QImage picture = pictureOf(*shown.window, dialog);
    QVERIFY(picture.save(m_folder.filePath(name + u".png"_s)));
    m_pictures[name] = picture;
    if (!m_scenes.contains(scene))
        m_scenes.append(scene);
    QCOMPARE(picture.size(), kSize);
    QVERIFY2(coloursIn(picture) > 60, qPrintable(name));
    const QStringList clipped = clippedIn(*shown.window);
    QVERIFY2(clipped.isEmpty(), qPrintable(name + u" cuts: "_s + clipped.join(u" | "_s)));
    if (language == u"zh_CN"_s && QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty())
        QSKIP("no font with Chinese characters is installed");
    const QStringList boxed = boxedIn(*shown.window);
    QVERIFY2(boxed.isEmpty(), qPrintable(name + u" has no glyphs for: "_s + boxed.join(u" | "_s)));
}

void TestScreenshots::theCharactersAreChinese()
{
    LOOK;
    if (language != u"zh_CN"_s)
        return;
    if (!QFontDatabase::hasFamily(u"Noto Sans CJK SC"_s))
        QSKIP("the font that is looked for is not installed");
    const ShownWindow shown(language, theme);
    // A character with other strokes in Japanese.
    const QList<QGlyphRun> glyphs = glyphsOf(u"直"_s, shown.find<QLabel>(u"startProgress"_s)->font());
    QCOMPARE(glyphs.constFirst().rawFont().familyName(), u"Noto Sans CJK SC"_s);
}

void TestScreenshots::theStartPage()
{
    LOOK;
    ShownWindow shown(language, theme);
    keep(u"start"_s, shown);
    shown.window->showStartError(u"https://ethereum-sepolia-rpc.example.org does not answer."_s);
    keep(u"start-error"_s, shown);
}

void TestScreenshots::theSetupDialog()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.press(u"startSetup"_s);
    keep(u"setup"_s, shown, shown.find<QDialog>(u"setupDialog"_s));
}

void TestScreenshots::notifications()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.find<QAction>(u"notificationsAction"_s)->trigger();
    auto* dialog = shown.find<QDialog>(u"notificationsDialog"_s);
    shown.find<QLineEdit>(u"notifyWebhook"_s)->setText(u"http://example.org"_s);
    shown.press(u"notifyQuiet"_s);
    shown.press(u"notifyTest"_s);
    keep(u"notifications"_s, shown, dialog);
}

void TestScreenshots::theSetupDialogWithProblems()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.press(u"startSetup"_s);
    shown.press(u"setupSave"_s);
    keep(u"setup-problems"_s, shown, shown.find<QDialog>(u"setupDialog"_s));
}

void TestScreenshots::theAboutDialog()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    QTRY_COMPARE(shown.rowsOf(u"chainsTable"_s), 2);
    shown.find<QAction>(u"aboutAction"_s)->trigger();
    keep(u"about"_s, shown, shown.find<QDialog>(u"aboutDialog"_s));
}

void TestScreenshots::theExportDialog()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.settings.setValue(settingskeys::kExportFolder, u"/home/olivia/reports"_s);
    shown.open(*m_filled);
    QTRY_COMPARE(shown.rowsOf(u"chainsTable"_s), 2);
    shown.find<QAction>(u"exportAction"_s)->trigger();
    auto* dialog = shown.find<QDialog>(u"exportDialog"_s);
    keep(u"export"_s, shown, dialog);
    shown.find<QComboBox>(u"exportReport"_s)->setCurrentIndex(1);
    shown.find<QCheckBox>(u"exportFromGiven"_s)->setChecked(true);
    shown.find<QLineEdit>(u"exportUser"_s)->setText(u"0x7e0e50289d58ce51"_s);
    shown.press(u"exportGo"_s);
    keep(u"export-problem"_s, shown, dialog);
    shown.find<QLineEdit>(u"exportUser"_s)->clear();
    shown.find<QLineEdit>(u"exportFile"_s)->setText(shown.folder.filePath(u"changes.csv"_s));
    shown.press(u"exportGo"_s);
    QTRY_VERIFY2(shown.find<QWidget>(u"exportFolder"_s)->isVisible(),
                 qPrintable(shown.find<Notice>(u"exportNotice"_s)->sentence()));
    keep(u"export-written"_s, shown, dialog);
}

void TestScreenshots::theSearch()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    QTRY_COMPARE(shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QAction>(u"searchAction"_s)->trigger();
    auto* dialog = shown.find<QDialog>(u"searchDialog"_s);
    keep(u"search"_s, shown, dialog);
    shown.find<QLineEdit>(u"searchText"_s)->setText(u"7e0e"_s);
    QTRY_VERIFY(shown.find<QTreeWidget>(u"searchList"_s)->topLevelItemCount() > 0);
    keep(u"search-user"_s, shown, dialog);
    shown.find<QLineEdit>(u"searchText"_s)->setText(u"nothing like it"_s);
    keep(u"search-nothing"_s, shown, dialog);
}

void TestScreenshots::theShortcuts()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    QTRY_COMPARE(shown.rowsOf(u"chainsTable"_s), 2);
    shown.find<QAction>(u"shortcutsAction"_s)->trigger();
    keep(u"shortcuts"_s, shown, shown.find<QDialog>(u"shortcutsDialog"_s));
}

void TestScreenshots::theOverview()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    QTRY_COMPARE(shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"chainsTable"_s)->selectRow(1);
    keep(u"overview"_s, shown);
}

void TestScreenshots::theOverviewOfABackfill()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    QTRY_COMPARE(shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"chainsTable"_s)->selectRow(0);
    keep(u"overview-backfill"_s, shown);
}

void TestScreenshots::theUsersBeforeOneIsChosen()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(shown.rowsOf(u"usersTable"_s), kHolders);
    keep(u"users-none-chosen"_s, shown);
}

void TestScreenshots::theUsers()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(shown.rowsOf(u"usersTable"_s), kHolders);
    auto* table = shown.find<QTableView>(u"usersTable"_s);
    table->setCurrentIndex(table->model()->index(3, 0));
    const auto* balance = shown.window->findChild<BalanceChart*>();
    const auto* points = shown.window->findChild<PointsChart*>();
    QTRY_VERIFY(balance->isDrawn() && points->isDrawn());
    const QRectF area = balance->plot().places().area;
    moveMouse(balance->plot(), {area.left() + area.width() * 0.6, area.center().y()});
    QVERIFY(!balance->plot().hoverText().isEmpty());
    QVERIFY(!points->plot().hoverText().isEmpty());
    keep(u"users"_s, shown);
    zone::use(QTimeZone("America/Argentina/Buenos_Aires"));
    keep(u"users-local"_s, shown);
}

void TestScreenshots::theUsersDetails()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(shown.rowsOf(u"usersTable"_s), kHolders);
    auto* table = shown.find<QTableView>(u"usersTable"_s);
    table->setCurrentIndex(table->model()->index(3, 0));
    auto* tabs = shown.find<QTabWidget>(u"userTabs"_s);
    tabs->setCurrentIndex(1);
    QTRY_VERIFY(shown.rowsOf(u"userChanges"_s) > 0);
    keep(u"users-changes"_s, shown);
    tabs->setCurrentIndex(2);
    QTRY_VERIFY(shown.rowsOf(u"userStatement"_s) > 0);
    shown.press(u"statementVerify"_s);
    QTRY_VERIFY(shown.find<QWidget>(u"userStatementNotice"_s)->isVisible());
    keep(u"users-why"_s, shown);
    tabs->setCurrentIndex(3);
    QTRY_VERIFY(shown.rowsOf(u"pointsTable"_s) > 0);
    keep(u"users-table"_s, shown);
}

void TestScreenshots::theStatusOfAUser()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"usersPanelButton"_s);
    QTRY_COMPARE(shown.rowsOf(u"usersTable"_s), kHolders);
    auto* table = shown.find<QTableView>(u"usersTable"_s);
    table->setCurrentIndex(table->model()->index(3, 0));
    shown.press(u"userStatusChange"_s);
    auto* dialog = shown.find<QDialog>(u"userStatusDialog"_s);
    keep(u"user-status"_s, shown, dialog);
    auto* date = shown.find<QDateTimeEdit>(u"statusDate"_s);
    date->setDateTime(QDateTime({2026, 11, 25}, {3, 0}, Qt::UTC));
    shown.find<QLineEdit>(u"statusReason"_s)->setText(u"a contract of the exchange"_s);
    shown.press(u"statusGo"_s);
    QTRY_VERIFY(shown.find<QWidget>(u"statusChanges"_s)->isVisible());
    keep(u"user-status-settled"_s, shown, dialog);
}

void TestScreenshots::thePoints()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"pointsPanelButton"_s);
    QTRY_VERIFY(shown.rowsOf(u"leadersTable"_s) > 0);
    QTRY_COMPARE(shown.rowsOf(u"hoursTable"_s), 2);
    keep(u"points"_s, shown);
}

void TestScreenshots::theFailures()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"failuresPanelButton"_s);
    QTRY_COMPARE(shown.rowsOf(u"failuresTable"_s), 2);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"failuresTable"_s)->selectRow(0);
    QTRY_VERIFY(shown.find<QWidget>(u"showUserButton"_s)->isVisible());
    keep(u"failures"_s, shown);
    shown.press(u"dismissSelectedButton"_s);
    keep(u"failures-dismiss"_s, shown, shown.find<QDialog>(u"dismissDialog"_s));
    shown.find<QDialog>(u"dismissDialog"_s)->reject();
    shown.press(u"retryAllButton"_s);
    QTRY_VERIFY(shown.find<QPushButton>(u"planGo"_s)->isEnabled());
    keep(u"failures-plan"_s, shown, shown.find<QDialog>(u"retryPlan"_s));
}

void TestScreenshots::theDismissedFailures()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"failuresPanelButton"_s);
    shown.find<QComboBox>(u"stateFilter"_s)->setCurrentIndex(1);
    QTRY_COMPARE(shown.rowsOf(u"failuresTable"_s), 1);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"failuresTable"_s)->selectRow(0);
    QTRY_VERIFY(shown.find<QWidget>(u"failureDismissal"_s)->isVisible());
    keep(u"failures-dismissed"_s, shown);
}

void TestScreenshots::theActivity()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"activityPanelButton"_s);
    QTRY_COMPARE(shown.rowsOf(u"actionsTable"_s), kActions);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"actionsTable"_s)->selectRow(0);
    QTRY_VERIFY(!shown.find<QPlainTextEdit>(u"actionParts"_s)->toPlainText().isEmpty());
    keep(u"activity"_s, shown);
}

void TestScreenshots::theIncidents()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"activityPanelButton"_s);
    shown.find<QTabWidget>(u"activityTabs"_s)->setCurrentIndex(1);
    QTRY_COMPARE(shown.rowsOf(u"incidentsTable"_s), 2);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"incidentsTable"_s)->selectRow(1);
    QTRY_VERIFY(shown.find<QPlainTextEdit>(u"incidentDetail"_s)->blockCount() > 6);
    keep(u"activity-incidents"_s, shown);
}

void TestScreenshots::theRestatements()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"activityPanelButton"_s);
    shown.find<QTabWidget>(u"activityTabs"_s)->setCurrentIndex(2);
    QTRY_COMPARE(shown.rowsOf(u"restatementsTable"_s), 2);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"restatementsTable"_s)->selectRow(0);
    QTRY_VERIFY(shown.find<QPlainTextEdit>(u"restatementDetail"_s)->blockCount() > 3);
    keep(u"activity-restatements"_s, shown);
}

void TestScreenshots::theLogs()
{
    LOOK;
    log::remember(0, log::Level::Info);
    log::remember(LogsModel::kMost, log::Level::Info);
    log::info("ethereum-sepolia",
              "Live at block 7420328: confirmed 7420316, settled up to 2026-11-25T08:00:00Z.");
    log::info("base-sepolia", "Fetched blocks 21530400 to 21533505 with 1118 balance changes.");
    log::warning("base-sepolia",
                 "https://other.example.org: limit exceeded; asking for 5000 blocks instead of 10000.");
    log::error("ethereum-sepolia",
               "The points of 0x7e0e50289d58ce51b81f3135da49ca7954b6c208 cannot be calculated.");
    ShownWindow shown(language, theme);
    shown.open(*m_filled);
    shown.press(u"logsPanelButton"_s);
    QTRY_COMPARE(shown.rowsOf(u"logTable"_s), 4);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QTableView>(u"logTable"_s)->selectRow(3);
    keep(u"logs"_s, shown);
}

void TestScreenshots::theSettings()
{
    LOOK;
    ShownWindow shown(language, theme);
    openSettings(shown, *m_filled);
    keep(u"settings"_s, shown);
    shown.find<QLineEdit>(u"chain_poll_ms"_s)->setText(u"5000"_s);
    shown.find<QPlainTextEdit>(u"chain_rpc"_s)->appendPlainText(u"https://third.example.org"_s);
    shown.press(u"settingsApply"_s);
    keep(u"settings-changes"_s, shown, shown.find<QDialog>(u"applyDialog"_s));
}

void TestScreenshots::theSettingsWithAProblem()
{
    LOOK;
    ShownWindow shown(language, theme);
    openSettings(shown, *m_filled);
    shown.find<QLineEdit>(u"chain_contract"_s)->setText(u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"_s);
    shown.find<QPlainTextEdit>(u"chain_rpc"_s)->setPlainText(u"http://127.0.0.1:1"_s);
    shown.press(u"chainTest"_s);
    QTRY_VERIFY(shown.find<QTableView>(u"chainFindings"_s)->isVisible() ||
                !shown.find<Notice>(u"chainVerdict"_s)->sentence().contains(u"10"_s));
    keep(u"settings-problem"_s, shown);
}

void TestScreenshots::theFirstMinute()
{
    LOOK;
    ShownWindow shown(language, theme);
    shown.open(*m_empty);
    shown.window->setEngineState(EngineStarting());
    QTRY_COMPARE(shown.rowsOf(u"chainsTable"_s), 2);
    keep(u"overview-empty"_s, shown);
    shown.press(u"usersPanelButton"_s);
    QTRY_VERIFY(shown.find<QLabel>(u"usersEmpty"_s)->isVisible());
    keep(u"users-empty"_s, shown);
    shown.press(u"failuresPanelButton"_s);
    QTRY_COMPARE(shown.find<FailuresPanel>(u"failuresPanel"_s)->findChild<EmptyPage*>()->headline(),
                 FailuresPanel::tr("No open failures"));
    keep(u"failures-empty"_s, shown);
    shown.press(u"activityPanelButton"_s);
    QTRY_COMPARE(shown.find<EmptyPage>(u"actionsEmpty"_s)->headline(),
                 ActionsPage::tr("Nobody asked for anything yet"));
    keep(u"activity-empty"_s, shown);
}

void TestScreenshots::looksDiffer()
{
    LOOK;
    QCOMPARE(m_pictures.size(), std::size_t(m_scenes.size()) * 4);
    for (const QString& scene : m_scenes) {
        const QImage& picture = m_pictures.at(pictureName(scene, language, theme));
        const QImage& otherTheme =
            m_pictures.at(pictureName(scene, language, theme == u"light"_s ? u"dark"_s : u"light"_s));
        const QImage& otherLanguage =
            m_pictures.at(pictureName(scene, language == u"en"_s ? u"zh_CN"_s : u"en"_s, theme));
        const bool lighter =
            picture.pixelColor(4, 600).lightness() > otherTheme.pixelColor(4, 600).lightness();
        QVERIFY2(lighter == (theme == u"light"_s), qPrintable(scene));
        QVERIFY2(picture != otherLanguage, qPrintable(scene));
    }
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
