// Reports written through the window.
#include "tests/support/testmain.h"
#include "tests/ui/heldlane.h"
#include "tests/ui/windowfixture.h"
#include "ui/banner.h"
#include "ui/exportdialog.h"
#include "ui/reportexport.h"
#include "ui/reporttexts.h"
#include "ui/widgets/chainchoice.h"
#include "ui/widgets/instantedit.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestMainWindowExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void everyReportHasATitle();
    void theFileFollowsReportAndChain();
    void aFileThatSomebodyTypedStays();
    void onlyWhatTheReportTakesIsAsked();
    void aSpanInTheZoneInUse();
    void onlySomeColumns();
    void theColumnsAreThoseOfTheReport();
    void isFilledInForThePanelOnScreen();
    void onlyTheRowsOnScreen();
    void whatIsWrongIsSaidBefore();
    void anErrorShows();
    void aFileThatExistsIsReplacedOnlyWhenThatIsWanted();
    void theFileCanBeChosen();
    void folderAndPathAreOffered();
    void theFolderIsRemembered();
    void aCancelledReportLeavesNothing();
    void aClosedDialogGoesOnWriting();
    void aDeskThatIsClosedEndsTheReport();
    void closingAsksWhileAReportIsWritten();
    void cleanup() { zone::use(QTimeZone::utc()); }
};

