// The settings' page of secrets: where each is, storing and removing one, and that none is seen.
#include "tests/ui/settingsfixture.h"
#include "ui/settings/secretdialog.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kVariable = "CHAINPOINTS_SECRET_INFURA";
const QString kSecret = u"n0t-to-be-seen"_s;

/// At the page, when the list is there.
struct Secrets : SettingsFixture
{
    explicit Secrets(const QString& text = kSettingsText) : SettingsFixture(text) {}
    void openPage()
    {
        open();
        page(u"secretsPage"_s);
        if (!QTest::qWaitFor([&] { return isListed(); }))
            qFatal("the secrets were not listed");
    }
    [[nodiscard]] bool isListed() const
    {
        return shown.find<CellsTable>(u"settingsSecrets"_s)->isVisible() ||
               empty().headline().startsWith(u"No "_s);
    }
    [[nodiscard]] EmptyPage& empty() const { return *shown.find<EmptyPage>(u"secretsEmpty"_s); }
    [[nodiscard]] QString list() const { return cells(u"settingsSecrets"_s); }
    /// Of infura, which is the second one.
    [[nodiscard]] QString place() const
    {
        return shown.find<CellsTable>(u"settingsSecrets"_s)->model()->index(1, 1).data().toString();
    }
    void chooseInfura() const { choose(u"settingsSecrets"_s, 1); }
    [[nodiscard]] QString said(const QString& name) const
    {
        const auto* notice = shown.find<Notice>(name);
        return notice->isVisible() ? notice->sentence() : QString();
    }
    [[nodiscard]] SecretDialog* dialog() const { return shown.window->findChild<SecretDialog*>(); }
    void type(const QString& secret) const
    {
        chooseInfura();
        shown.press(u"secretStore"_s);
        QTest::keyClicks(&line(u"secretValue"_s), secret);
    }
    [[nodiscard]] TestKeychain& keychain() { return shown.settingsDesk.keychain; }
};

QString withFolder()
{
    return QString(kSettingsText).replace(u"\"database\""_s, u"\"secrets_dir\": \"secrets\", \"database\""_s);
}

/// All that a person could read or hear.
QString everythingIn(const QWidget& window)
{
    QStringList texts;
    for (const auto* label : window.findChildren<QLabel*>())
        texts << label->text();
    for (const auto* edit : window.findChildren<QLineEdit*>())
        texts << edit->displayText();
    for (const auto* table : window.findChildren<CellsTable*>())
        for (int row = 0; row < table->model()->rowCount(); ++row)
            for (int column = 0; column < table->model()->columnCount(); ++column)
                texts << table->model()->index(row, column).data(CellsModel::ExactRole).toString();
    return texts.join(u'\n');
}

} // namespace

class TestSettingsSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv(kVariable); }
    void eachIsListedWithItsPlaceAndUse();
    void whatIsTypedButNotAppliedIsListed();
    void withoutAnyItSaysHowToNameOne();
    void aSecretIsStoredInTheKeychain();
    void aSecretThatTheFileDoesNotNameYetIsToldSo();
    void aSecretIsStoredInAFile();
    void itShowsOnlyWhileTheButtonIsHeld();
    void aShortTokenIsRefused();
    void withoutAKeychainTheRemedyIsTold();
    void anEarlierPlaceIsTold();
    void aSecretIsRemovedAfterAQuestion();
    void whatTheEnvironmentHoldsIsNotRemoved();
    void theEngineStartsAgainWhenItIsWanted();
    void unappliedEditsComeFirst();
    void whatIsMissingIsToldBeforeItApplies();
    void comingBackLooksAgain();
    void theLanguageChanges();
};

void TestSettingsSecrets::eachIsListedWithItsPlaceAndUse()
{
    Secrets fixture;
    fixture.openPage();
    QCOMPARE(fixture.list(), u"api|nowhere; the API makes a token of its own|api; "
                             "infura|nowhere|chains[sepolia].rpc[0]"_s);
    fixture.chooseInfura();
    QVERIFY(fixture.said(u"secretsAdvice"_s).contains(u"does not start"_s));
    QVERIFY(!fixture.isEnabled(u"secretRemove"_s));
    QVERIFY(!fixture.isEnabled(u"settingsApply"_s)); // looking changes nothing
}

