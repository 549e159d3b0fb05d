// Going anywhere by a few letters, and the sheet of keys.
#include "tests/support/testmain.h"
#include "tests/ui/heldlane.h"
#include "tests/ui/windowfixture.h"
#include "ui/commands.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestMainWindowSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandIsListed();
    void whatBeginsWithItComesFirst();
    void theArrowsChooseWhileTheFieldIsTypedInto();
    void aPanelIsGoneTo();
    void aChainIsGoneTo();
    void aUserIsFoundByAPartOfTheAddress();
    void foundUsersLeaveTheChoice();
    void whatIsSearchedIsNotSaidToBeNowhere();
    void aSearchThatFailsIsTold();
    void whereNothingIsFoundItSaysWhatCanBeWritten();
    void itClosesWithTheDesk();
    void onTheStartPageThereAreCommandsOnly();
    void escapeChangesNothing();
    void theSheetHasEveryKey();
    void theSheetIsInTheLanguageOfTheWindow();
};

namespace {

struct Search : WindowFixture
{
    explicit Search(const std::vector<TestChain>& chains = {{"sepolia"}, {"base", 84'532}})
        : WindowFixture(chains)
    {
        database.follow(toldStory("14:00 0>1:100", at(16)), chains.front().name);
        openWindow();
        static_cast<void>(QTest::qWaitFor([&] { return desk->news().chains.size() == 2; }));
        openSearch();
    }
    void openSearch() const { find<QAction>("searchAction")->trigger(); }
    [[nodiscard]] QDialog* dialog() const { return window->findChild<QDialog*>(u"searchDialog"_s); }
    [[nodiscard]] QLineEdit* field() const { return find<QLineEdit>("searchText"); }
    [[nodiscard]] QTreeWidget* list() const { return find<QTreeWidget>("searchList"); }
    [[nodiscard]] QString hint() const
    {
        const auto* hint = find<QLabel>("searchHint");
        return hint->isVisible() ? hint->text() : QString();
    }
    void type(const QString& text) const { QTest::keyClicks(field(), text); }
    [[nodiscard]] QStringList found() const
    {
        QStringList texts;
        for (int row = 0; row < list()->topLevelItemCount(); ++row)
            texts += list()->topLevelItem(row)->text(0);
        return texts;
    }
    [[nodiscard]] QString detailOf(const QString& text) const
    {
        return list()->topLevelItem(int(found().indexOf(text)))->text(1);
    }
};

QStringList textsIn(const QTreeWidget& tree)
{
    QStringList texts;
    for (QTreeWidgetItemIterator item(const_cast<QTreeWidget*>(&tree)); *item; ++item)
        texts += (*item)->text(0) + u'|' + (*item)->text(1);
    return texts;
}

} // namespace

void TestMainWindowSearch::everyCommandIsListed()
{
    Search fixture;
    const QStringList found = fixture.found();
    for (const QString& text : {u"Export…"_s, u"Quit"_s, u"first"_s, u"second"_s, u"Refresh"_s, u"Dark"_s,
                                u"简体中文"_s, u"Keyboard shortcuts"_s, u"sepolia"_s, u"base"_s})
        QVERIFY2(found.contains(text), qPrintable(text + u" is not in "_s + found.join(u'|')));
    QCOMPARE(fixture.detailOf(u"Export…"_s), u"Ctrl+E"_s);
    QCOMPARE(fixture.detailOf(u"Refresh"_s), u"F5, Ctrl+R"_s);
    QCOMPARE(fixture.detailOf(u"sepolia"_s), u"Chain"_s);
    QVERIFY(fixture.field()->hasFocus() || fixture.dialog()->focusWidget() == fixture.field());
}

void TestMainWindowSearch::whatBeginsWithItComesFirst()
{
    Search fixture;
    fixture.type(u"S"_s);
    const QStringList found = fixture.found();
    QVERIFY(found.indexOf(u"sepolia"_s) >= 0 && found.indexOf(u"base"_s) >= 0);
    QVERIFY(found.indexOf(u"sepolia"_s) < found.indexOf(u"base"_s));
    QVERIFY(found.indexOf(u"second"_s) < found.indexOf(u"first"_s));
    fixture.type(u"epo"_s);
    QCOMPARE(fixture.found(), QStringList(u"sepolia"_s));
}

void TestMainWindowSearch::theArrowsChooseWhileTheFieldIsTypedInto()
{
    Search fixture;
    fixture.type(u"s"_s);
    QCOMPARE(fixture.list()->indexOfTopLevelItem(fixture.list()->currentItem()), 0);
    QTest::keyClick(fixture.field(), Qt::Key_Down);
    QCOMPARE(fixture.list()->indexOfTopLevelItem(fixture.list()->currentItem()), 1);
    QTest::keyClick(fixture.field(), Qt::Key_Up);
    QCOMPARE(fixture.list()->indexOfTopLevelItem(fixture.list()->currentItem()), 0);
    QCOMPARE(fixture.field()->text(), u"s"_s);
}

void TestMainWindowSearch::aPanelIsGoneTo()
{
    Search fixture;
    fixture.type(u"seco"_s);
    QTest::keyClick(fixture.field(), Qt::Key_Return);
    QTRY_VERIFY(!fixture.dialog());
    QTRY_VERIFY(fixture.panels[1]->isVisible());
}

void TestMainWindowSearch::aChainIsGoneTo()
{
    Search fixture;
    fixture.find<QAction>("secondAction")->trigger();
    QVERIFY(fixture.panels[1]->isVisible());
    fixture.type(u"sepolia"_s);
    QTest::keyClick(fixture.field(), Qt::Key_Return);
    QTRY_VERIFY(fixture.panels[0]->isVisible());
    QCOMPARE(fixture.panels[0]->shownChain, u"sepolia"_s);
}

void TestMainWindowSearch::aUserIsFoundByAPartOfTheAddress()
{
    Search fixture;
    fixture.panels[1]->showsUsers = true;
    const QString address = u"0x"_s + QString(39, u'0') + u'1';
    fixture.type(u"00001"_s);
    QTRY_COMPARE(fixture.found(), QStringList(address));
    QCOMPARE(fixture.detailOf(address), u"sepolia"_s);
    QTest::keyClick(fixture.field(), Qt::Key_Return);
    QCOMPARE(fixture.panels[1]->shownUser, u"sepolia/"_s + address);
    QVERIFY(fixture.panels[1]->isVisible());
}

void TestMainWindowSearch::foundUsersLeaveTheChoice()
{
    Search fixture({{"a0000"}, {"b0000", 84'532}});
    HeldLane held(*fixture.desk, OperatorDesk::Lane::Scans);
    fixture.type(u"0000"_s);
    QTest::keyClick(fixture.field(), Qt::Key_Down);
    QCOMPARE(fixture.list()->currentItem()->text(0), u"b0000"_s);
    held.release();
    QTRY_COMPARE(fixture.found().size(), 3);
    QCOMPARE(fixture.list()->currentItem()->text(0), u"b0000"_s);
    QCOMPARE(fixture.hint(), QString());
}

void TestMainWindowSearch::whatIsSearchedIsNotSaidToBeNowhere()
{
    Search fixture;
    HeldLane held(*fixture.desk, OperatorDesk::Lane::Scans);
    fixture.type(u"00001"_s);
    QVERIFY(fixture.hint().startsWith(u"Searching"_s));
    QTest::qWait(300); // beyond the typing
    QVERIFY(fixture.hint().startsWith(u"Searching"_s));
    held.release();
    QTRY_COMPARE(fixture.hint(), QString());
    fixture.field()->setText(u"ffff"_s); // nobody
    QVERIFY(fixture.hint().startsWith(u"Searching"_s));
    QTRY_VERIFY(fixture.hint().startsWith(u"Nothing was found"_s));
}

void TestMainWindowSearch::aSearchThatFailsIsTold()
{
    Search fixture;
    fixture.database.spoil("ALTER TABLE user RENAME TO elsewhere");
    fixture.type(u"00001"_s);
    QTRY_VERIFY(fixture.hint().startsWith(u"The users cannot be searched: "_s));
    QCOMPARE(fixture.found(), QStringList());
    fixture.field()->setText(u"sepolia"_s);
    QCOMPARE(fixture.hint(), QString());
}

void TestMainWindowSearch::itClosesWithTheDesk()
{
    Search fixture;
    fixture.type(u"00001"_s);
    fixture.window->closeDesk();
    QVERIFY(!fixture.dialog()->isVisible());
    fixture.desk.reset();
    QTRY_VERIFY(!fixture.dialog());
}

void TestMainWindowSearch::whereNothingIsFoundItSaysWhatCanBeWritten()
{
    Search fixture;
    QCOMPARE(fixture.hint(), QString());
    fixture.type(u"no such thing"_s);
    QCOMPARE(fixture.found(), QStringList());
    QVERIFY(fixture.hint().startsWith(u"Nothing was found"_s));
    QTest::keyClick(fixture.field(), Qt::Key_Return);
    QVERIFY(fixture.dialog()->isVisible());
    fixture.field()->clear();
    QCOMPARE(fixture.hint(), QString());
}

void TestMainWindowSearch::onTheStartPageThereAreCommandsOnly()
{
    Search fixture;
    fixture.dialog()->close();
    QTRY_VERIFY(!fixture.dialog());
    fixture.window->closeDesk();
    fixture.openSearch();
    const QStringList found = fixture.found();
    QVERIFY(found.contains(u"Quit"_s));
    for (const QString& text : {u"Export…"_s, u"sepolia"_s, u"first"_s})
        QVERIFY2(!found.contains(text), qPrintable(text));
    fixture.type(u"00001"_s);
    QCOMPARE(fixture.found(), QStringList());
}

void TestMainWindowSearch::escapeChangesNothing()
{
    Search fixture;
    fixture.type(u"second"_s);
    QTest::keyClick(fixture.field(), Qt::Key_Escape);
    QTRY_VERIFY(!fixture.dialog());
    QVERIFY(fixture.panels[0]->isVisible());
}

void TestMainWindowSearch::theSheetHasEveryKey()
{
    WindowFixture fixture;
    fixture.openWindow();
    auto* own = new QAction(u"&Only here"_s, fixture.panels[1]);
    own->setShortcut(QKeySequence(Qt::Key_F7));
    auto* copy = new QAction(u"Copy it"_s, fixture.panels[1]);
    copy->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_C), QKeySequence(Qt::Key_F16)});
    fixture.find<QAction>("shortcutsAction")->trigger();
    const QStringList sheet = textsIn(*fixture.find<QTreeWidget>("shortcutsList"));
    int keys = 0;
    for (const QAction* action : commands::of(*fixture.window))
        if (const QString of = commands::keysOf(*action); !of.isEmpty()) {
            ++keys;
            QVERIFY2(sheet.contains(commands::textOf(*action) + u'|' + of), qPrintable(of));
        }
    QVERIFY(keys >= 8);
    QVERIFY(sheet.contains(u"Keyboard shortcuts|Ctrl+/, F1"_s));
    // A panel's own are below its title.
    QVERIFY(sheet.indexOf(u"Only here|F7"_s) > sheet.indexOf(u"second|"_s));
    QVERIFY(sheet.contains(u"Copy it|Ctrl+C"_s)); // no keyboard has the other one
    QTest::mouseClick(fixture.find<QPushButton>("shortcutsClose"), Qt::LeftButton);
    QTRY_VERIFY(!fixture.window->findChild<QDialog*>(u"shortcutsDialog"_s));
}

void TestMainWindowSearch::theSheetIsInTheLanguageOfTheWindow()
{
    WindowFixture fixture;
    fixture.openWindow();
    fixture.find<QAction>("languageAction_zh_CN")->trigger();
    QCoreApplication::processEvents();
    fixture.find<QAction>("shortcutsAction")->trigger();
    const QStringList sheet = textsIn(*fixture.find<QTreeWidget>("shortcutsList"));
    QVERIFY2(sheet.contains(u"刷新|F5, Ctrl+R"_s), qPrintable(sheet.join(u'\n')));
}

CP_REGISTER_TEST(TestMainWindowSearch);
#include "tst_mainwindowsearch.moc"
