// The settings panel: what is typed, shown before it applies, written, refused.
#include "tests/ui/panelfixture.h"
#include "tests/ui/settingsfixture.h"
#include "ui/settings/settingnames.h"

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsReachedByItsKeys();
    void chainsAreListedAndShown();
    void nothingAppliesBeforeItIsConfirmed();
    void aChangeIsShownAndWritten();
    void aChainIsAdded();
    void aChainIsRemoved();
    void aChainIsPausedAndResumed();
    void discardingBringsBackTheFile();
    void aBadAddressIsToldAtItsField();
    void aChainNameTwiceIsRefused();
    void aBrokenFileIsTold();
    void aWriteProtectedFileIsTold();
    void changedUnderneathIsRefused();
    void chainsOfAnotherProcessAreTold();
    void theLanguageChanges();
    void eachFieldIsCalledTheSameWhereItChanges_data();
    void eachFieldIsCalledTheSameWhereItChanges();
};

void TestSettings::itIsReachedByItsKeys()
{
    SettingsFixture fixture;
    fixture.shown.open(fixture.database);
    const auto* panel = fixture.shown.find<SettingsPanel>(u"settingsPanel"_s);
    for (const auto key : {Qt::Key_7, Qt::Key_Comma}) {
        fixture.shown.find<QAction>(u"overviewPanelAction"_s)->trigger();
        QVERIFY(!panel->isVisible());
        QTest::keyClick(fixture.shown.window.get(), key, Qt::ControlModifier);
        QTRY_VERIFY(panel->isVisible());
    }
}

void TestSettings::chainsAreListedAndShown()
{
    SettingsFixture fixture;
    fixture.open();
    QCOMPARE(fixture.cells(u"settingsChains"_s), u"sepolia|11155111; base-sepolia|84532"_s);
    QCOMPARE(fixture.line(u"chain_name"_s).text(), u"sepolia"_s);
    QCOMPARE(fixture.line(u"chain_start_block"_s).text(), u"5000000"_s);
    QCOMPARE(fixture.shown.find<QPlainTextEdit>(u"chain_rpc"_s)->toPlainText(),
             u"https://ethereum-sepolia-rpc.example.org/{secret:infura}\nhttps://other.example.org"_s);
    fixture.choose(u"settingsChains"_s, 1);
    QCOMPARE(fixture.line(u"chain_name"_s).text(), u"base-sepolia"_s);
    QCOMPARE(fixture.shown.find<QComboBox>(u"chain_confirmations"_s)->currentText(), u"safe"_s);
    QCOMPARE(fixture.shown.find<QComboBox>(u"chain_verify"_s)->currentText(), u"bloom"_s);
    QVERIFY(!fixture.isEnabled(u"settingsApply"_s)); // looking changes nothing
    QVERIFY(!fixture.isEnabled(u"settingsRevert"_s));
}

void TestSettings::nothingAppliesBeforeItIsConfirmed()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(fixture.proposal());
    const QList<Notice*> notes = fixture.proposal()->findChildren<Notice*>(u"applyNote"_s);
    QVERIFY(notes[1]->sentence().contains(u"for good"_s)); // a chain's name
    fixture.shown.press(u"applyCancel"_s);
    QTRY_VERIFY(!fixture.proposal());
    QCOMPARE(fixture.bytes(), kSettingsText.toUtf8());
    QVERIFY(fixture.bytes(u".bak"_s).isEmpty());
    QVERIFY(fixture.isEnabled(u"settingsApply"_s));
}

