// The start page and the set-up dialog.
#include "tests/support/testmain.h"
#include "tests/ui/windowfixture.h"
#include "ui/banner.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestMainWindowStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demo();
    void progressAndError();
    void setUp();
    void mistakesAreShownBesideTheField();
    void aRefusalKeepsTheDialog();
    void theDatabaseIsChosen();
};

namespace {

void click(const WindowFixture& fixture, const char* name)
{
    auto* button = fixture.find<QAbstractButton>(name);
    QVERIFY(button && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
}

void fill(const WindowFixture& fixture)
{
    fixture.find<QLineEdit>("setupName")->setText(u"sepolia"_s);
    fixture.find<QLineEdit>("setupChainId")->setText(u"11155111"_s);
    fixture.find<QLineEdit>("setupContract")->setText(u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s);
    fixture.find<QLineEdit>("setupStartBlock")->setText(u"5000000"_s);
    fixture.find<QPlainTextEdit>("setupRpc")
        ->setPlainText(u"https://one.example.org/{secret:key}\n\nhttps://two.example.org\n"_s);
}

} // namespace

void TestMainWindowStart::demo()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    QSignalSpy wanted(fixture.window.get(), &MainWindow::demoWanted);
    click(fixture, "startDemo");
    QCOMPARE(wanted.count(), 1);
}

void TestMainWindowStart::progressAndError()
{
    WindowFixture fixture;
    fixture.makeWindow();
    MainWindow& window = *fixture.window;
    window.show();
    window.showStartProgress(u"Starting two local chains…"_s);
    QVERIFY(!fixture.find<QAbstractButton>("startDemo")->isEnabled());
    QCOMPARE(fixture.find<QLabel>("startProgress")->text(), u"Starting two local chains…"_s);
    QVERIFY(fixture.find<QLabel>("startProgress")->isVisible());

    QSignalSpy wanted(&window, &MainWindow::tryAgainWanted);
    window.showStartError(u"The nodes did not start."_s);
    QVERIFY(!fixture.find<QLabel>("startProgress")->isVisible());
    QCOMPARE(fixture.find<Banner>("startError")->sentence(), u"The nodes did not start."_s);
    QVERIFY(fixture.find<QAbstractButton>("startDemo")->isEnabled());
    click(fixture, "startErrorAction");
    QCOMPARE(wanted.count(), 1);

    window.showStartOffer();
    QVERIFY(!fixture.find<Banner>("startError")->isVisible());
}

void TestMainWindowStart::setUp()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    QSignalSpy wanted(fixture.window.get(), &MainWindow::configWanted);
    click(fixture, "startSetup");
    fill(fixture);
    click(fixture, "setupSave");
    QCOMPARE(wanted.count(), 1);
    const QJsonObject config = QJsonDocument::fromJson(fixture.savedConfig).object();
    const QJsonObject expected{
        {u"database"_s,
         QJsonObject{{u"driver"_s, u"sqlite"_s}, {u"path"_s, fixture.folder.filePath(u"chainpoints.db"_s)}}},
        {u"chains"_s, QJsonArray{QJsonObject{{u"name"_s, u"sepolia"_s},
                                             {u"chain_id"_s, 11155111},
                                             {u"contract"_s, u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s},
                                             {u"start_block"_s, 5000000},
                                             {u"confirmations"_s, 6},
                                             {u"rpc"_s, QJsonArray{u"https://one.example.org/{secret:key}"_s,
                                                                   u"https://two.example.org"_s}}}}}};
    QCOMPARE(config, expected);
    QCOMPARE(wanted.front().front().toByteArray(), fixture.savedConfig);
    QTRY_VERIFY(!fixture.find<QWidget>("setupDialog"));
}

void TestMainWindowStart::mistakesAreShownBesideTheField()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    click(fixture, "startSetup");
    const auto* hint = fixture.find<QLabel>("setupNameHint");
    const QString friendly = hint->text();
    click(fixture, "setupSave");
    QVERIFY(hint->text() != friendly);
    QVERIFY(fixture.savedConfig.isEmpty());
    QVERIFY(fixture.find<QWidget>("setupDialog")->isVisible());
    QCOMPARE(fixture.find<QLineEdit>("setupName")->accessibleDescription(), hint->text());
    fixture.find<QLineEdit>("setupName")->setText(u"sepolia"_s);
    QCOMPARE(hint->text(), friendly);
    click(fixture, "setupCancel");
    QTRY_VERIFY(!fixture.find<QWidget>("setupDialog"));
}

void TestMainWindowStart::aRefusalKeepsTheDialog()
{
    WindowFixture fixture;
    fixture.refusal = u"The file cannot be written."_s;
    fixture.makeWindow();
    fixture.window->show();
    QSignalSpy wanted(fixture.window.get(), &MainWindow::configWanted);
    click(fixture, "startSetup");
    fill(fixture);
    click(fixture, "setupSave");
    QCOMPARE(wanted.count(), 0);
    QVERIFY(fixture.find<Banner>("setupProblem")->isVisible());
    QCOMPARE(fixture.find<Banner>("setupProblem")->sentence(), u"The file cannot be written."_s);
    fixture.refusal.reset();
    click(fixture, "setupSave");
    QCOMPARE(wanted.count(), 1);
}

void TestMainWindowStart::theDatabaseIsChosen()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    click(fixture, "startSetup");
    fixture.prompts.files = {u"/data/points.db"_s};
    click(fixture, "setupChooseDatabase");
    QTRY_COMPARE(fixture.find<QLineEdit>("setupDatabase")->text(), u"/data/points.db"_s);
    QVERIFY(!fixture.prompts.fileQuestions.front().replaces);
}

CP_REGISTER_TEST(TestMainWindowStart);
#include "tst_mainwindowstart.moc"