void TestSettingsSecrets::whatIsTypedButNotAppliedIsListed()
{
    Secrets fixture;
    fixture.openPage();
    fixture.page(u"chainsPage"_s);
    fixture.shown.find<QPlainTextEdit>(u"chain_rpc"_s)
        ->appendPlainText(u"https://x.example.org/{secret:new}"_s);
    fixture.page(u"secretsPage"_s);
    QTRY_VERIFY2(fixture.list().endsWith(u"new|nowhere|chains[sepolia].rpc[2]"_s),
                 qPrintable(fixture.list()));
    fixture.choose(u"settingsSecrets"_s, 2);
    fixture.shown.press(u"secretStore"_s);
    QTest::keyClicks(&fixture.line(u"secretValue"_s), kSecret);
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY2(fixture.list().contains(u"new|keychain|"_s), qPrintable(fixture.list()));
    QCOMPARE(fixture.keychain().secret("new"), kSecret.toStdString());
    QCOMPARE(fixture.bytes(), kSettingsText.toUtf8());
    QVERIFY(fixture.isEnabled(u"settingsApply"_s)); // what was typed is still there
}

void TestSettingsSecrets::withoutAnyItSaysHowToNameOne()
{
    Secrets fixture(uR"({ "api": { "listen": "off" }, "chains": [ { "name": "sepolia", "chain_id": 1,
        "contract": "0x1111111111111111111111111111111111111111", "rpc": [ "https://a.example.org" ] } ] })"_s);
    fixture.openPage();
    QCOMPARE(fixture.empty().headline(), u"No secret is named"_s);
    QVERIFY(!fixture.isEnabled(u"secretStore"_s));
    QVERIFY(!fixture.isEnabled(u"secretRemove"_s));
}

void TestSettingsSecrets::aSecretIsStoredInTheKeychain()
{
    Secrets fixture;
    fixture.openPage();
    fixture.chooseInfura();
    fixture.shown.press(u"secretStore"_s);
    QString saidAtOnce;
    QObject::connect(fixture.dialog(), &SecretDialog::stored, fixture.dialog(),
                     [&] { saidAtOnce = fixture.said(u"secretsOutcome"_s); });
    QTRY_VERIFY(fixture.line(u"secretValue"_s).hasFocus());
    QVERIFY(!fixture.isEnabled(u"secretGo"_s)); // nothing typed
    QTest::keyClicks(&fixture.line(u"secretValue"_s), kSecret);
    QVERIFY(!everythingIn(*fixture.shown.window).contains(kSecret));
    QTest::keyClick(&fixture.line(u"secretValue"_s), Qt::Key_Return);
    QTRY_COMPARE(fixture.place(), u"keychain"_s);
    QTRY_VERIFY(!fixture.dialog());
    QCOMPARE(fixture.keychain().secret("infura"), kSecret.toStdString());
    QCOMPARE(saidAtOnce, u"“infura” is stored."_s);
    QVERIFY(fixture.said(u"secretsOutcome"_s).contains(u"is stored"_s));
    QVERIFY(fixture.isEnabled(u"secretRemove"_s));
    QVERIFY(!everythingIn(*fixture.shown.window).contains(kSecret));
}

void TestSettingsSecrets::aSecretThatTheFileDoesNotNameYetIsToldSo()
{
    Secrets fixture;
    fixture.open();
    fixture.shown.find<QPlainTextEdit>(u"chain_rpc"_s)
        ->appendPlainText(u"https://x.example.org/{secret:fresh}"_s);
    fixture.page(u"secretsPage"_s);
    QTRY_VERIFY(fixture.list().contains(u"fresh"_s));
    const auto storeFresh = [&] {
        fixture.choose(u"settingsSecrets"_s, 1); // by name: api, fresh, infura
        fixture.shown.press(u"secretStore"_s);
        QTest::keyClicks(&fixture.line(u"secretValue"_s), kSecret);
        fixture.shown.press(u"secretGo"_s);
    };
    const auto isToldUnread = [&] {
        return fixture.said(u"secretsOutcome"_s).contains(u"before the changes are applied"_s);
    };
    const auto* restart = fixture.shown.find<QWidget>(u"secretsRestart"_s);
    storeFresh();
    QTRY_VERIFY2(isToldUnread(), qPrintable(fixture.list()));
    QVERIFY(!restart->isVisible());
    QCOMPARE(fixture.keychain().secret("fresh"), kSecret.toStdString());
    QTRY_VERIFY2(fixture.list().contains(u"fresh|keychain|"_s), qPrintable(fixture.list()));
    // One that the engine reads is offered to it, whatever is stored after it.
    fixture.choose(u"settingsSecrets"_s, 2);
    fixture.shown.press(u"secretStore"_s);
    QTest::keyClicks(&fixture.line(u"secretValue"_s), kSecret);
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY(restart->isVisible());
    QVERIFY(!isToldUnread());
    QTRY_VERIFY(!fixture.dialog());
    storeFresh();
    QTRY_VERIFY(isToldUnread());
    QVERIFY(restart->isVisible());
}

