// The test of a chain's nodes in the settings: good, dead, of another network, silent, cancelled.
#include "tests/ui/settingsfixture.h"

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

QString configFor(const QStringList& urls)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonObject{{u"chains"_s,
                                   QJsonArray{QJsonObject{{u"name"_s, u"sepolia"_s},
                                                          {u"chain_id"_s, qint64(kFakeChainId)},
                                                          {u"contract"_s, QString::fromUtf8(kFakeContract)},
                                                          {u"max_range"_s, 500},
                                                          {u"timeout_ms"_s, 2000},
                                                          {u"rpc"_s, QJsonArray::fromStringList(urls)}}}}})
            .toJson());
}

} // namespace

class TestSettingsProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNodeIsTried();
    void aNodeOfAnotherNetworkIsNamed();
    void aMissingSecretIsTold();
    void whatIsTypedIsTried();
    void aSilentNodeHoldsUpNothing();
    void aChangeForgetsTheFindings();
};

void TestSettingsProbe::everyNodeIsTried()
{
    const FakeNode good;
    SettingsFixture fixture(configFor({QString::fromStdString(good.url()), u"http://127.0.0.1:1"_s}));
    fixture.open();
    fixture.shown.press(u"chainTest"_s);
    const auto* verdict = fixture.shown.find<Notice>(u"chainVerdict"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(verdict->sentence().contains(u"failed"_s), qPrintable(verdict->sentence()),
                              12000);
    const QString cells = fixture.cells(u"chainFindings"_s);
    QVERIFY2(cells.contains(u"EVM chain id|passed: "_s + QString::number(kFakeChainId)), qPrintable(cells));
    QVERIFY2(cells.contains(u"http://127.0.0.1:1|Connect|failed: "_s), qPrintable(cells));
    QVERIFY2(cells.contains(u"Check host and port"_s), qPrintable(cells));
    QCOMPARE(fixture.shown.find<QAbstractButton>(u"chainTest"_s)->text(), u"&Test"_s);
}

void TestSettingsProbe::aNodeOfAnotherNetworkIsNamed()
{
    const FakeNode other(kFakeChainId + 1);
    SettingsFixture fixture(configFor({QString::fromStdString(other.url())}));
    fixture.open();
    fixture.shown.press(u"chainTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.cells(u"chainFindings"_s).contains(u"another network"_s), 12000);
}

void TestSettingsProbe::aMissingSecretIsTold()
{
    SettingsFixture fixture;
    fixture.open();
    fixture.shown.press(u"chainTest"_s);
    const auto* verdict = fixture.shown.find<Notice>(u"chainVerdict"_s);
    QTRY_VERIFY2(verdict->sentence().contains(u"infura"_s), qPrintable(verdict->sentence()));
    QVERIFY(verdict->sentence().contains(u"chains[0].rpc[0]"_s));
}

void TestSettingsProbe::whatIsTypedIsTried()
{
    const FakeNode good;
    SettingsFixture fixture(configFor({u"http://127.0.0.1:1"_s}));
    fixture.open();
    fixture.shown.find<QPlainTextEdit>(u"chain_rpc"_s)->setPlainText(QString::fromStdString(good.url()));
    fixture.shown.press(u"chainTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.cells(u"chainFindings"_s).contains(u"Connect|passed"_s), 12000);
}

void TestSettingsProbe::aSilentNodeHoldsUpNothing()
{
    FakeNode silent;
    silent.play(HttpTrick::Hang);
    SettingsFixture fixture(configFor({QString::fromStdString(silent.url())}));
    fixture.open();
    fixture.shown.press(u"chainTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.cells(u"chainFindings"_s).contains(u"Connect|passed"_s), 12000);
    QCOMPARE(fixture.shown.find<QAbstractButton>(u"chainTest"_s)->text(), u"Cancel test"_s);
    fixture.shown.press(u"chainTest"_s);
    QCOMPARE(fixture.shown.find<QAbstractButton>(u"chainTest"_s)->text(), u"&Test"_s);
    const auto* verdict = fixture.shown.find<Notice>(u"chainVerdict"_s);
    QVERIFY(verdict->sentence().contains(u"cancelled"_s));
    // And it can be tried again.
    silent.release();
    silent.play(HttpTrick::None);
    fixture.shown.press(u"chainTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.cells(u"chainFindings"_s).contains(u"EVM chain id|passed"_s), 12000);
}

void TestSettingsProbe::aChangeForgetsTheFindings()
{
    SettingsFixture fixture(configFor({u"http://127.0.0.1:1"_s}));
    fixture.open();
    fixture.shown.press(u"chainTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.cells(u"chainFindings"_s).contains(u"failed"_s), 12000);
    fixture.line(u"chain_chain_id"_s).setText(u"1"_s);
    QVERIFY(fixture.cells(u"chainFindings"_s).isEmpty());
    QVERIFY(!fixture.shown.find<CellsTable>(u"chainFindings"_s)->isVisible());
}

QTEST_MAIN(TestSettingsProbe)
#include "tst_settingsprobe.moc"
