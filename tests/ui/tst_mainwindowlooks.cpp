// Language and theme, switched while the window is open.
#include "tests/support/testmain.h"
#include "tests/ui/windowfixture.h"
#include "ui/banner.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestMainWindowLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void languageOfEveryText_data();
    void languageOfEveryText();
    void setupInChinese();
    void theChoiceIsKept();
    void theSystemDecidesAtFirst();
    void plurals();
    void theme();
};

namespace {

/// Every text of the window that can be seen or heard now, or in a menu.
std::set<QString> textsOf(const QWidget& window)
{
    std::set<QString> texts;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        texts.insert({widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()});
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts.insert(label->text());
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts.insert(button->text());
    }
    for (const QAction* action : window.findChildren<QAction*>())
        texts.insert(action->text());
    for (const QMenu* menu : window.findChildren<QMenu*>())
        texts.insert(menu->title());
    return texts;
}

/// What is the same in every language: names, addresses, times, what a panel or a test gave.
bool isNobodysLanguage(const QString& text)
{
    static const QRegularExpression names(
        u"^(|chainpoints|English|简体中文|first|second|–|Ctrl\\+\\d|Qt|0x.*|\\d[\\d.]*|sepolia|http:.*)$"_s);
    return names.match(text).hasMatch();
}

void triggerAction(const WindowFixture& fixture, const char* name)
{
    fixture.find<QAction>(name)->trigger();
    QCoreApplication::processEvents();
}

} // namespace

void TestMainWindowLooks::languageOfEveryText_data()
{
    QTest::addColumn<QString>("page");
    for (const char* page : {"start", "work"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void TestMainWindowLooks::languageOfEveryText()
{
    QFETCH(const QString, page);
    WindowFixture fixture;
    if (page == u"work") {
        fixture.openWindow({.demo = true});
        QTRY_VERIFY(fixture.find<QToolButton>("chainEntry_sepolia"));
        fixture.window->setEngineState(EngineWatching{{"server", 4711}});
        fixture.panels[0]->setBadge(3);
    } else {
        fixture.makeWindow();
        fixture.window->show();
    }
    const std::set<QString> english = textsOf(*fixture.window);
    triggerAction(fixture, "languageAction_zh_CN");
    const std::set<QString> chinese = textsOf(*fixture.window);
    for (const QString& text : chinese)
        QVERIFY2(isNobodysLanguage(text) || !english.contains(text), qPrintable(text));
    triggerAction(fixture, "languageAction_en");
    for (const QString& text : textsOf(*fixture.window))
        QVERIFY2(isNobodysLanguage(text) || !chinese.contains(text), qPrintable(text));
}

void TestMainWindowLooks::setupInChinese()
{
    WindowFixture fixture;
    fixture.makeWindow();
    fixture.window->show();
    triggerAction(fixture, "languageAction_zh_CN");
    fixture.find<QAbstractButton>("startSetup")->click();
    QCOMPARE(fixture.find<QWidget>("setupWizard")->windowTitle(), u"设置"_s);
    QTRY_VERIFY(fixture.find<QAbstractButton>("setupNext")->isEnabled());
    for (int step = 0; step < 3; ++step) // the last one shows what is missing
        fixture.find<QAbstractButton>("setupNext")->click();
    static const QRegularExpression han(u"\\p{Han}"_s);
    for (const QLabel* label : fixture.find<QWidget>("setupWizard")->findChildren<QLabel*>())
        QVERIFY2(!label->isVisible() || label->text().isEmpty() || label->text().contains(han),
                 qPrintable(label->text()));
}

void TestMainWindowLooks::theChoiceIsKept()
{
    WindowFixture fixture;
    fixture.openWindow();
    triggerAction(fixture, "languageAction_zh_CN");
    fixture.openWindow();
    QCOMPARE(fixture.find<QMenu>("fileMenu")->title(), u"文件(&F)"_s);
    QVERIFY(fixture.find<QAction>("languageAction_zh_CN")->isChecked());
}

void TestMainWindowLooks::theSystemDecidesAtFirst()
{
    WindowFixture fixture;
    fixture.settings.clear();
    fixture.openWindow();
    const bool chinese = QLocale::system().language() == QLocale::Chinese;
    QCOMPARE(fixture.find<QAction>("languageAction_zh_CN")->isChecked(), chinese);
    QVERIFY(fixture.find<QAction>("themeSystemAction")->isChecked());
}

void TestMainWindowLooks::plurals()
{
    WindowFixture fixture;
    fixture.database.ownedBy({"host", 1, "one"});
    fixture.openWindow();
    QTRY_VERIFY(fixture.find<QToolButton>("chainEntry_sepolia"));
    const auto* entry = fixture.find<QToolButton>("chainEntry_sepolia");
    fixture.database.spoil("INSERT INTO chain_status (chain_id, state, head_block, alerts, last_error, "
                           "updated_at) VALUES ((SELECT id FROM chain), 'backfilling', 1, "
                           "'[]', '', 0)");
    fixture.database.spoil("UPDATE chain SET last_confirmed_block = 1");
    QTRY_COMPARE(entry->text(), u"sepolia · Backfilling · 1 block behind"_s);
    fixture.database.spoil("UPDATE chain_status SET head_block = 12");
    fixture.database.spoil("UPDATE chain SET last_confirmed_block = 12");
    QTRY_COMPARE(entry->text(), u"sepolia · Backfilling · 12 blocks behind"_s);
    triggerAction(fixture, "languageAction_zh_CN");
    QCOMPARE(entry->text(), u"sepolia · 补录中 · 落后 12 个区块"_s);
}

void TestMainWindowLooks::theme()
{
    WindowFixture fixture;
    fixture.openWindow();
    triggerAction(fixture, "themeLightAction");
    const QColor light = fixture.window->grab().toImage().pixelColor(4, fixture.window->height() / 2);
    triggerAction(fixture, "themeDarkAction");
    const QColor dark = fixture.window->grab().toImage().pixelColor(4, fixture.window->height() / 2);
    QVERIFY(light.lightness() > 200);
    QVERIFY(dark.lightness() < 60);
    QVERIFY(theme::isDark());
    triggerAction(fixture, "themeSystemAction");
    QCOMPARE(fixture.settings.value(u"window/1/theme"_s).toString(), u"system"_s);
}

CP_REGISTER_TEST(TestMainWindowLooks);
#include "tst_mainwindowlooks.moc"
