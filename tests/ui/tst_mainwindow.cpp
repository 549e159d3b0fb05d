// The frame: panels, status, banners, state that is kept.
#include "tests/support/testmain.h"
#include "tests/ui/windowfixture.h"
#include "ui/banner.h"
#include "ui/chainstrip.h"
#include "ui/format.h"
#include "ui/rail.h"
#include "ui/settingskeys.h"

#include <QAction>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstWindowFitsTheScreen();
    void panelsByRailAndKeys();
    void badges();
    void refreshAsksThePanelThatIsSeen();
    void aUserGoesToThePanelForUsers();
    void failuresGoToThePanelForFailures();
    void theLogIsShownByThePanelForIt();
    void chainsInTheStatusBar();
    void chainsThatFindNoPlace();
    void aChainWithoutNodesIsNotUpToDate();
    void whatNobodyKnowsOrFollowsIsNotUpToDate_data();
    void whatNobodyKnowsOrFollowsIsNotUpToDate();
    void whoFollowsTheChains();
    void engineStates();
    void aDatabaseThatComesLater();
    void aDatabaseThatGoes();
    void oneCauseIsToldOnce();
    void theDemoTellsItsNodes();
    void stateComesBack();
    void aDamagedSplitterIsNotTurned();
    void aClosedDrawerComesBackClosed();
    void closingTheDeskAndOpeningAgain();
    void closingTheWindow();
    void everyControlHasAName();
};

namespace {

QString sentence(const WindowFixture& fixture, const char* banner)
{
    const auto* found = fixture.find<Banner>(banner);
    return found->isVisible() ? found->sentence() : QString();
}

QString status(const WindowFixture& fixture, const char* label)
{
    const auto* found = fixture.find<QLabel>(label);
    return found->isVisible() ? found->text() : QString();
}

} // namespace

void TestMainWindow::theFirstWindowFitsTheScreen()
{
    WindowFixture fixture;
    const MainWindow& window = fixture.openWindow();
    QCOMPARE(window.size(), QSize(1280, 800).boundedTo(window.screen()->availableSize()));
}

void TestMainWindow::panelsByRailAndKeys()
{
    WindowFixture fixture;
    MainWindow& window = fixture.openWindow();
    QVERIFY(fixture.panels[0]->isVisible());
    QTest::mouseClick(fixture.find<RailButton>("secondButton"), Qt::LeftButton);
    QVERIFY(fixture.panels[1]->isVisible());
    QVERIFY(fixture.find<QAction>("secondAction")->isChecked());
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(fixture.panels[0]->isVisible());
    QVERIFY(fixture.find<RailButton>("firstButton")->isChecked());
    fixture.find<RailButton>("firstButton")->setFocus();
    QTest::keyClick(fixture.find<RailButton>("firstButton"), Qt::Key_Down);
    QVERIFY(fixture.panels[1]->isVisible());
}

void TestMainWindow::badges()
{
    WindowFixture fixture;
    fixture.openWindow();
    const auto* button = fixture.find<RailButton>("firstButton");
    QCOMPARE(button->accessibleName(), u"first"_s);
    fixture.panels[0]->setBadge(12);
    QCOMPARE(button->badge(), 12);
    QCOMPARE(button->accessibleName(), u"first, 12 need attention"_s);
}

void TestMainWindow::refreshAsksThePanelThatIsSeen()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.find<QAction>("refreshAction")->trigger();
    QCOMPARE(fixture.panels[0]->refreshed, 1);
    QCOMPARE(fixture.panels[1]->refreshed, 0); // which looks anew when it is shown
}

void TestMainWindow::aUserGoesToThePanelForUsers()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.panels[1]->showsUsers = true;
    Q_EMIT fixture.panels[0]->userWanted(u"sepolia"_s, u"0xabc"_s);
    QVERIFY(fixture.panels[1]->isVisible());
    QCOMPARE(fixture.panels[1]->shownUser, u"sepolia/0xabc"_s);
}

void TestMainWindow::failuresGoToThePanelForFailures()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.panels[1]->showsFailures = true;
    Q_EMIT fixture.panels[0]->failuresWanted();
    QVERIFY(fixture.panels[1]->isVisible());
}