void TestSettings::aChangeIsShownAndWritten()
{
    SettingsFixture fixture;
    fixture.open();
    QSignalSpy applied(&fixture.shown.settingsDesk.desk, &SettingsDesk::applied);
    fixture.shown.find<QComboBox>(u"chain_confirmations"_s)->setEditText(u"12"_s);
    fixture.line(u"chain_poll_ms"_s).setText(u"5000"_s);
    fixture.shown.press(u"settingsApply"_s);
    QCOMPARE(fixture.cells(u"applyChanges"_s),
             u"sepolia: Confirmations|6|12; sepolia: Ask every (ms)|–|5000"_s);
    const QList<Notice*> notes = fixture.proposal()->findChildren<Notice*>(u"applyNote"_s);
    QCOMPARE(notes.size(), 2);
    QVERIFY(notes.front()->sentence().contains(u"comments"_s));
    QVERIFY(notes.front()->sentence().contains(u"points.json.bak"_s));
    QVERIFY(notes.back()->sentence().contains(u"engine of this window"_s));
    fixture.shown.press(u"applyGo"_s);
    QTRY_COMPARE(applied.count(), 1);
    QCOMPARE(applied.front().front().toString(), fixture.shown.settingsFile);
    QCOMPARE(fixture.chain(0)[u"confirmations"_s].toInt(), 12);
    QCOMPARE(fixture.chain(0)[u"poll_ms"_s].toInt(), 5000);
    QCOMPARE(fixture.chain(1)[u"confirmations"_s].toString(), u"safe"_s);
    QCOMPARE(fixture.bytes(u".bak"_s), kSettingsText.toUtf8());
    QTRY_VERIFY(!fixture.isEnabled(u"settingsApply"_s));
}

void TestSettings::aChainIsAdded()
{
    SettingsFixture fixture;
    fixture.open();
    QSignalSpy applied(&fixture.shown.settingsDesk.desk, &SettingsDesk::applied);
    fixture.shown.press(u"chainAdd"_s);
    QVERIFY(fixture.line(u"chain_name"_s).hasFocus());
    QVERIFY(fixture.line(u"chain_name"_s).text().isEmpty());
    fixture.shown.press(u"settingsApply"_s); // empty: it says what is missing
    QVERIFY(!fixture.proposal());
    QVERIFY(!fixture.notice().isEmpty());
    fixture.line(u"chain_name"_s).setText(u"optimism"_s);
    fixture.line(u"chain_chain_id"_s).setText(u"10"_s);
    fixture.line(u"chain_contract"_s).setText(u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s);
    fixture.shown.find<QPlainTextEdit>(u"chain_rpc"_s)->setPlainText(u" https://one.example.org \n\n"_s);
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(fixture.proposal());
    fixture.shown.press(u"applyGo"_s);
    QTRY_COMPARE(applied.count(), 1);
    const QJsonObject expected{{u"name"_s, u"optimism"_s},
                               {u"chain_id"_s, 10},
                               {u"contract"_s, u"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_s},
                               {u"rpc"_s, QJsonArray{u"https://one.example.org"_s}}};
    QCOMPARE(fixture.chain(2), expected);
}

void TestSettings::aChainIsRemoved()
{
    SettingsFixture fixture;
    fixture.open();
    QSignalSpy applied(&fixture.shown.settingsDesk.desk, &SettingsDesk::applied);
    fixture.shown.press(u"chainRemove"_s);
    QCOMPARE(fixture.cells(u"settingsChains"_s), u"base-sepolia|84532"_s);
    QCOMPARE(fixture.line(u"chain_name"_s).text(), u"base-sepolia"_s);
    fixture.shown.press(u"settingsApply"_s);
    fixture.shown.press(u"applyGo"_s);
    QTRY_COMPARE(applied.count(), 1);
    QCOMPARE(fixture.json()[u"chains"_s].toArray().size(), 1);
    QTRY_VERIFY(fixture.isEnabled(u"chainRemove"_s)); // the file is read once more
    fixture.shown.press(u"chainRemove"_s);
    QCOMPARE(fixture.cells(u"settingsChains"_s), QString());
    QVERIFY(!fixture.isEnabled(u"chainRemove"_s));
    fixture.shown.press(u"settingsApply"_s); // one is needed
    QVERIFY(!fixture.proposal());
    QVERIFY2(fixture.notice().contains(u"chains"_s), qPrintable(fixture.notice()));
}

void TestSettings::aChainIsPausedAndResumed()
{
    SettingsFixture fixture;
    follow(fixture.database, followed(ChainState::Live, 9));
    fixture.open();
    const auto* following = fixture.shown.find<QWidget>(u"chainFollowing"_s);
    const auto* state = fixture.shown.find<Notice>(u"chainFollowingState"_s);
    QTRY_COMPARE(state->sentence(), theme::word(ChainState::Live));
    QTRY_VERIFY(fixture.isEnabled(u"settings_pauseButton"_s));
    fixture.line(u"chain_name"_s).setText(u"typed"_s); // which the engine does not know yet
    QVERIFY(following->isVisible());
    fixture.shown.press(u"settings_pauseButton"_s);
    QTRY_COMPARE(waitingParts(fixture.database), 1);
    QCOMPARE(runActions(fixture.database), 1);
    QTRY_COMPARE(state->sentence(), theme::word(ChainState::Paused));
    QTRY_COMPARE(fixture.shown.find<Notice>(u"settings_actionFeedback"_s)->sentence(),
                 u"Pause: The chain is paused"_s);
    QTRY_VERIFY(fixture.isEnabled(u"settings_resumeButton"_s));
    QVERIFY(!fixture.isEnabled(u"settings_pauseButton"_s));
    fixture.shown.press(u"settings_resumeButton"_s);
    QTRY_COMPARE(waitingParts(fixture.database), 1);
    QCOMPARE(runActions(fixture.database), 1);
    QTRY_VERIFY(fixture.isEnabled(u"settings_pauseButton"_s));
    fixture.choose(u"settingsChains"_s, 1); // the database does not know that one
    QVERIFY(!following->isVisible());
    QVERIFY(fixture.isEnabled(u"settingsApply"_s)); // what was typed is still there
}

void TestSettings::discardingBringsBackTheFile()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    QCOMPARE(fixture.cells(u"settingsChains"_s), u"renamed|11155111; base-sepolia|84532"_s);
    fixture.shown.press(u"settingsRevert"_s);
    QTRY_COMPARE(fixture.line(u"chain_name"_s).text(), u"sepolia"_s);
    QVERIFY(!fixture.isEnabled(u"settingsRevert"_s));
}

