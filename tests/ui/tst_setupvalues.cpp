// What the set-up dialog accepts. Everything that it accepts, the configuration's reader does too.
#include "core/config/configreader.h"
#include "tests/support/testmain.h"
#include "ui/setupvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestSetupValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void largeNumbersStayExact();
    void tagsAreTexts();
};

namespace {

SetupValues good()
{
    return {{SetupField::Name, u"base-sepolia"_s},
            {SetupField::NetworkId, u"84532"_s},
            {SetupField::Contract, u"0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb"_s},
            {SetupField::StartBlock, u"0"_s},
            {SetupField::Confirmations, u"6"_s},
            {SetupField::Rpc, u"https://node.example.org"_s},
            {SetupField::Database, u"/data/chainpoints.db"_s}};
}

QJsonObject chainOf(const SetupValues& values)
{
    return QJsonDocument::fromJson(configOf(values)).object().value(u"chains"_s).toArray().at(0).toObject();
}

} // namespace

Q_DECLARE_METATYPE(chainpoints::SetupField)

void TestSetupValues::values_data()
{
    QTest::addColumn<SetupField>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("accepted");
    const auto row = [](SetupField field, const QString& value, bool accepted) {
        QTest::newRow(qPrintable(QString::number(int(field)) + u' ' + value)) << field << value << accepted;
    };
    row(SetupField::Name, u""_s, false);
    row(SetupField::Name, u"Sepolia"_s, false);
    row(SetupField::Name, u"-sepolia"_s, false);
    row(SetupField::Name, u"sepolia2"_s, true);
    row(SetupField::Name, QString(64, u'a'), true);
    row(SetupField::Name, QString(65, u'a'), false);
    row(SetupField::NetworkId, u"0"_s, false);
    row(SetupField::NetworkId, u"1"_s, true);
    row(SetupField::NetworkId, u"1.5"_s, false);
    row(SetupField::NetworkId, u"9223372036854775771"_s, true);
    row(SetupField::NetworkId, u"9223372036854775772"_s, false);
    row(SetupField::Contract, u"0x1234"_s, false);
    row(SetupField::Contract, u"0x0000000000000000000000000000000000000000"_s, false);
    row(SetupField::Contract, u" 0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb "_s, true);
    row(SetupField::Contract, u"0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9adb"_s, false);
    row(SetupField::Contract, u"0xD1220A0CF47C7B9BE7A2E6BA89F429762E7B9ADB"_s, true);
    row(SetupField::StartBlock, u"-1"_s, false);
    row(SetupField::StartBlock, u"9007199254740991"_s, true);
    row(SetupField::StartBlock, u"9007199254740992"_s, false);
    row(SetupField::Confirmations, u"10000"_s, true);
    row(SetupField::Confirmations, u"10001"_s, false);
    row(SetupField::Confirmations, u"finalized"_s, true);
    row(SetupField::Confirmations, u"final"_s, false);
    row(SetupField::Rpc, u"\n \n"_s, false);
    row(SetupField::Rpc, u"node.example.org"_s, false);
    row(SetupField::Rpc, u"https://a.example.org\nftp://b.example.org"_s, false);
    row(SetupField::Rpc, u" HTTP://a.example.org \n\nhttps://b.example.org"_s, true);
    row(SetupField::Database, u"chainpoints.db"_s, false);
    row(SetupField::Database, u"/data/"_s, false);
}

void TestSetupValues::values()
{
    QFETCH(const SetupField, field);
    QFETCH(const QString, value);
    QFETCH(const bool, accepted);
    SetupValues typed = good();
    typed[field] = value;
    const auto problems = problemsOf(typed);
    QCOMPARE(problems.empty(), accepted);
    if (!accepted) {
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(problems.begin()->first, field);
        return;
    }
    const auto config =
        readConfigText(configOf(typed).toStdString(), "/data/chainpoints.json", SecretResolver());
    QVERIFY2(config, config ? "" : config.error().message.c_str());
}

void TestSetupValues::largeNumbersStayExact()
{
    SetupValues typed = good();
    typed[SetupField::NetworkId] = u"9223372036854775771"_s;
    QVERIFY(configOf(typed).contains("9223372036854775771"));
}

void TestSetupValues::tagsAreTexts()
{
    SetupValues typed = good();
    typed[SetupField::Confirmations] = u"safe"_s;
    QCOMPARE(chainOf(typed).value(u"confirmations"_s), QJsonValue(u"safe"_s));
}

CP_REGISTER_TEST(TestSetupValues);
#include "tst_setupvalues.moc"