void TestMainWindow::theLogIsShownByThePanelForIt()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.panels[1]->showsLog = true;
    Q_EMIT fixture.panels[0]->logWanted(u"sepolia"_s, UnixTime(42));
    QVERIFY(fixture.panels[1]->isVisible());
    QCOMPARE(fixture.panels[1]->shownLog, u"sepolia/42"_s);
}

void TestMainWindow::chainsInTheStatusBar()
{
    WindowFixture fixture;
    fixture.database.follow(toldStory("14:00 0>1:100", at(16)));
    fixture.database.ownedBy({"host", 1, "one"});
    fixture.openWindow();
    QTRY_VERIFY(fixture.find<QToolButton>("chainEntry_sepolia"));
    auto* entry = fixture.find<QToolButton>("chainEntry_sepolia");
    QTRY_COMPARE(entry->text(), u"sepolia · Starting · no answer from its nodes yet"_s);
    QTRY_VERIFY2(entry->toolTip().contains(u"Processed up to block 2"_s), qPrintable(entry->toolTip()));
    const QString asOf = status(fixture, "statusAsOf");
    QVERIFY2(asOf.startsWith(u"as of "_s) && asOf.endsWith(u" UTC"_s), qPrintable(asOf));
    // Time goes on although nothing differs.
    QTRY_VERIFY(status(fixture, "statusAsOf") != asOf);
    fixture.find<RailButton>("secondButton")->click();
    entry->setFocus();
    QTest::keyClick(entry, Qt::Key_Space);
    QVERIFY(fixture.panels[0]->isVisible());
    QCOMPARE(fixture.panels[0]->shownChain, u"sepolia"_s);
}

void TestMainWindow::chainsThatFindNoPlace()
{
    ChainStrip strip;
    ChainsNews news;
    for (const char* name : {"one", "two", "three", "four", "five"}) {
        ChainView chain;
        chain.name = name;
        chain.state = ChainState::Live;
        chain.head = BlockHeight(10);
        chain.owner = ChainOwner{"host", 1};
        news.chains.push_back(chain);
    }
    strip.setNews(news);
    strip.resize(2000, 24);
    strip.show();
    QVERIFY(!strip.findChild<QToolButton*>(u"chainStripMore"_s)->isVisible());
    strip.resize(450, 24);
    const auto* one = strip.findChild<QToolButton*>(u"chainEntry_one"_s);
    QTRY_COMPARE(one->text(), u"one"_s);
    QCOMPARE(one->accessibleName(), u"one · Live · up to date"_s);
    strip.resize(200, 24);
    const auto* more = strip.findChild<QToolButton*>(u"chainStripMore"_s);
    QTRY_VERIFY(more->isVisible());
    QVERIFY(one->isVisible());
    QVERIFY(!strip.findChild<QToolButton*>(u"chainEntry_five"_s)->isVisible());
    QVERIFY(more->geometry().right() <= strip.width());
    QVERIFY2(more->toolTip().contains(u"five · Live · up to date"_s), qPrintable(more->toolTip()));
}

void TestMainWindow::aChainWithoutNodesIsNotUpToDate()
{
    ChainStrip strip;
    ChainView chain;
    chain.name = "one";
    chain.state = ChainState::Unreachable;
    chain.head = chain.confirmed = chain.processed = BlockHeight(10);
    chain.processedTime = at(15, 30);
    chain.owner = ChainOwner{"host", 1};
    ChainsNews news;
    news.chains = {chain};
    strip.setNews(news);
    QCOMPARE(strip.findChild<QToolButton*>(u"chainEntry_one"_s)->accessibleName(),
             u"one · Unreachable · last block of 2025-01-01 15:30 UTC"_s);
}

void TestMainWindow::whatNobodyKnowsOrFollowsIsNotUpToDate_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("owned");
    QTest::addColumn<bool>("known");
    QTest::addColumn<QString>("said");
    QTest::newRow("well") << int(ChainState::Live) << true << true << u"one · Live · up to date"_s;
    QTest::newRow("nobody") << int(ChainState::Live) << false << true
                            << u"one · Not followed · at block 10"_s;
    QTest::newRow("paused") << int(ChainState::Paused) << true << true << u"one · Paused · at block 10"_s;
    QTest::newRow("halted") << int(ChainState::FinalityViolated) << true << true
                            << u"one · Finality violated · at block 10"_s;
    QTest::newRow("stale") << int(ChainState::Live) << true << false
                           << u"one · Live (out of date) · at block 10"_s;
}