void TestSettings::aBadAddressIsToldAtItsField()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_contract"_s).setText(u"0x12"_s);
    QVERIFY(fixture.shown.find<QLabel>(u"chain_contractHint"_s)->text().startsWith(u"⚠"_s));
    fixture.choose(u"settingsChains"_s, 1);
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(!fixture.proposal());
    QCOMPARE(fixture.line(u"chain_name"_s).text(), u"sepolia"_s); // the chain with the mistake
    QVERIFY(fixture.line(u"chain_contract"_s).hasFocus());
    QCOMPARE(fixture.bytes(), kSettingsText.toUtf8());
}

void TestSettings::aChainNameTwiceIsRefused()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_name"_s).setText(u"base-sepolia"_s);
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(!fixture.proposal());
    QVERIFY2(fixture.notice().contains(u"chains[1].name"_s), qPrintable(fixture.notice()));
    QCOMPARE(fixture.bytes(), kSettingsText.toUtf8());
}

void TestSettings::aBrokenFileIsTold()
{
    SettingsFixture fixture(u"{\n  \"chains\": ["_s);
    fixture.open();
    const auto* problem = fixture.shown.find<EmptyPage>(u"settingsProblem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY(!fixture.isEnabled(u"settingsApply"_s));
    const auto reason = [&] {
        for (const auto* label : problem->findChildren<QLabel*>())
            if (!label->text().isEmpty() && label->text() != problem->headline())
                return label->text();
        return QString();
    };
    const QString why = reason();
    QVERIFY(!why.isEmpty());
    fixture.shown.find<QAction>(u"localTimeAction"_s)->trigger();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(reason(), why);
    fixture.write(kSettingsText);
    QTest::mouseClick(problem->findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_VERIFY(!problem->isVisible());
    QCOMPARE(fixture.line(u"chain_name"_s).text(), u"sepolia"_s);
}

void TestSettings::aWriteProtectedFileIsTold()
{
    SettingsFixture fixture;
    fixture.open();
    QVERIFY(QFile::setPermissions(fixture.shown.settingsFile, QFileDevice::ReadOwner));
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    fixture.shown.press(u"settingsApply"_s);
    fixture.shown.press(u"applyGo"_s);
    QTRY_VERIFY2(fixture.notice().contains(u"write-protected"_s), qPrintable(fixture.notice()));
    QCOMPARE(fixture.line(u"chain_name"_s).text(), u"renamed"_s); // nothing typed is lost
    QVERIFY(fixture.isEnabled(u"settingsApply"_s));
}

void TestSettings::changedUnderneathIsRefused()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    const QString others = kSettingsText + u'\n';
    fixture.write(others);
    fixture.shown.press(u"settingsApply"_s);
    fixture.shown.press(u"applyGo"_s);
    QTRY_VERIFY2(fixture.notice().contains(u"somebody else"_s), qPrintable(fixture.notice()));
    QCOMPARE(fixture.bytes(), others.toUtf8());
    fixture.shown.press(u"settingsRevert"_s);
    QTRY_COMPARE(fixture.line(u"chain_name"_s).text(), u"sepolia"_s);
}

void TestSettings::chainsOfAnotherProcessAreTold()
{
    SettingsFixture fixture;
    const auto writer = fixture.database.openWriter();
    QVERIFY(writer);
    QVERIFY(writer->write(
        "INSERT INTO chain_lease (chain_id, fencing, owner_host, owner_pid, instance, expires_at, "
        "writes) SELECT id, 1, 'elsewhere', 4711, 'other', 4102444800, 1 FROM chain"));
    fixture.open();
    QTRY_VERIFY(fixture.shown.desk->news().chains.front().owner);
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    fixture.shown.press(u"settingsApply"_s);
    const QList<Notice*> notes = fixture.proposal()->findChildren<Notice*>(u"applyNote"_s);
    QVERIFY2(notes.back()->sentence().contains(u"process 4711 on elsewhere"_s),
             qPrintable(notes.back()->sentence()));
}

void TestSettings::theLanguageChanges()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.line(u"chain_contract"_s).setText(u"0x12"_s);
    fixture.shown.find<QAction>(u"languageAction_zh_CN"_s)->trigger();
    QTRY_COMPARE(fixture.shown.find<QAbstractButton>(u"chainAdd"_s)->text(), u"添加链(&C)"_s);
    QCOMPARE(fixture.line(u"chain_contract"_s).text(), u"0x12"_s);
    QVERIFY(fixture.isEnabled(u"settingsApply"_s));
}

