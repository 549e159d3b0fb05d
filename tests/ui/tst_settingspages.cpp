// The pages of the settings beside the chains: database, cache, points.
#include "tests/ui/settingsfixture.h"

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

/// As kSettingsText, with this part of it.
QString textWith(const QString& part)
{
    QString text = kSettingsText;
    return text.replace(u"\"database\": { \"driver\": \"sqlite\", \"path\": \"points.db\" },"_s, part);
}

const QString kServer = uR"("database": { "driver": "mysql", "host": "db.example.org", "name": "points",
  "user": "olivia", "password": "{secret:db}" },)"_s;

} // namespace

class TestSettingsPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lookingChangesNothing_data();
    void lookingChangesNothing();
    void theDatabaseBecomesAServer();
    void theServersCertificateIsGiven();
    void theTestStandsBelowTheFields();
    void hintsStandBelowTheirFields();
    void aPasswordIsNotTakenAsItIs();
    void theFileIsChosen();
    void theDatabaseIsTried();
    void aDatabaseThatCannotBeIsToldWithARemedy();
    void theCacheBecomesRedis();
    void badCacheFieldsAreTold();
    void ratesAreALineEach();
    void badRatesAreTold_data();
    void badRatesAreTold();
    void comingBackKeepsTheFindings();
    void comingBackReadsAChangedFile();

private:
    static void apply(const SettingsFixture& fixture);
};

void TestSettingsPages::apply(const SettingsFixture& fixture)
{
    QSignalSpy applied(&fixture.shown.settingsDesk.desk, &SettingsDesk::applied);
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY2(fixture.proposal(), qPrintable(fixture.notice()));
    fixture.shown.press(u"applyGo"_s);
    QTRY_COMPARE(applied.count(), 1);
}

void TestSettingsPages::lookingChangesNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("file") << kSettingsText;
    QTest::newRow("server") << textWith(kServer);
    QTest::newRow("nothing") << textWith({});
    QTest::newRow("redis") << textWith(
        uR"("cache": { "driver": "redis", "url": "redis://:pa55word@127.0.0.1:6379/0" },)"_s);
}

void TestSettingsPages::lookingChangesNothing()
{
    QFETCH(const QString, text);
    SettingsFixture fixture(text);
    fixture.open();
    auto* tabs = fixture.shown.find<QTabWidget>(u"settingsTabs"_s);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        QVERIFY(!fixture.isEnabled(u"settingsApply"_s));
    }
    // A change that is taken back is none, wherever it was made.
    const QString before = fixture.line(u"points_batch_size"_s).text();
    fixture.line(u"points_batch_size"_s).setText(u"500"_s);
    QVERIFY(fixture.isEnabled(u"settingsApply"_s));
    fixture.line(u"points_batch_size"_s).setText(before);
    QVERIFY(!fixture.isEnabled(u"settingsApply"_s));
}

void TestSettingsPages::theDatabaseBecomesAServer()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"databasePage"_s);
    QVERIFY(fixture.line(u"database_path"_s).isVisible());
    QVERIFY(!fixture.line(u"database_host"_s).isVisible());
    fixture.shown.find<QComboBox>(u"database_driver"_s)->setCurrentText(u"mysql"_s);
    QVERIFY(!fixture.line(u"database_path"_s).isVisible());
    fixture.shown.press(u"settingsApply"_s); // name and user are missing
    QVERIFY(!fixture.proposal());
    QVERIFY(fixture.line(u"database_name"_s).hasFocus());
    fixture.line(u"database_host"_s).setText(u"db.example.org"_s);
    fixture.line(u"database_name"_s).setText(u"points"_s);
    fixture.line(u"database_user"_s).setText(u"olivia"_s);
    fixture.line(u"database_password"_s).setText(u"{secret:db}"_s);
    fixture.line(u"database_port"_s).setText(u"3307"_s);
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(fixture.proposal());
    QStringList notes;
    for (const Notice* note : fixture.proposal()->findChildren<Notice*>(u"applyNote"_s))
        notes << note->sentence();
    QVERIFY2(notes.join(u' ').contains(u"migrate-storage"_s), qPrintable(notes.join(u' ')));
    fixture.shown.press(u"applyCancel"_s);
    QTRY_VERIFY(!fixture.proposal());
    apply(fixture);
    const QJsonObject expected{{u"driver"_s, u"mysql"_s}, {u"host"_s, u"db.example.org"_s},
                               {u"port"_s, 3307},         {u"name"_s, u"points"_s},
                               {u"user"_s, u"olivia"_s},  {u"password"_s, u"{secret:db}"_s}};
    QCOMPARE(fixture.json()[u"database"_s].toObject(), expected);
}

