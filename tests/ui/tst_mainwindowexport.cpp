// Reports written through the window.
#include "tests/support/testmain.h"
#include "tests/ui/windowfixture.h"
#include "ui/banner.h"
#include "ui/reporttexts.h"

#include <QAction>
#include <QFile>
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
    void cancelDoesNothing();
    void anErrorShows();
    void theFolderIsOffered();
    void theFolderIsRemembered();
    void twoAtOnce();
};

namespace {

QAction* exportOf(const WindowFixture& fixture, const QString& report)
{
    return fixture.window->findChild<QAction*>(u"exportAction_"_s + report);
}

QString notice(const WindowFixture& fixture)
{
    const auto* banner = fixture.find<Banner>("notice");
    return banner->isVisible() ? banner->sentence() : QString();
}

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
    WindowFixture fixture;
    fixture.database.follow(toldStory("14:00 0>1:100", at(16)));
    fixture.openWindow();
    const QString file = fixture.folder.filePath(u"报表 %1.csv"_s.arg(report));
    fixture.prompts.files = {file};
    exportOf(fixture, report)->trigger();
    QTRY_COMPARE(notice(fixture), u"Written: "_s + file);

    std::ostringstream expected;
    ReportRequest request;
    request.report = report.toStdString();
    QVERIFY(doorOf(fixture.database)->exportReport(request, "-", expected));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(written.readAll()), QString::fromStdString(expected.str()));
    const Prompts::File& asked = fixture.prompts.fileQuestions.front();
    QVERIFY2(asked.suggested.contains(u'/' + report + u"-20"_s), qPrintable(asked.suggested));
    QVERIFY(!fixture.find<QLabel>("statusProgress")->isVisible());
}

void TestMainWindowExport::everyReportHasATitle()
{
    for (const std::string_view name : reportNames()) {
        const QString title = reportTitle(std::string(name));
        QVERIFY2(!title.isEmpty() && title.front().isUpper(), qPrintable(title));
    }
}

void TestMainWindowExport::cancelDoesNothing()
{
    WindowFixture fixture;
    fixture.openWindow();
    exportOf(fixture, u"points"_s)->trigger();
    QCOMPARE(fixture.prompts.fileQuestions.size(), std::size_t(1));
    QCoreApplication::processEvents();
    QVERIFY(!fixture.find<QLabel>("statusProgress")->isVisible());
    QCOMPARE(notice(fixture), QString());
}

void TestMainWindowExport::anErrorShows()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.prompts.files = {fixture.folder.filePath(u"no/such/folder/points.csv"_s)};
    exportOf(fixture, u"points"_s)->trigger();
    QTRY_VERIFY(notice(fixture).startsWith(u"points.csv was not written: "_s));
    QVERIFY(!fixture.find<QPushButton>("noticeAction")->isVisible());
    QTest::mouseClick(fixture.find<QToolButton>("noticeClose"), Qt::LeftButton);
    QCOMPARE(notice(fixture), QString());
}

void TestMainWindowExport::theFolderIsOffered()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.prompts.files = {fixture.folder.filePath(u"chains.csv"_s)};
    exportOf(fixture, u"chains"_s)->trigger();
    auto* open = fixture.find<QPushButton>("noticeAction");
    QTRY_VERIFY(open->isVisible());
    QCOMPARE(open->text(), u"Open folder"_s);
    QTest::mouseClick(open, Qt::LeftButton);
    QCOMPARE(fixture.prompts.folders, QStringList(fixture.folder.path()));
}

void TestMainWindowExport::theFolderIsRemembered()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.prompts.files = {fixture.folder.filePath(u"one.csv"_s)};
    exportOf(fixture, u"chains"_s)->trigger();
    QTRY_VERIFY(!notice(fixture).isEmpty());
    exportOf(fixture, u"points"_s)->trigger();
    QCOMPARE(QFileInfo(fixture.prompts.fileQuestions.back().suggested).path(), fixture.folder.path());
}

void TestMainWindowExport::twoAtOnce()
{
    WindowFixture fixture;
    fixture.openWindow();
    const QString one = fixture.folder.filePath(u"one.csv"_s);
    const QString two = fixture.folder.filePath(u"two.csv"_s);
    fixture.prompts.files = {one, two};
    exportOf(fixture, u"chains"_s)->trigger();
    exportOf(fixture, u"points"_s)->trigger();
    QTRY_COMPARE(notice(fixture), u"Written: "_s + two);
    QVERIFY(QFile::exists(one));
    QVERIFY(!fixture.find<QLabel>("statusProgress")->isVisible());
}

CP_REGISTER_TEST(TestMainWindowExport);
#include "tst_mainwindowexport.moc"