void TestSettings::eachFieldIsCalledTheSameWhereItChanges_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestSettings::eachFieldIsCalledTheSameWhereItChanges()
{
    QFETCH(const QString, language);
    SettingsFixture fixture(kSettingsText, language);
    fixture.open();
    static const QRegularExpression mnemonic(u"\\(&.\\)|&"_s);
    static const QRegularExpression field(u"^(chain|database|cache|points)_(.+)$"_s);
    int seen = 0;
    for (const QLabel* label :
         fixture.shown.find<SettingsPanel>(u"settingsPanel"_s)->findChildren<QLabel*>()) {
        const QRegularExpressionMatch found =
            field.match(label->buddy() ? label->buddy()->objectName() : QString());
        if (!found.hasMatch())
            continue;
        const bool isChain = found.captured(1) == u"chain"_s;
        const QString name =
            settingName((isChain ? u"chains[sepolia]"_s : found.captured(1)) + u'.' + found.captured(2));
        const QString word = QString(label->text()).remove(mnemonic);
        QVERIFY2(name.size() > word.size() && name.endsWith(word), qPrintable(name));
        ++seen;
    }
    QVERIFY2(seen >= 25, qPrintable(QString::number(seen)));
    QCOMPARE(settingName(u"chains[sepolia].decimals"_s), u"chains[sepolia].decimals"_s); // on no page
    QVERIFY(settingName(u"chains[sepolia].rpc[1]"_s).endsWith(u" 2"_s));
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