void TestSettingsPages::theServersCertificateIsGiven()
{
    SettingsFixture fixture(textWith(kServer));
    fixture.open();
    fixture.page(u"databasePage"_s);
    auto* encryption = fixture.shown.find<QComboBox>(u"database_tls.required"_s);
    encryption->setFocus();
    QTest::keyClick(encryption, Qt::Key_Down);
    fixture.line(u"database_tls.ca"_s).setText(u"ca.pem"_s);
    fixture.line(u"database_tls.cert"_s).setText(u"me.pem"_s);
    fixture.shown.press(u"settingsApply"_s); // its key is missing
    QVERIFY(!fixture.proposal());
    QVERIFY2(fixture.notice().contains(u"database.tls"_s), qPrintable(fixture.notice()));
    fixture.line(u"database_tls.key"_s).setText(u"me.key"_s);
    apply(fixture);
    const QJsonObject expected{
        {u"required"_s, true}, {u"ca"_s, u"ca.pem"_s}, {u"cert"_s, u"me.pem"_s}, {u"key"_s, u"me.key"_s}};
    QCOMPARE(fixture.json()[u"database"_s][u"tls"_s].toObject(), expected);
    // Back to what a server is asked for by its place, which is not written down.
    QTRY_VERIFY(encryption->isEnabled());
    encryption->setFocus();
    QTest::keyClick(encryption, Qt::Key_Up);
    apply(fixture);
    QVERIFY(!fixture.json()[u"database"_s][u"tls"_s].toObject().contains(u"required"_s));
}

void TestSettingsPages::theTestStandsBelowTheFields()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"databasePage"_s);
    const auto* page = fixture.shown.find<QWidget>(u"databasePage"_s);
    const auto gapBelow = [&](const QString& name) {
        const auto* above = fixture.shown.find<QWidget>(name);
        const auto* test = fixture.shown.find<QPushButton>(u"databaseTest"_s);
        return test->mapTo(page, QPoint()).y() - above->mapTo(page, QPoint(0, above->height())).y();
    };
    QTRY_VERIFY(gapBelow(u"database_pathHint"_s) >= 0 && gapBelow(u"database_pathHint"_s) < 30);
    fixture.shown.find<QComboBox>(u"database_driver"_s)->setCurrentText(u"mysql"_s);
    QTRY_VERIFY(gapBelow(u"database_tls.key"_s) >= 0 && gapBelow(u"database_tls.key"_s) < 30);
}

void TestSettingsPages::hintsStandBelowTheirFields()
{
    SettingsFixture fixture;
    fixture.open();
    for (const auto& [page, field] :
         {std::pair(u"chainsPage"_s, u"chain_rpc"_s), std::pair(u"pointsPage"_s, u"points_rates"_s)}) {
        fixture.page(page);
        const auto* edit = fixture.shown.find<QPlainTextEdit>(field);
        const auto* hint = fixture.shown.find<QLabel>(field + u"Hint"_s);
        // Each has its lines, and nothing is between them.
        QTRY_COMPARE(hint->height(), hint->heightForWidth(hint->width()));
        QTRY_COMPARE(hint->geometry().top(), edit->geometry().bottom() + 3);
    }
}

void TestSettingsPages::aPasswordIsNotTakenAsItIs()
{
    SettingsFixture fixture(textWith(kServer));
    fixture.open();
    fixture.page(u"databasePage"_s);
    QCOMPARE(fixture.line(u"database_password"_s).text(), u"{secret:db}"_s);
    fixture.line(u"database_password"_s).setText(u"hunter2"_s);
    QVERIFY(fixture.hint(u"database_password"_s).startsWith(u"⚠"_s));
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(!fixture.proposal());
    QVERIFY(fixture.line(u"database_password"_s).hasFocus());
    QVERIFY(!fixture.bytes().contains("hunter2"));
}