namespace {

/// The window with its export's dialog open.
struct Export : WindowFixture
{
    explicit Export(const std::vector<TestChain>& chains = {TestChain{}}) : WindowFixture(chains)
    {
        settings.setValue(u"window/1/exportFolder"_s, folder.path());
        database.follow(toldStory("14:00 0>1:100", at(16)));
        openWindow();
        QTest::qWait(0);
        find<QAction>("exportAction")->trigger();
    }
    [[nodiscard]] ExportDialog& dialog() const { return *window->findChild<ExportDialog*>(); }
    void choose(const QString& report) const
    {
        auto* reports = find<QComboBox>("exportReport");
        reports->setCurrentIndex(reports->findData(report));
    }
    void type(const QString& name) { find<QLineEdit>("exportFile")->setText(folder.filePath(name)); }
    void choose(const QString& column, Qt::CheckState state) const
    {
        const auto found = find<QListWidget>("exportColumns")->findItems(column, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        found.front()->setCheckState(state);
    }
    void go() const { QTest::mouseClick(find<QPushButton>("exportGo"), Qt::LeftButton); }
    [[nodiscard]] QString said() const { return find<Notice>("exportNotice")->sentence(); }
    [[nodiscard]] QString suggested() const { return find<QLineEdit>("exportFile")->text(); }
    [[nodiscard]] QByteArray content(const QString& name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    [[nodiscard]] QStringList reports() const
    {
        return QDir(folder.path()).entryList({u"*.csv*"_s}, QDir::Files | QDir::Hidden);
    }
};

QString notice(const WindowFixture& fixture)
{
    const auto* banner = fixture.find<Banner>("notice");
    return banner->isVisible() ? banner->sentence() : QString();
}

/// One report stays under way.
struct HeldReports : HeldLane
{
    explicit HeldReports(OperatorDesk& desk) : HeldLane(desk, OperatorDesk::Lane::Reports) {}
};

} // namespace

void TestMainWindowExport::writes_data()
{
    QTest::addColumn<QString>("report");
    for (const std::string_view name : reportNames())
        QTest::newRow(std::string(name).c_str()) << QString::fromStdString(std::string(name));
}

void TestMainWindowExport::writes()
{
    QFETCH(const QString, report);
    Export fixture;
    fixture.choose(report);
    fixture.type(u"报表 %1.csv"_s.arg(report));
    fixture.go();
    std::ostringstream expected;
    ReportRequest request;
    request.report = report.toStdString();
    QVERIFY(doorOf(fixture.database)->exportReport(request, "-", expected));
    const QString text = QString::fromStdString(expected.str());
    QTRY_COMPARE(fixture.said(), u"Written: 报表 %1.csv. Rows: %2"_s.arg(report).arg(text.count(u'\n') - 1));
    QCOMPARE(QString::fromUtf8(fixture.content(u"报表 %1.csv"_s.arg(report))), text);
    QVERIFY(!fixture.find<QLabel>("statusProgress")->isVisible());
    QCOMPARE(notice(fixture), QString()); // the dialog has told it
}

void TestMainWindowExport::everyReportHasATitle()
{
    for (const std::string_view name : reportNames()) {
        const QString title = reportTitle(std::string(name));
        QVERIFY2(!title.isEmpty() && title.front().isUpper(), qPrintable(title));
    }
}

void TestMainWindowExport::theFileFollowsReportAndChain()
{
    Export fixture;
    QTRY_COMPARE(fixture.find<ChainChoice>("chainFilter")->count(), 2);
    fixture.choose(u"points"_s);
    QVERIFY2(fixture.suggested().contains(u"/points-20"_s), qPrintable(fixture.suggested()));
    fixture.find<ChainChoice>("chainFilter")->setCurrentIndex(1);
    QVERIFY2(fixture.suggested().contains(u"/points-sepolia-20"_s), qPrintable(fixture.suggested()));
    fixture.choose(u"totals"_s);
    QVERIFY2(fixture.suggested().contains(u"/totals-sepolia-20"_s), qPrintable(fixture.suggested()));
    QVERIFY(fixture.suggested().endsWith(u".csv"_s));
}

void TestMainWindowExport::aFileThatSomebodyTypedStays()
{
    Export fixture;
    fixture.type(u"mine.csv"_s);
    fixture.choose(u"points"_s);
    QCOMPARE(fixture.suggested(), fixture.folder.filePath(u"mine.csv"_s));
}

void TestMainWindowExport::onlySomeColumns()
{
    Export fixture;
    fixture.choose(u"totals"_s);
    auto* columns = fixture.find<QListWidget>("exportColumns");
    QVERIFY(!columns->isVisible());
    fixture.find<QCheckBox>("exportOnlySome")->click();
    QVERIFY(columns->isVisible());
    columns->setFocus();
    QTest::keyClick(columns, Qt::Key_Space); // the first one: user_address
    fixture.choose(u"status"_s, Qt::Unchecked);
    fixture.type(u"some.csv"_s);
    fixture.go();
    QTRY_VERIFY(fixture.said().startsWith(u"Written: "_s));
    QCOMPARE(fixture.content(u"some.csv"_s), QByteArray("points,chains\n10.000000000000000000,sepolia\n"));

    for (const auto* column : {"points", "chains"})
        fixture.choose(QString::fromLatin1(column), Qt::Unchecked);
    fixture.type(u"none.csv"_s);
    fixture.go();
    QCOMPARE(fixture.said(), u"Choose at least one column."_s);
    // All again, whatever is chosen in the list.
    fixture.find<QCheckBox>("exportOnlySome")->click();
    QVERIFY(fixture.dialog().request().columns.empty());
}

void TestMainWindowExport::theColumnsAreThoseOfTheReport()
{
    Export fixture;
    auto* columns = fixture.find<QListWidget>("exportColumns");
    fixture.find<QCheckBox>("exportOnlySome")->click();
    for (const ReportForm& form : reportForms()) {
        fixture.choose(QString::fromStdString(std::string(form.name)));
        const auto chosen = fixture.dialog().request().columns;
        QCOMPARE(columns->count(), int(form.columns.size()));
        QVERIFY(std::ranges::equal(chosen, form.columns)); // each time all of them at first
        fixture.choose(columns->item(0)->text(), Qt::Unchecked);
    }
}

void TestMainWindowExport::isFilledInForThePanelOnScreen()
{
    Export fixture;
    QTRY_COMPARE(fixture.find<ChainChoice>("chainFilter")->count(), 2);
    const std::string user = "0x" + std::string(40, 'a');
    fixture.panels[0]->nearest = ReportRequest{.report = "changes", .chain = "sepolia", .user = user};
    // What is on screen already is left alone.
    fixture.find<QAction>("exportAction")->trigger();
    QVERIFY(!fixture.dialog().request().user);
    fixture.dialog().reject();
    fixture.find<QAction>("exportAction")->trigger();
    const ReportRequest asked = fixture.dialog().request();
    QCOMPARE(QString::fromStdString(asked.report), u"changes"_s);
    QVERIFY(asked.chain == "sepolia" && asked.user == user && !asked.all);
    QVERIFY2(fixture.suggested().contains(u"/changes-sepolia-20"_s), qPrintable(fixture.suggested()));
    // A panel without a report of its own leaves it as it was.
    fixture.dialog().reject();
    fixture.find<QAction>("secondAction")->trigger();
    fixture.find<QAction>("exportAction")->trigger();
    QVERIFY(fixture.dialog().request().user == user);
}

void TestMainWindowExport::onlyTheRowsOnScreen()
{
    Export fixture;
    const auto* rows = fixture.find<QComboBox>("exportRows");
    QVERIFY(!rows->isVisible());
    fixture.panels[0]->nearest = ReportRequest{
        .report = "failures", .chain = {}, .search = "a", .codes = {"sign"}, .failures = {3, 4}};
    fixture.dialog().reject();
    fixture.find<QAction>("exportAction")->trigger();
    QVERIFY(rows->isVisible());
    QCOMPARE(rows->currentText(), u"Those that match the filter"_s);
    ReportRequest asked = fixture.dialog().request();
    QVERIFY(asked.search == "a" && asked.codes.size() == 1 && asked.failures.empty() && !asked.all);
    fixture.find<QComboBox>("exportRows")->setCurrentIndex(2);
    asked = fixture.dialog().request();
    QVERIFY(asked.search.empty() && asked.codes.empty() && asked.failures.size() == 2 && asked.all);
    fixture.choose(u"balances"_s);
    QVERIFY(!rows->isVisible());
    asked = fixture.dialog().request();
    QVERIFY(asked.failures.empty() && asked.search.empty());
    // Asked for again from where no rows are.
    fixture.choose(u"failures"_s);
    fixture.find<QComboBox>("exportRows")->setCurrentIndex(2);
    fixture.panels[0]->nearest.reset();
    fixture.dialog().reject();
    fixture.find<QAction>("exportAction")->trigger();
    QVERIFY(!rows->isVisible());
    asked = fixture.dialog().request();
    QVERIFY(asked.failures.empty() && asked.search.empty() && asked.codes.empty() && !asked.all);
}

void TestMainWindowExport::onlyWhatTheReportTakesIsAsked()
{
    Export fixture;
    const auto door = doorOf(fixture.database);
    for (const std::string_view name : reportNames()) {
        fixture.choose(QString::fromStdString(std::string(name)));
        QCoreApplication::processEvents();
        const auto takes = [&](auto change) {
            ReportRequest request;
            request.report = name;
            change(request);
            std::ostringstream unused;
            return door->exportReport(request, "-", unused).has_value();
        };
        QCOMPARE(fixture.find<QWidget>("exportUser")->isVisible(),
                 takes([](ReportRequest& request) { request.user = "0x" + std::string(40, 'a'); }));
        QCOMPARE(fixture.find<QWidget>("exportAt")->isVisible(),
                 takes([](ReportRequest& request) { request.at = at(15); }));
        for (const char* span : {"exportFrom", "exportToGiven"})
            QCOMPARE(fixture.find<QWidget>(span)->isVisible(),
                     takes([](ReportRequest& request) { request.from = at(15); }));
        QCOMPARE(fixture.find<QWidget>("exportAll")->isVisible(),
                 takes([](ReportRequest& request) { request.all = true; }));
    }
    // What another report was told is not told to one that does not take it.
    fixture.choose(u"balances"_s);
    fixture.find<QCheckBox>("exportAtGiven")->setChecked(true);
    fixture.find<QLineEdit>("exportUser")->setText(u"0x"_s);
    fixture.choose(u"chains"_s);
    const ReportRequest request = fixture.dialog().request();
    QVERIFY(!request.at && !request.user);
}

void TestMainWindowExport::aSpanInTheZoneInUse()
{
    Export fixture;
    fixture.choose(u"changes"_s);
    auto* from = fixture.find<InstantEdit>("exportFrom");
    QVERIFY(!from->isEnabled());
    fixture.find<QCheckBox>("exportFromGiven")->click();
    QVERIFY(from->isEnabled());
    from->setDateTime(QDateTime({2025, 1, 1}, {14, 0}, Qt::UTC));
    QVERIFY(fixture.dialog().request().from == std::optional(UnixTime(1735740000)));
    zone::use(QTimeZone(7200));
    QCoreApplication::processEvents();
    QCOMPARE(from->text(), u"2025-01-01 16:00:00"_s);
    QVERIFY(fixture.dialog().request().from == std::optional(UnixTime(1735740000)));
    QVERIFY(fixture.find<QCheckBox>("exportFromGiven")->text().contains(zone::name()));
    from->setDateTime(QDateTime({2025, 1, 1}, {17, 0}, Qt::UTC));
    QVERIFY(fixture.dialog().request().from == std::optional(UnixTime(1735743600)));
}

void TestMainWindowExport::whatIsWrongIsSaidBefore()
{
    Export fixture;
    fixture.choose(u"changes"_s);
    fixture.find<QLineEdit>("exportUser")->setText(u"0x12"_s);
    fixture.go();
    QCOMPARE(fixture.said(), u"The user is no address: 0x and 40 hexadecimal digits."_s);
    fixture.find<QLineEdit>("exportUser")->clear();

    for (const char* name : {"exportFromGiven", "exportToGiven"})
        fixture.find<QCheckBox>(name)->setChecked(true);
    fixture.find<InstantEdit>("exportFrom")->setInstant(UnixTime(2000000));
    fixture.find<InstantEdit>("exportTo")->setInstant(UnixTime(1000000));
    fixture.go();
    QCOMPARE(fixture.said(), u"The end is before the beginning."_s);
    fixture.find<QCheckBox>("exportToGiven")->setChecked(false);

    fixture.find<QLineEdit>("exportFile")->clear();
    fixture.go();
    QCOMPARE(fixture.said(), u"Say which file to write."_s);
    QCOMPARE(fixture.reports(), QStringList());
}

void TestMainWindowExport::anErrorShows()
{
    Export fixture;
    fixture.type(u"no/such/folder/points.csv"_s);
    fixture.go();
    QTRY_VERIFY2(fixture.said().contains(u"cannot be written"_s), qPrintable(fixture.said()));
    QVERIFY(!fixture.find<QPushButton>("exportFolder")->isVisible());
    QVERIFY(fixture.find<QLineEdit>("exportFile")->isEnabled());
}

void TestMainWindowExport::aFileThatExistsIsReplacedOnlyWhenThatIsWanted()
{
    Export fixture;
    fixture.choose(u"chains"_s);
    QFile file(fixture.folder.filePath(u"old.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
    file.close();
    fixture.type(u"old.csv"_s);
    fixture.prompts.answers = {false, true};
    fixture.go();
    QCOMPARE(fixture.prompts.questions.size(), std::size_t(1));
    QCOMPARE(fixture.prompts.questions.front().text, u"old.csv exists already."_s);
    QCoreApplication::processEvents();
    QCOMPARE(fixture.content(u"old.csv"_s), QByteArray("old"));
    fixture.go();
    QTRY_VERIFY(fixture.said().startsWith(u"Written: "_s));
    QVERIFY(fixture.content(u"old.csv"_s).startsWith("chain,"));
}

void TestMainWindowExport::theFileCanBeChosen()
{
    Export fixture;
    fixture.choose(u"points"_s);
    QTest::mouseClick(fixture.find<QPushButton>("exportChoose"), Qt::LeftButton);
    QCOMPARE(fixture.prompts.fileQuestions.front().suggested, fixture.suggested());
    const QString before = fixture.suggested();
    QCoreApplication::processEvents();
    QCOMPARE(fixture.suggested(), before); // cancelled
    const QString chosen = fixture.folder.filePath(u"chosen.csv"_s);
    fixture.prompts.files = {chosen};
    QTest::mouseClick(fixture.find<QPushButton>("exportChoose"), Qt::LeftButton);
    QTRY_COMPARE(fixture.suggested(), chosen);
}

void TestMainWindowExport::folderAndPathAreOffered()
{
    Export fixture;
    fixture.choose(u"chains"_s);
    fixture.type(u"chains.csv"_s);
    fixture.go();
    auto* open = fixture.find<QPushButton>("exportFolder");
    QTRY_VERIFY(open->isVisible());
    QTest::mouseClick(open, Qt::LeftButton);
    QCOMPARE(fixture.prompts.folders, QStringList(fixture.folder.path()));
    QTest::mouseClick(fixture.find<QPushButton>("exportCopy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), fixture.folder.filePath(u"chains.csv"_s));
}

void TestMainWindowExport::theFolderIsRemembered()
{
    Export fixture;
    const QDir other(fixture.folder.filePath(u"other"_s));
    QVERIFY(other.mkpath(u"."_s));
    fixture.type(u"other/one.csv"_s);
    fixture.go();
    QTRY_VERIFY(fixture.said().startsWith(u"Written: "_s));
    fixture.openWindow();
    QVERIFY2(fixture.suggested().startsWith(other.path()), qPrintable(fixture.suggested()));
}

void TestMainWindowExport::aCancelledReportLeavesNothing()
{
    Export fixture;
    HeldReports held(*fixture.desk);
    fixture.type(u"never.csv"_s);
    fixture.go();
    auto* go = fixture.find<QPushButton>("exportGo");
    QCOMPARE(go->text(), u"Cancel the export"_s);
    QCOMPARE(fixture.said(), u"Writing… Rows so far: 0"_s);
    QVERIFY(!fixture.find<QComboBox>("exportReport")->isEnabled());
    QCOMPARE(fixture.find<QLabel>("statusProgress")->text(), u"Writing never.csv… Rows so far: 0"_s);
    fixture.go();
    held.release();
    QTRY_COMPARE(fixture.said(), u"Cancelled. No file was written."_s);
    QCOMPARE(go->text(), u"&Export"_s);
    QCOMPARE(fixture.reports(), QStringList());
    QVERIFY(!fixture.find<QLabel>("statusProgress")->isVisible());
    QVERIFY(fixture.find<QComboBox>("exportReport")->isEnabled());
}

void TestMainWindowExport::aClosedDialogGoesOnWriting()
{
    Export fixture;
    HeldReports held(*fixture.desk);
    const QString file = fixture.folder.filePath(u"later.csv"_s);
    fixture.type(u"later.csv"_s);
    fixture.go();
    QTest::keyClick(&fixture.dialog(), Qt::Key_Escape);
    QVERIFY(!fixture.dialog().isVisible());
    QVERIFY(fixture.find<QLabel>("statusProgress")->isVisible());
    held.release();
    QTRY_COMPARE(notice(fixture), u"Written: "_s + file);
    QVERIFY(QFile::exists(file));
    // What was said is said again in another zone, and in the other language.
    fixture.find<QAction>("localTimeAction")->trigger();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(notice(fixture), u"Written: "_s + file);
    fixture.find<QAction>("languageAction_zh_CN")->trigger();
    QCoreApplication::sendPostedEvents();
    QVERIFY2(notice(fixture).endsWith(file) && !notice(fixture).startsWith(u'W'),
             qPrintable(notice(fixture)));
    QTest::mouseClick(fixture.find<QPushButton>("noticeAction"), Qt::LeftButton);
    QCOMPARE(fixture.prompts.folders, QStringList(fixture.folder.path()));
    QTest::mouseClick(fixture.find<QToolButton>("noticeClose"), Qt::LeftButton);
    QCOMPARE(notice(fixture), QString());
}

void TestMainWindowExport::aDeskThatIsClosedEndsTheReport()
{
    Export fixture;
    HeldReports held(*fixture.desk);
    fixture.type(u"never.csv"_s);
    fixture.go();
    fixture.window->closeDesk();
    QVERIFY(!fixture.find<QAction>("exportAction")->isEnabled());
    held.release();
    bool after = false;
    fixture.desk->ask(
        this, [](OperatorDoor& door) { return door.chains(); }, [&](const auto&) { after = true; },
        OperatorDesk::Lane::Reports);
    QTRY_VERIFY(after);
    QCOMPARE(fixture.reports(), QStringList());
    fixture.window->open(*fixture.desk, {});
    QCOMPARE(notice(fixture),
             u"never.csv was not written: the export ended when the database was opened anew."_s);
    fixture.window->closeDesk();
    fixture.window->open(*fixture.desk, {});
    QCOMPARE(notice(fixture), QString()); // told once
}

void TestMainWindowExport::closingAsksWhileAReportIsWritten()
{
    Export fixture;
    HeldReports held(*fixture.desk);
    fixture.type(u"never.csv"_s);
    fixture.go();
    const QSignalSpy closing(fixture.window.get(), &MainWindow::closing);
    fixture.prompts.answers = {false, true};
    QVERIFY(!fixture.window->close());
    QCOMPARE(fixture.prompts.questions.size(), std::size_t(1));
    QCOMPARE(fixture.prompts.questions[0].yes, u"End the export and close"_s);
    QVERIFY(fixture.prompts.questions[0].text.startsWith(u"never.csv"_s));
    QCoreApplication::processEvents();
    QVERIFY(closing.isEmpty()); // it goes on
    QVERIFY(!fixture.window->close());
    QTRY_COMPARE(closing.size(), 1);
    QVERIFY(!fixture.window->isVisible());
}

CP_REGISTER_TEST(TestMainWindowExport);
#include "tst_mainwindowexport.moc"