void TestMainWindow::whatNobodyKnowsOrFollowsIsNotUpToDate()
{
    QFETCH(int, state);
    QFETCH(bool, owned);
    QFETCH(bool, known);
    ChainView chain;
    chain.name = "one";
    chain.state = ChainState(state);
    chain.active = chain.state != ChainState::Paused;
    chain.head = chain.confirmed = chain.processed = BlockHeight(10);
    if (owned)
        chain.owner = ChainOwner{"host", 1};
    ChainsNews news{{chain}, std::nullopt, at(15)};
    if (!known)
        news.problem = Error{ErrorCode::Database, "gone"};
    ChainStrip strip;
    strip.setNews(news);
    QTEST(strip.findChild<QToolButton*>(u"chainEntry_one"_s)->accessibleName(), "said");
}

void TestMainWindow::whoFollowsTheChains()
{
    WindowFixture fixture({TestChain{"a", 1}, TestChain{"b", 2}});
    const LeaseHolder there{"server", 4711, "one"};
    fixture.database.ownedBy(there, "a");
    fixture.database.ownedBy(there, "b");
    MainWindow& window = fixture.openWindow();
    window.setEngineState(EngineWatching{{"server", 4711}});
    QTRY_COMPARE(status(fixture, "statusEngine"), u"Followed by process 4711 on server"_s);
    // It dies: its leases end, and it is not named any more.
    fixture.database.spoil("UPDATE chain_lease SET expires_at = 1");
    QTRY_COMPARE(status(fixture, "statusEngine"), u"Followed by nobody; about to take over"_s);
    fixture.database.ownedBy({"other", 5, "two"}, "a");
    QTRY_COMPARE(status(fixture, "statusEngine"), u"Partly followed by process 5 on other"_s);
}