void TestSettingsSecrets::aSecretIsStoredInAFile()
{
    Secrets fixture(withFolder());
    fixture.openPage();
    fixture.chooseInfura();
    fixture.shown.press(u"secretStore"_s);
    fixture.shown.find<QComboBox>(u"secretPlace"_s)->setCurrentIndex(1);
    QGuiApplication::clipboard()->setText(kSecret + u'\n');
    fixture.line(u"secretValue"_s).paste(); // with the end of its line
    fixture.shown.press(u"secretGo"_s);
    const QString path = fixture.shown.folder.filePath(u"secrets/infura"_s);
    QTRY_COMPARE(fixture.place(), QString(u"file: "_s + path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), kSecret.toUtf8());
    // It is replaced where it is.
    fixture.shown.press(u"secretStore"_s);
    QCOMPARE(fixture.shown.find<QComboBox>(u"secretPlace"_s)->currentIndex(), 1);
}

void TestSettingsSecrets::itShowsOnlyWhileTheButtonIsHeld()
{
    Secrets fixture;
    fixture.openPage();
    fixture.type(kSecret);
    const QLineEdit& value = fixture.line(u"secretValue"_s);
    auto* button = fixture.shown.find<QAbstractButton>(u"secretReveal"_s);
    QVERIFY(value.displayText() != kSecret);
    button->setFocus();
    QTest::keyPress(button, Qt::Key_Space);
    QCOMPARE(value.displayText(), kSecret);
    QTest::keyRelease(button, Qt::Key_Space);
    QVERIFY(value.displayText() != kSecret);
    QTest::mousePress(button, Qt::LeftButton);
    QCOMPARE(value.displayText(), kSecret);
    QTest::mouseRelease(button, Qt::LeftButton);
    QVERIFY(value.displayText() != kSecret);
    fixture.shown.press(u"secretCancel"_s);
    QTRY_VERIFY(!fixture.dialog());
    QVERIFY(fixture.keychain().secret("infura").empty());
}

void TestSettingsSecrets::aShortTokenIsRefused()
{
    Secrets fixture;
    fixture.openPage();
    fixture.choose(u"settingsSecrets"_s, 0);
    fixture.shown.press(u"secretStore"_s);
    QTest::keyClicks(&fixture.line(u"secretValue"_s), u"fifteen-letters"_s);
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY2(fixture.said(u"secretNotice"_s).contains(u"at least 16 characters"_s),
                 qPrintable(fixture.said(u"secretNotice"_s)));
    QVERIFY(fixture.line(u"secretValue"_s).hasFocus());
    QTest::keyClicks(&fixture.line(u"secretValue"_s), u"+1"_s);
    QVERIFY(fixture.said(u"secretNotice"_s).isEmpty());
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY2(fixture.list().startsWith(u"api|keychain|"_s), qPrintable(fixture.list()));
}

void TestSettingsSecrets::withoutAKeychainTheRemedyIsTold()
{
    Secrets fixture;
    fixture.keychain().fail("the keychain cannot be used: no service");
    fixture.openPage();
    QTRY_VERIFY2(fixture.place().contains(u"cannot be looked for"_s), qPrintable(fixture.list()));
    fixture.type(kSecret);
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY2(fixture.said(u"secretNotice"_s).contains(u"secrets_dir"_s),
                 qPrintable(fixture.said(u"secretNotice"_s)));
    QVERIFY(fixture.said(u"secretNotice"_s).contains(u"no service"_s));
    QVERIFY(fixture.said(u"secretNotice"_s).contains(QString::fromLatin1(kVariable)));
    QCOMPARE(fixture.line(u"secretValue"_s).text(), kSecret); // nothing typed is lost
    fixture.keychain().fail({});
    fixture.shown.press(u"secretGo"_s);
    QTRY_COMPARE(fixture.place(), u"keychain"_s);
}

void TestSettingsSecrets::anEarlierPlaceIsTold()
{
    qputenv(kVariable, "of-the-environment");
    Secrets fixture;
    fixture.openPage();
    QTRY_COMPARE(fixture.place(), u"environment: CHAINPOINTS_SECRET_INFURA"_s);
    fixture.type(kSecret);
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY2(fixture.said(u"secretsOutcome"_s).contains(u"another place comes first"_s),
                 qPrintable(fixture.said(u"secretsOutcome"_s)));
    QCOMPARE(fixture.keychain().secret("infura"), kSecret.toStdString());
    QVERIFY(!fixture.shown.find<QAbstractButton>(u"secretsRestart"_s)->isVisible());
}

