// The settings' pages of theme, language and time zone, and of notifications; and edits that the window's end
// would lose.
#include "tests/ui/settingsfixture.h"
#include "ui/appearance.h"
#include "ui/widgets/factgrid.h"

#include <QCheckBox>
#include <QMenu>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void whatIsChosenAppliesAtOnce();
    void theMenuSaysTheSame();
    void notificationsAreToldAndReached();
    void aWindowWithoutEditsJustCloses();
    void editsAreAskedAboutBeforeTheWindowCloses();
    void editsMayBeDropped();
};

namespace {

enum Chosen { Tray, Sound, Webhook, Often, Quiet };

void choose(const SettingsFixture& fixture, const QString& name, int place)
{
    auto* box = fixture.shown.find<QComboBox>(name);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < place; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentIndex(), place);
}

} // namespace

void TestAppearance::cleanup()
{
    theme::apply(theme::Theme::Light);
    zone::use(QTimeZone::utc());
}

void TestAppearance::whatIsChosenAppliesAtOnce()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"appearancePage"_s);
    choose(fixture, u"appearanceTheme"_s, 2);
    QVERIFY(theme::isDark());
    QCOMPARE(fixture.shown.settings.value(settingskeys::kTheme).toString(), u"dark"_s);
    QVERIFY(fixture.shown.find<QAction>(u"themeDarkAction"_s)->isChecked());
    choose(fixture, u"appearanceZone"_s, 1);
    QCOMPARE(fixture.shown.settings.value(settingskeys::kZone).toString(), u"local"_s);
    QVERIFY(fixture.shown.find<QAction>(u"localTimeAction"_s)->isChecked());
    choose(fixture, u"appearanceLanguage"_s, 1);
    QTRY_COMPARE(fixture.shown.find<QMenu>(u"fileMenu"_s)->title(), u"文件(&F)"_s);
    QVERIFY(fixture.shown.find<QAction>(u"languageAction_zh_CN"_s)->isChecked());
    QVERIFY(!fixture.isEnabled(u"settingsApply"_s)); // the file holds nothing of it
}

void TestAppearance::theMenuSaysTheSame()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"appearancePage"_s);
    fixture.shown.find<QAction>(u"themeDarkAction"_s)->trigger();
    QCOMPARE(fixture.shown.find<QComboBox>(u"appearanceTheme"_s)->currentIndex(), 2);
    fixture.shown.find<QAction>(u"localTimeAction"_s)->trigger();
    QCOMPARE(fixture.shown.find<QComboBox>(u"appearanceZone"_s)->currentIndex(), 1);
    fixture.shown.find<QAction>(u"languageAction_zh_CN"_s)->trigger();
    QTRY_COMPARE(fixture.shown.find<QComboBox>(u"appearanceLanguage"_s)->currentIndex(), 1);
}

void TestAppearance::notificationsAreToldAndReached()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"notificationsPage"_s);
    const auto* chosen = fixture.shown.find<FactGrid>(u"notificationsChosen"_s);
    QCOMPARE(chosen->value(Sound), u"no"_s);
    QCOMPARE(chosen->value(Webhook), u"none"_s);
    QCOMPARE(chosen->value(Quiet), u"none"_s);
    fixture.shown.press(u"notificationsChange"_s);
    QVERIFY(fixture.shown.find<QDialog>(u"notificationsDialog"_s)->isVisible());
    fixture.shown.find<QCheckBox>(u"notifySound"_s)->setChecked(true);
    fixture.shown.find<QCheckBox>(u"notifyQuiet"_s)->setChecked(true);
    fixture.line(u"notifyWebhook"_s).setText(u"https://hooks.example.org/s3cret"_s);
    fixture.shown.press(u"notifyOk"_s);
    QCOMPARE(chosen->value(Sound), u"yes"_s);
    QCOMPARE(chosen->value(Webhook), u"is set, at hooks.example.org"_s); // and not all of it
    QCOMPARE(chosen->value(Quiet), u"22:00 to 07:00 (UTC)"_s);
}

void TestAppearance::aWindowWithoutEditsJustCloses()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    fixture.line(u"chain_name"_s).setText(u"sepolia"_s); // and back
    QVERIFY(fixture.shown.window->close());
    QVERIFY(fixture.shown.prompts.questions.empty());
}

void TestAppearance::editsAreAskedAboutBeforeTheWindowCloses()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    fixture.shown.find<QAction>(u"overviewPanelAction"_s)->trigger();
    QSignalSpy closing(fixture.shown.window.get(), &MainWindow::closing);
    QVERIFY(!fixture.shown.window->close());
    QCOMPARE(fixture.shown.prompts.questions.size(), std::size_t(1));
    QTRY_COMPARE(fixture.shown.prompts.answered, std::size_t(1)); // no
    QVERIFY(fixture.shown.find<SettingsPanel>(u"settingsPanel"_s)->isVisible());
    QCOMPARE(fixture.line(u"chain_name"_s).text(), u"renamed"_s);
    QCOMPARE(closing.count(), 0);
}

void TestAppearance::editsMayBeDropped()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    fixture.shown.prompts.answers = {true};
    QSignalSpy closing(fixture.shown.window.get(), &MainWindow::closing);
    fixture.shown.find<QAction>(u"quitAction"_s)->trigger();
    QTRY_COMPARE(closing.count(), 1);
    QVERIFY(!fixture.shown.window->isVisible());
    QCOMPARE(fixture.bytes(), kSettingsText.toUtf8());
}

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"
