// The start page and the set-up.
#include "tests/support/testmain.h"
#include "tests/ui/windowfixture.h"
#include "ui/banner.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
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
    void mistakesStayAtTheirField();
    void aRefusalKeepsTheSetUp();
    void theReviewShowsWhatIsWritten();
    void backKeepsWhatWasTyped();
    void theChainThatIsTypedStaysTheMarkedOne();
    void leavingAsksOnlyWhereSomethingWasTyped();
    void aFileThatIsThereIsChanged();
    void aFileThatCannotBeUsedIsTold();
    void secretsAreAskedForBeforeTheyAreNeeded();
    void theLanguageIsChosen();
};

namespace {

void click(const WindowFixture& fixture, const char* name)
{
    auto* button = fixture.find<QAbstractButton>(name);
    QVERIFY(button && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
}

/// Opens the set-up and waits until its file was read.
void setUpIn(const WindowFixture& fixture)
{
    click(fixture, "startSetup");
    QTRY_VERIFY(fixture.find<QAbstractButton>("setupNext")->isEnabled());
}

void goToChains(const WindowFixture& fixture)
{
    setUpIn(fixture);
    click(fixture, "setupNext");
    click(fixture, "setupNext");
    QVERIFY(fixture.find<QLineEdit>("chain_name")->isVisible());
}

void fill(const WindowFixture& fixture)
{
    fixture.find<QLineEdit>("chain_name")->setText(u"sepolia"_s);
    fixture.find<QLineEdit>("chain_chain_id")->setText(u"11155111"_s);
    fixture.find<QLineEdit>("chain_contract")->setText(u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s);
    fixture.find<QLineEdit>("chain_start_block")->setText(u"5000000"_s);
    fixture.find<QPlainTextEdit>("chain_rpc")
        ->setPlainText(u"https://one.example.org\n\nhttps://two.example.org\n"_s);
}

QByteArray writtenBy(const WindowFixture& fixture)
{
    QFile file(fixture.setupFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFor(const WindowFixture& fixture, const QByteArray& text)
{
    QVERIFY(QDir().mkpath(QFileInfo(fixture.setupFile()).path()));
    QFile file(fixture.setupFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
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
    QSignalSpy applied(&fixture.settingsDesk.desk, &SettingsDesk::applied);
    goToChains(fixture);
    fill(fixture);
    click(fixture, "setupNext");
    click(fixture, "setupNext");
    QTRY_COMPARE(applied.count(), 1);
    QCOMPARE(applied.front().front().toString(), fixture.setupFile());
    const QJsonObject expected{
        {u"database"_s, QJsonObject{{u"path"_s, fixture.folder.filePath(u"chainpoints.db"_s)}}},
        {u"chains"_s, QJsonArray{QJsonObject{{u"name"_s, u"sepolia"_s},
                                             {u"chain_id"_s, 11155111},
                                             {u"contract"_s, u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s},
                                             {u"start_block"_s, 5000000},
                                             {u"rpc"_s, QJsonArray{u"https://one.example.org"_s,
                                                                   u"https://two.example.org"_s}}}}}};
    QCOMPARE(QJsonDocument::fromJson(writtenBy(fixture)).object(), expected);
    QTRY_VERIFY(!fixture.find<QWidget>("setupWizard"));
    click(fixture, "startSetup"); // it can be opened again, now with what is there
    QTRY_COMPARE(fixture.find<QLineEdit>("chain_name")->text(), u"sepolia"_s);
}

void TestMainWindowStart::mistakesStayAtTheirField()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    goToChains(fixture);
    const auto* hint = fixture.find<QLabel>("chain_nameHint");
    const QString friendly = hint->text();
    QVERIFY(!friendly.startsWith(u"⚠"_s)); // nothing was typed yet
    click(fixture, "setupNext");
    QVERIFY(fixture.find<QLineEdit>("chain_name")->isVisible());
    QVERIFY(hint->text().startsWith(u"⚠"_s));
    QCOMPARE(fixture.find<QLineEdit>("chain_name")->accessibleDescription(), hint->text());
    fixture.find<QLineEdit>("chain_name")->setText(u"sepolia"_s);
    QCOMPARE(hint->text(), friendly);
    click(fixture, "setupBack");
    fixture.find<QLineEdit>("database_path")->setText(u"/data/"_s);
    click(fixture, "setupNext");
    QVERIFY(fixture.find<QLineEdit>("database_path")->isVisible());
    QVERIFY(writtenBy(fixture).isEmpty());
}

void TestMainWindowStart::aRefusalKeepsTheSetUp()
{
    WindowFixture fixture;
    QFile inTheWay(QFileInfo(fixture.setupFile()).path());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly)); // a file where the folder should be
    inTheWay.close();
    fixture.makeWindow();
    fixture.window->show();
    QSignalSpy applied(&fixture.settingsDesk.desk, &SettingsDesk::applied);
    goToChains(fixture);
    fill(fixture);
    click(fixture, "setupNext");
    click(fixture, "setupNext");
    QTRY_VERIFY(fixture.find<Notice>("setupNotice")->isVisible());
    QVERIFY(!fixture.find<Notice>("setupNotice")->sentence().isEmpty());
    QCOMPARE(applied.count(), 0);
    QVERIFY(inTheWay.remove());
    click(fixture, "setupNext");
    QTRY_COMPARE(applied.count(), 1);
}

void TestMainWindowStart::theReviewShowsWhatIsWritten()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    goToChains(fixture);
    fill(fixture);
    click(fixture, "setupNext");
    QVERIFY(fixture.find<QLabel>("setupIntro")->text().contains(u"chainpoints.json"_s));
    const auto* model = fixture.find<QTableView>("setupReview")->model();
    QStringList keys;
    for (int row = 0; row < model->rowCount(); ++row)
        keys << model->index(row, 0).data().toString();
    QVERIFY2(keys.contains(u"sepolia: Contract address"_s), qPrintable(keys.join(u' ')));
    QVERIFY(keys.contains(u"Database: Database file"_s));
    QVERIFY(writtenBy(fixture).isEmpty());
}

void TestMainWindowStart::backKeepsWhatWasTyped()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    goToChains(fixture);
    fill(fixture);
    click(fixture, "setupBack");
    fixture.prompts.files = {u"/data/points.db"_s};
    click(fixture, "databaseChoose");
    QTRY_COMPARE(fixture.find<QLineEdit>("database_path")->text(), u"/data/points.db"_s);
    click(fixture, "setupBack");
    QVERIFY(!fixture.find<QAbstractButton>("setupBack")->isEnabled());
    click(fixture, "setupNext");
    QCOMPARE(fixture.find<QLineEdit>("database_path")->text(), u"/data/points.db"_s);
    click(fixture, "setupNext");
    QCOMPARE(fixture.find<QLineEdit>("chain_start_block")->text(), u"5000000"_s);
}