void TestSettingsPages::theFileIsChosen()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"databasePage"_s);
    fixture.shown.press(u"databaseChoose"_s); // and cancelled
    QCOMPARE(fixture.line(u"database_path"_s).text(), u"points.db"_s);
    fixture.shown.prompts.files = {u"/data/other.db"_s};
    fixture.shown.press(u"databaseChoose"_s);
    QTRY_COMPARE(fixture.line(u"database_path"_s).text(), u"/data/other.db"_s);
    QVERIFY(!fixture.shown.prompts.fileQuestions.front().replaces);
    fixture.line(u"database_path"_s).setText(u"/data/"_s);
    QVERIFY(fixture.hint(u"database_path"_s).startsWith(u"⚠"_s));
}

void TestSettingsPages::theDatabaseIsTried()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"databasePage"_s);
    fixture.shown.press(u"databaseTest"_s);
    const auto* verdict = fixture.shown.find<Notice>(u"databaseVerdict"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(verdict->sentence().contains(u"Everything passed"_s),
                              qPrintable(verdict->sentence() + fixture.cells(u"databaseFindings"_s)), 12000);
    // Of the file that is typed, not of the one that is open.
    QVERIFY2(fixture.cells(u"databaseFindings"_s).contains(fixture.shown.folder.filePath(u"points.db"_s)),
             qPrintable(fixture.cells(u"databaseFindings"_s)));
    QVERIFY(!QFile::exists(fixture.shown.folder.filePath(u"points.db"_s)));
    fixture.line(u"database_path"_s).setText(u"other.db"_s);
    QVERIFY(!fixture.shown.find<CellsTable>(u"databaseFindings"_s)->isVisible());
}

void TestSettingsPages::aDatabaseThatCannotBeIsToldWithARemedy()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"databasePage"_s);
    fixture.line(u"database_path"_s).setText(u"points.json/points.db"_s); // below a file
    fixture.shown.press(u"databaseTest"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(fixture.cells(u"databaseFindings"_s).contains(u"failed: "_s),
                              qPrintable(fixture.cells(u"databaseFindings"_s)), 12000);
    QVERIFY2(fixture.cells(u"databaseFindings"_s).contains(u"Check path"_s),
             qPrintable(fixture.cells(u"databaseFindings"_s)));
}

void TestSettingsPages::theCacheBecomesRedis()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"cachePage"_s);
    QVERIFY(!fixture.line(u"cache_url"_s).isVisible());
    fixture.shown.find<QComboBox>(u"cache_driver"_s)->setCurrentText(u"redis"_s);
    QVERIFY(fixture.line(u"cache_url"_s).isVisible());
    fixture.line(u"cache_url"_s).setText(u"redis://:{secret:redis}@127.0.0.1:6379/1"_s);
    fixture.line(u"cache_timeout_ms"_s).setText(u"500"_s);
    apply(fixture);
    const QJsonObject expected{{u"driver"_s, u"redis"_s},
                               {u"url"_s, u"redis://:{secret:redis}@127.0.0.1:6379/1"_s},
                               {u"timeout_ms"_s, 500}};
    QCOMPARE(fixture.json()[u"cache"_s].toObject(), expected);
    QTRY_VERIFY(!fixture.isEnabled(u"settingsRevert"_s));
    fixture.shown.find<QComboBox>(u"cache_driver"_s)->setCurrentText(u"embedded"_s);
    apply(fixture);
    QCOMPARE(fixture.json()[u"cache"_s].toObject(), (QJsonObject{{u"driver"_s, u"embedded"_s}}));
}