void TestSettingsSecrets::aSecretIsRemovedAfterAQuestion()
{
    Secrets fixture;
    fixture.keychain().set("infura", kSecret.toStdString());
    fixture.openPage();
    QTRY_COMPARE(fixture.place(), u"keychain"_s);
    fixture.chooseInfura();
    fixture.shown.press(u"secretRemove"_s); // the answer is no
    QTRY_COMPARE(fixture.shown.prompts.questions.size(), std::size_t(1));
    QVERIFY(fixture.shown.prompts.questions.front().details.contains(u"does not start"_s));
    QTRY_COMPARE(fixture.shown.prompts.answered, std::size_t(1));
    QCOMPARE(fixture.keychain().secret("infura"), kSecret.toStdString());
    fixture.shown.prompts.answers = {true};
    fixture.shown.press(u"secretRemove"_s);
    QTRY_COMPARE(fixture.place(), u"nowhere"_s);
    QVERIFY(fixture.keychain().secret("infura").empty());
    QVERIFY(fixture.said(u"secretsOutcome"_s).contains(u"is removed"_s));
    // Nobody can remove what is gone: somebody else was faster.
    fixture.keychain().set("infura", "x");
    fixture.shown.find<QAction>(u"refreshAction"_s)->trigger();
    QTRY_COMPARE(fixture.place(), u"keychain"_s);
    fixture.keychain().fail("it is locked");
    fixture.shown.prompts.answers = {true};
    fixture.shown.press(u"secretRemove"_s);
    QTRY_COMPARE(fixture.said(u"secretsOutcome"_s), u"it is locked"_s);
}

void TestSettingsSecrets::whatTheEnvironmentHoldsIsNotRemoved()
{
    qputenv(kVariable, "of-the-environment");
    Secrets fixture;
    fixture.openPage();
    fixture.chooseInfura();
    QVERIFY(!fixture.isEnabled(u"secretRemove"_s));
    QVERIFY2(fixture.said(u"secretsAdvice"_s).contains(u"comes first"_s),
             qPrintable(fixture.said(u"secretsAdvice"_s)));
}

void TestSettingsSecrets::theEngineStartsAgainWhenItIsWanted()
{
    Secrets fixture;
    fixture.openPage();
    auto* restart = fixture.shown.find<QAbstractButton>(u"secretsRestart"_s);
    QVERIFY(!restart->isVisible());
    QSignalSpy applied(&fixture.shown.settingsDesk.desk, &SettingsDesk::applied);
    fixture.type(kSecret);
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY(restart->isVisible());
    QVERIFY(fixture.said(u"secretsOutcome"_s).contains(u"until it starts again"_s));
    QCOMPARE(applied.count(), 0);
    fixture.shown.press(u"secretsRestart"_s);
    QTRY_COMPARE(applied.count(), 1);
    QCOMPARE(applied.front().front().toString(), fixture.shown.settingsFile);
    QCOMPARE(fixture.bytes(), kSettingsText.toUtf8());
}

void TestSettingsSecrets::unappliedEditsComeFirst()
{
    Secrets fixture;
    fixture.openPage();
    fixture.type(kSecret);
    fixture.shown.press(u"secretGo"_s);
    QTRY_VERIFY(fixture.shown.find<QAbstractButton>(u"secretsRestart"_s)->isVisible());
    QSignalSpy applied(&fixture.shown.settingsDesk.desk, &SettingsDesk::applied);
    fixture.line(u"chain_name"_s).setText(u"renamed"_s);
    fixture.shown.press(u"secretsRestart"_s);
    QVERIFY(fixture.notice().contains(u"Apply or discard"_s));
    QTest::qWait(0);
    QCOMPARE(applied.count(), 0);
}

void TestSettingsSecrets::whatIsMissingIsToldBeforeItApplies()
{
    Secrets fixture;
    fixture.keychain().set("there", "x");
    fixture.open();
    fixture.shown.find<QPlainTextEdit>(u"chain_rpc"_s)
        ->setPlainText(u"https://a.example.org/{secret:new}\nhttps://b.example.org/{secret:there}"_s);
    fixture.shown.press(u"settingsApply"_s);
    const auto last = [&] {
        return fixture.proposal()->findChildren<Notice*>(u"applyNote"_s).back()->sentence();
    };
    QTRY_VERIFY2(last().contains(u"nowhere yet: new."_s), qPrintable(last()));
}

void TestSettingsSecrets::comingBackLooksAgain()
{
    Secrets fixture;
    fixture.openPage();
    QTRY_COMPARE(fixture.place(), u"nowhere"_s);
    fixture.page(u"pointsPage"_s);
    fixture.keychain().set("infura", "x");
    fixture.page(u"secretsPage"_s);
    QTRY_COMPARE(fixture.place(), u"keychain"_s);
}

void TestSettingsSecrets::theLanguageChanges()
{
    Secrets fixture;
    fixture.openPage();
    fixture.shown.find<QAction>(u"languageAction_zh_CN"_s)->trigger();
    QTRY_COMPARE(fixture.shown.find<QAbstractButton>(u"secretStore"_s)->text(), u"存储(&T)…"_s);
    QVERIFY2(!fixture.list().contains(u"nowhere"_s), qPrintable(fixture.list()));
}

QTEST_MAIN(TestSettingsSecrets)
#include "tst_settingssecrets.moc"