void TestMainWindow::engineStates()
{
    WindowFixture fixture;
    MainWindow& window = fixture.openWindow();
    QCOMPARE(status(fixture, "statusEngine"), u"Starting…"_s);
    window.setEngineState(EngineRunning());
    QCOMPARE(status(fixture, "statusEngine"), QString());
    window.setEngineState(EngineWatching{{"server", 4711}});
    QCOMPARE(status(fixture, "statusEngine"), u"Followed by nobody; about to take over"_s);
    window.setEngineState(EngineFailed{u"No node answers."_s, at(15)});
    QCOMPARE(sentence(fixture, "engineBanner"), u"No node answers. Next attempt at 15:00:00 UTC."_s);
    window.setEngineState(EngineFailed{u"the address is taken"_s, at(15)});
    QCOMPARE(sentence(fixture, "engineBanner"), u"the address is taken. Next attempt at 15:00:00 UTC."_s);
    window.setEngineState(EngineFailed{u"The disk is full."_s, {}});
    QCOMPARE(sentence(fixture, "engineBanner"), u"The disk is full."_s);
    // It will not try again by itself.
    auto* tryAgain = fixture.find<QPushButton>("engineBannerAction");
    QVERIFY(tryAgain->isVisible() && !fixture.find<QToolButton>("engineBannerClose")->isVisible());
    const QSignalSpy wanted(&window, &MainWindow::tryAgainWanted);
    QTest::mouseClick(tryAgain, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    window.setEngineState(EngineFailed{u"No node answers."_s, at(15)});
    QVERIFY(!tryAgain->isVisible());
    window.setEngineState(EngineRunning());
    QCOMPARE(sentence(fixture, "engineBanner"), QString());
}

void TestMainWindow::aDatabaseThatComesLater()
{
    WindowFixture fixture;
    fixture.desk.reset();
    fixture.gone = true;
    fixture.makeDesk();
    MainWindow& window = fixture.openWindow();
    window.setEngineState(EngineRunning());
    QVERIFY(!window.grab().isNull());
    QTRY_VERIFY(!sentence(fixture, "problemBanner").isEmpty());
    const QString problem = sentence(fixture, "problemBanner");
    QVERIFY2(problem.startsWith(u"The database cannot be read: "_s), qPrintable(problem));
    QVERIFY2(problem.contains(u"chainpoints.db"_s), qPrintable(problem));
    QVERIFY(fixture.panels[0]->isVisible());
    QCOMPARE(status(fixture, "statusAsOf"), QString());
    fixture.gone = false;
    QTRY_COMPARE(sentence(fixture, "problemBanner"), QString());
    QVERIFY(fixture.find<QToolButton>("chainEntry_sepolia")->isVisible());
}

void TestMainWindow::aDatabaseThatGoes()
{
    WindowFixture fixture;
    fixture.openWindow().setEngineState(EngineRunning());
    QTRY_VERIFY(fixture.find<QToolButton>("chainEntry_sepolia"));
    fixture.gone = true;
    fixture.database.spoil("ALTER TABLE chain RENAME TO hidden");
    QTRY_VERIFY(!sentence(fixture, "problemBanner").isEmpty());
    const UnixTime lastRead = fixture.desk->news().asOf;
    QVERIFY2(sentence(fixture, "problemBanner").contains(format::time(lastRead)),
             qPrintable(sentence(fixture, "problemBanner")));
    const auto* entry = fixture.find<QToolButton>("chainEntry_sepolia");
    QVERIFY(entry->isVisible());
    QVERIFY2(entry->text().contains(u"Not followed (out of date)"_s), qPrintable(entry->text()));
    QCOMPARE(status(fixture, "statusAsOf"), u"as of %1 UTC"_s.arg(format::clock(lastRead)));
    fixture.database.spoil("ALTER TABLE hidden RENAME TO chain");
    fixture.gone = false;
    QTRY_COMPARE(sentence(fixture, "problemBanner"), QString());
    QVERIFY2(!entry->text().contains(u"out of date"_s), qPrintable(entry->text()));
}

void TestMainWindow::oneCauseIsToldOnce()
{
    WindowFixture fixture;
    fixture.desk.reset();
    fixture.gone = true;
    fixture.makeDesk();
    MainWindow& window = fixture.openWindow();
    QTRY_VERIFY(fixture.desk->news().problem);
    // The engine makes the database when it starts, and says so where it cannot.
    QCOMPARE(sentence(fixture, "problemBanner"), QString());
    QCOMPARE(sentence(fixture, "engineBanner"), QString());
    window.setEngineState(EngineFailed{u"the folder cannot be written"_s, at(15)});
    QCOMPARE(sentence(fixture, "problemBanner"), QString());
    QCOMPARE(sentence(fixture, "engineBanner"),
             u"the folder cannot be written. Next attempt at 15:00:00 UTC."_s);
    window.setEngineState(EngineStarting());
    QCOMPARE(sentence(fixture, "problemBanner"), QString());
    QCOMPARE(sentence(fixture, "engineBanner"), QString());
    window.setEngineState(EngineWatching{{"server", 4711}});
    QVERIFY(!sentence(fixture, "problemBanner").isEmpty());
    QCOMPARE(sentence(fixture, "engineBanner"), QString());
    window.setEngineState(EngineFailed{u"the folder cannot be written"_s, {}});
    QCOMPARE(sentence(fixture, "problemBanner"), QString());
}

void TestMainWindow::theDemoTellsItsNodes()
{
    WindowFixture fixture;
    fixture.openWindow();
    QCOMPARE(sentence(fixture, "demoBanner"), QString());
    fixture.openWindow({.demo = true, .demoNodes = {u"http://127.0.0.1:1234"_s, u"http://127.0.0.1:1235"_s}});
    QVERIFY2(sentence(fixture, "demoBanner").endsWith(u"http://127.0.0.1:1234, http://127.0.0.1:1235"_s),
             qPrintable(sentence(fixture, "demoBanner")));
    QVERIFY(fixture.find<QLabel>("demoBannerSentence")->textInteractionFlags() & Qt::TextSelectableByMouse);
    fixture.find<QAction>("languageAction_zh_CN")->trigger();
    QCoreApplication::processEvents();
    QVERIFY(sentence(fixture, "demoBanner").contains(u"http://127.0.0.1:1235"_s));
    fixture.find<QToolButton>("demoBannerClose")->click();
    fixture.find<QAction>("languageAction_en")->trigger();
    QCoreApplication::processEvents();
    QCOMPARE(sentence(fixture, "demoBanner"), QString());
}

void TestMainWindow::stateComesBack()
{
    WindowFixture fixture;
    MainWindow& window = fixture.openWindow();
    window.resize(901, 601);
    fixture.find<QAction>("secondAction")->trigger();
    fixture.panels[1]->splitter().setSizes({300, 100});
    fixture.find<QAction>("themeDarkAction")->trigger();
    const QList<int> sizes = fixture.panels[1]->splitter().sizes();
    window.close();

    const MainWindow& again = fixture.openWindow();
    QCOMPARE(again.size(), QSize(901, 601));
    QVERIFY(fixture.panels[1]->isVisible());
    QCOMPARE(fixture.panels[1]->splitter().sizes(), sizes);
    QVERIFY(theme::isDark());
    QVERIFY(fixture.find<QAction>("themeDarkAction")->isChecked());
}

void TestMainWindow::aDamagedSplitterIsNotTurned()
{
    WindowFixture fixture;
    QSplitter other(Qt::Vertical);
    other.setHandleWidth(300);
    fixture.settings.setValue(settingskeys::kSplitters + u"/first/parts"_s, other.saveState());
    fixture.openWindow();
    QCOMPARE(fixture.panels[0]->objectName(), u"first"_s);
    QCOMPARE(fixture.panels[0]->splitter().orientation(), Qt::Horizontal);
    QVERIFY(fixture.panels[0]->splitter().handleWidth() < 30);
}

void TestMainWindow::aClosedDrawerComesBackClosed()
{
    WindowFixture fixture;
    MainWindow& window = fixture.openWindow();
    fixture.panels[0]->splitter().setSizes({400, 200});
    const QList<int> sizes = fixture.panels[0]->splitter().sizes();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_I, Qt::ControlModifier);
    QVERIFY(!fixture.panels[0]->splitter().isOpen());
    QVERIFY(fixture.panels[1]->splitter().isOpen()); // that of another panel
    window.close();

    MainWindow& again = fixture.openWindow();
    QVERIFY(!fixture.panels[0]->splitter().isOpen());
    QVERIFY(fixture.panels[1]->splitter().isOpen());
    again.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&again));
    QTest::keyClick(&again, Qt::Key_I, Qt::ControlModifier);
    QVERIFY(fixture.panels[0]->splitter().isOpen());
    QTRY_COMPARE(fixture.panels[0]->splitter().sizes(), sizes);
}