void TestSettingsPages::badCacheFieldsAreTold()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"cachePage"_s);
    fixture.shown.find<QComboBox>(u"cache_driver"_s)->setCurrentText(u"redis"_s);
    const auto isWrong = [&](const QString& key, const QString& text) {
        fixture.line(u"cache_"_s + key).setText(text);
        return fixture.hint(u"cache_"_s + key).startsWith(u"⚠"_s);
    };
    QVERIFY(isWrong(u"url"_s, u"http://127.0.0.1"_s));
    QVERIFY(isWrong(u"prefix"_s, u"a b"_s));
    QVERIFY(isWrong(u"timeout_ms"_s, u"9"_s));
    QVERIFY(isWrong(u"sentinel_password"_s, u"hunter2"_s));
    QVERIFY(!isWrong(u"prefix"_s, u"a.b"_s));
    fixture.shown.find<QPlainTextEdit>(u"cache_sentinels"_s)->setPlainText(u"one:26379\ntwo"_s);
    QVERIFY(fixture.hint(u"cache_sentinels"_s).contains(u"“two”"_s));
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(!fixture.proposal());
    QVERIFY(fixture.line(u"cache_url"_s).hasFocus());
}

void TestSettingsPages::ratesAreALineEach()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"pointsPage"_s);
    auto* rates = fixture.shown.find<QPlainTextEdit>(u"points_rates"_s);
    QCOMPARE(rates->toPlainText(), u"1970-01-01T00:00:00Z 0.05"_s);
    rates->appendPlainText(u"  2031-01-01T00:00:00Z   0.123456789 "_s);
    fixture.line(u"points_interval_seconds"_s).setText(u"1800"_s);
    apply(fixture);
    const QJsonObject points = fixture.json()[u"points"_s].toObject();
    QCOMPARE(
        points[u"rates"_s].toArray(),
        (QJsonArray{QJsonObject{{u"from"_s, u"1970-01-01T00:00:00Z"_s}, {u"per_hour"_s, u"0.05"_s}},
                    QJsonObject{{u"from"_s, u"2031-01-01T00:00:00Z"_s}, {u"per_hour"_s, u"0.123456789"_s}}}));
    QCOMPARE(points[u"interval_seconds"_s].toInt(), 1800);
}

void TestSettingsPages::badRatesAreTold_data()
{
    QTest::addColumn<QString>("lines");
    QTest::newRow("no time") << u"0.05"_s;
    QTest::newRow("no rate") << u"1970-01-01T00:00:00Z"_s;
    QTest::newRow("too many words") << u"1970-01-01T00:00:00Z 0.05 0.06"_s;
    QTest::newRow("ten decimals") << u"1970-01-01T00:00:00Z 0.0123456789"_s;
    QTest::newRow("not later") << u"2031-01-01T00:00:00Z 0.05\n2031-01-01T00:00:00Z 0.06"_s;
}

void TestSettingsPages::badRatesAreTold()
{
    QFETCH(const QString, lines);
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"pointsPage"_s);
    auto* rates = fixture.shown.find<QPlainTextEdit>(u"points_rates"_s);
    rates->setPlainText(lines);
    QVERIFY(fixture.hint(u"points_rates"_s).startsWith(u"⚠"_s));
    fixture.page(u"chainsPage"_s);
    fixture.shown.press(u"settingsApply"_s);
    QVERIFY(!fixture.proposal());
    QVERIFY(rates->hasFocus());
}

void TestSettingsPages::comingBackKeepsTheFindings()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"databasePage"_s);
    fixture.shown.press(u"databaseTest"_s);
    const auto leaveAndReturn = [&] {
        fixture.shown.find<QAction>(u"overviewPanelAction"_s)->trigger();
        fixture.shown.find<QAction>(u"settingsPanelAction"_s)->trigger();
        fixture.shown.find<QAction>(u"refreshAction"_s)->trigger();
    };
    leaveAndReturn(); // while it runs
    const auto* verdict = fixture.shown.find<Notice>(u"databaseVerdict"_s);
    QTRY_VERIFY_WITH_TIMEOUT(verdict->sentence().contains(u"Everything passed"_s), 12000);
    leaveAndReturn();
    QTRY_VERIFY(fixture.shown.find<QTabWidget>(u"settingsTabs"_s)->isEnabled());
    QVERIFY(verdict->sentence().contains(u"Everything passed"_s));
}

void TestSettingsPages::comingBackReadsAChangedFile()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.page(u"databasePage"_s);
    fixture.write(textWith(kServer));
    fixture.shown.find<QAction>(u"refreshAction"_s)->trigger();
    QTRY_COMPARE(fixture.line(u"database_host"_s).text(), u"db.example.org"_s);
}

QTEST_MAIN(TestSettingsPages)
#include "tst_settingspages.moc"