void TestMainWindowStart::theChainThatIsTypedStaysTheMarkedOne()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    goToChains(fixture);
    click(fixture, "chainAdd");
    auto* chains = fixture.find<QTableView>("settingsChains");
    QCOMPARE(chains->model()->rowCount(), 2);
    chains->selectRow(0);
    QTest::keyClicks(fixture.find<QLineEdit>("chain_name"), u"base"_s);
    QCOMPARE(chains->currentIndex().row(), 0);
    QCOMPARE(chains->selectionModel()->selectedRows().value(0).row(), 0);
    QCOMPARE(chains->model()->index(0, 0).data().toString(), u"base"_s);
    click(fixture, "chainRemove");
    QCOMPARE(chains->model()->rowCount(), 1);
    QCOMPARE(chains->model()->index(0, 0).data().toString(), u"(new)"_s);
}

void TestMainWindowStart::leavingAsksOnlyWhereSomethingWasTyped()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    goToChains(fixture);
    click(fixture, "setupCancel");
    QTRY_VERIFY(!fixture.find<QWidget>("setupWizard"));
    QVERIFY(fixture.prompts.questions.empty());

    goToChains(fixture);
    fill(fixture);
    fixture.prompts.answers = {false, true};
    QTest::keyClick(fixture.find<QWidget>("setupWizard"), Qt::Key_Escape);
    QTRY_COMPARE(fixture.prompts.answered, std::size_t(1));
    QVERIFY(fixture.find<QWidget>("setupWizard")->isVisible());
    click(fixture, "setupCancel");
    QTRY_VERIFY(!fixture.find<QWidget>("setupWizard"));
    QVERIFY(writtenBy(fixture).isEmpty());
}