void TestMainWindow::closingTheDeskAndOpeningAgain()
{
    WindowFixture fixture;
    MainWindow& window = fixture.openWindow();
    window.closeDesk();
    QVERIFY(fixture.find<QWidget>("startPage")->isVisible());
    QVERIFY(!fixture.find<QWidget>("workPage"));
    QVERIFY(!fixture.find<QAction>("firstAction"));
    QVERIFY(!fixture.find<QAction>("exportAction")->isEnabled());
    fixture.panels.clear();
    window.open(*fixture.desk, {});
    QVERIFY(fixture.panels[0]->isVisible());
    QVERIFY(fixture.find<QAction>("exportAction")->isEnabled());
}

void TestMainWindow::closingTheWindow()
{
    WindowFixture fixture;
    MainWindow& window = fixture.openWindow();
    QSignalSpy closing(&window, &MainWindow::closing);
    fixture.find<QAction>("quitAction")->trigger();
    QCOMPARE(closing.count(), 1);
    QVERIFY(!window.isVisible());
    QCOMPARE(fixture.settings.value(u"window/1/panel"_s).toString(), u"first"_s);
}

void TestMainWindow::everyControlHasAName()
{
    WindowFixture fixture;
    const MainWindow& window = fixture.openWindow({.demo = true, .demoNodes = {u"http://127.0.0.1:8545"_s}});
    QTRY_VERIFY(fixture.find<QToolButton>("chainEntry_sepolia"));
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (button->objectName().startsWith(u"qt_"_s))
            continue;
        const QString name = button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
        QVERIFY2(!button->objectName().isEmpty() && (!name.isEmpty() || !button->isVisible()),
                 qPrintable(button->objectName() + u'/' + name));
    }
    QCOMPARE(fixture.find<QLabel>("railTag")->text(), u"DEMO"_s);
    QVERIFY(fixture.find<QLabel>("railTag")->toolTip().contains(u"http://127.0.0.1:8545"_s));
}

CP_REGISTER_TEST(TestMainWindow);
#include "tst_mainwindow.moc"