void TestMainWindowStart::aFileThatIsThereIsChanged()
{
    WindowFixture fixture;
    const QByteArray before =
        R"({ "api": { "listen": "off" }, "chains": [ { "name": "sepolia", "chain_id": 11155111,
      "contract": "0x1111111111111111111111111111111111111111", "rpc": [ "https://one.example.org" ] } ] })";
    writeFor(fixture, before);
    fixture.makeWindow();
    fixture.window->show();
    QSignalSpy applied(&fixture.settingsDesk.desk, &SettingsDesk::applied);
    goToChains(fixture);
    QCOMPARE(fixture.find<QLineEdit>("chain_name")->text(), u"sepolia"_s);
    fixture.find<QLineEdit>("chain_poll_ms")->setText(u"5000"_s);
    click(fixture, "setupNext");
    QCOMPARE(fixture.find<QTableView>("setupReview")->model()->rowCount(), 1);
    click(fixture, "setupNext");
    QTRY_COMPARE(applied.count(), 1);
    const QJsonObject written = QJsonDocument::fromJson(writtenBy(fixture)).object();
    QCOMPARE(written[u"chains"_s].toArray()[0].toObject()[u"poll_ms"_s].toInt(), 5000);
    QCOMPARE(written[u"api"_s].toObject()[u"listen"_s].toString(), u"off"_s);
    QVERIFY(!written.contains(u"database"_s));
    QVERIFY(QFile::exists(fixture.setupFile() + u".bak"_s));
}

void TestMainWindowStart::aFileThatCannotBeUsedIsTold()
{
    WindowFixture fixture;
    writeFor(fixture, "{ \"chains\": [");
    fixture.makeWindow();
    fixture.window->show();
    click(fixture, "startSetup");
    const auto* problem = fixture.find<EmptyPage>("setupProblem");
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(!fixture.find<QAbstractButton>("setupNext")->isEnabled());
    QVERIFY(QFile::remove(fixture.setupFile()));
    QTest::mouseClick(problem->findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_VERIFY(fixture.find<QAbstractButton>("setupNext")->isEnabled());
    QVERIFY(!problem->isVisible());
}

void TestMainWindowStart::secretsAreAskedForBeforeTheyAreNeeded()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    goToChains(fixture);
    const auto* title = fixture.find<QLabel>("setupTitle");
    fill(fixture);
    fixture.find<QPlainTextEdit>("chain_rpc")->setPlainText(u"https://one.example.org/{secret:key}"_s);
    click(fixture, "setupNext");
    QCOMPARE(title->text(), u"Step 4 of 5: Secrets"_s);
    const auto* list = fixture.find<QTableView>("settingsSecrets");
    QTRY_COMPARE(list->model()->rowCount(), 2);
    fixture.find<QTableView>("settingsSecrets")->selectRow(1);
    QCOMPARE(list->model()->index(1, 0).data().toString(), u"key"_s);
    click(fixture, "secretStore");
    fixture.find<QLineEdit>("secretValue")->setText(u"n0t-to-be-seen"_s);
    click(fixture, "secretGo");
    QTRY_COMPARE(list->model()->index(1, 1).data().toString(), u"keychain"_s);
    QCOMPARE(fixture.settingsDesk.keychain.secret("key"), std::string("n0t-to-be-seen"));
    QVERIFY(!fixture.find<QAbstractButton>("secretsRestart")->isVisible()); // there is no engine yet
    QVERIFY(writtenBy(fixture).isEmpty());
    click(fixture, "setupNext");
    QCOMPARE(title->text(), u"Step 5 of 5: Review"_s);
    click(fixture, "setupBack");
    click(fixture, "setupBack");
    fixture.find<QPlainTextEdit>("chain_rpc")->setPlainText(u"https://one.example.org"_s);
    click(fixture, "setupNext"); // none is named any more
    QCOMPARE(title->text(), u"Step 4 of 4: Review"_s);
    click(fixture, "setupBack");
    QCOMPARE(title->text(), u"Step 3 of 4: Chains"_s);
}

void TestMainWindowStart::theLanguageIsChosen()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    setUpIn(fixture);
    auto* box = fixture.find<QComboBox>("appearanceLanguage");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_End);
    QTRY_COMPARE(fixture.find<QWidget>("setupWizard")->windowTitle(), u"设置"_s);
    QTest::keyClick(box, Qt::Key_Home);
    QTRY_COMPARE(fixture.find<QWidget>("setupWizard")->windowTitle(), u"Set up"_s);
}

CP_REGISTER_TEST(TestMainWindowStart);
#include "tst_mainwindowstart.moc"
