// How values are written for people.
#include "core/base/quantity.h"
#include "ui/documentsfolder.h"
#include "ui/format.h"
#include "ui/zone.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

class ZoneInUse
{
public:
    explicit ZoneInUse(const QByteArray& id) : m_rules(id)
    {
        if (isKnown())
            zone::use(m_rules);
    }
    ~ZoneInUse() { zone::use(QTimeZone::utc()); }
    ZoneInUse(const ZoneInUse&) = delete;
    ZoneInUse& operator=(const ZoneInUse&) = delete;
    [[nodiscard]] bool isKnown() const { return m_rules.isValid(); }

private:
    const QTimeZone m_rules;
};

} // namespace

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHomeWithoutDocuments();
    void number_data();
    void number();
    void amount_data();
    void amount();
    void time_data();
    void time();
    void theZoneIsNamed_data();
    void theZoneIsNamed();
    void spans_data();
    void spans();
    void duration_data();
    void duration();
    void address_data();
    void address();
    void whatIsNoAddressStays();
    void bothEndsOfAnAddress();
};

void TestFormat::number_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0"_s;
    QTest::newRow("three digits") << qint64(999) << u"999"_s;
    QTest::newRow("four digits") << qint64(1000) << u"1,000"_s;
    QTest::newRow("seven digits") << qint64(1234567) << u"1,234,567"_s;
    QTest::newRow("negative") << qint64(-123456) << u"-123,456"_s;
    QTest::newRow("lowest") << std::numeric_limits<qint64>::min() << u"-9,223,372,036,854,775,808"_s;
}

void TestFormat::number()
{
    QFETCH(const qint64, value);
    QTEST(format::number(value), "text");
}

void TestFormat::amount_data()
{
    QTest::addColumn<QString>("exact");
    QTest::addColumn<QString>("whole");
    QTest::addColumn<QString>("shortened");
    const mpz_class highest = (mpz_class(1) << 256) - 1;
    const auto scaled = [&](int decimals) { return QString::fromStdString(formatScaled(highest, decimals)); };
    const QString digits =
        u"115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457,584,007,913,129,639,935"_s;
    const QString behind77 =
        u"1.15792089237316195423570985008687907853269984665640564039457584007913129639935"_s;
    QTest::newRow("nothing") << u"0"_s << u"0"_s << u"0"_s;
    QTest::newRow("zero with decimals") << u"0.000000000000000000"_s << u"0"_s << u"0"_s;
    QTest::newRow("trailing zeros") << u"1234.500"_s << u"1,234.5"_s << u"1,234.5"_s;
    QTest::newRow("six decimals") << u"0.123456"_s << u"0.123456"_s << u"0.123456"_s;
    QTest::newRow("seven decimals") << u"0.1234567"_s << u"0.1234567"_s << u"0.123456…"_s;
    QTest::newRow("cut, not rounded") << u"0.9999999"_s << u"0.9999999"_s << u"0.999999…"_s;
    QTest::newRow("one wei") << u"0.000000000000000001"_s << u"0.000000000000000001"_s << u"0.000000…"_s;
    QTest::newRow("negative") << u"-1234.5678901"_s << u"-1,234.5678901"_s << u"-1,234.567890…"_s;
    QTest::newRow("negative, three digits") << u"-123"_s << u"-123"_s << u"-123"_s;
    QTest::newRow("2^256-1, 0 decimals") << scaled(0) << digits << digits;
    QTest::newRow("-(2^256-1)") << u'-' + scaled(0) << u'-' + digits << u'-' + digits;
    QTest::newRow("2^256-1, 77 decimals") << scaled(77) << behind77 << u"1.157920…"_s;
}

void TestFormat::amount()
{
    QFETCH(const QString, exact);
    QTEST(format::amount(exact.toStdString()), "whole");
    QTEST(format::shortAmount(exact.toStdString()), "shortened");
}

void TestFormat::time_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("minute");
    QTest::addColumn<QString>("clock");
    QTest::newRow("an afternoon") << qint64(1735743600) << u"2025-01-01 15:00:00"_s << u"2025-01-01 15:00"_s
                                  << u"15:00:00"_s;
    QTest::newRow("the beginning") << qint64(0) << u"1970-01-01 00:00:00"_s << u"1970-01-01 00:00"_s
                                   << u"00:00:00"_s;
    QTest::newRow("a leap day's end")
        << qint64(1709251199) << u"2024-02-29 23:59:59"_s << u"2024-02-29 23:59"_s << u"23:59:59"_s;
    QTest::newRow("beyond year 9999")
        << qint64(999999999999) << u"999999999999"_s << u"999999999999"_s << u"999999999999"_s;
}

void TestFormat::time()
{
    QFETCH(const qint64, seconds);
    QTEST(format::time(UnixTime(seconds)), "time");
    QTEST(format::minute(UnixTime(seconds)), "minute");
    QTEST(format::clock(UnixTime(seconds)), "clock");
}

void TestFormat::theZoneIsNamed_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("minute");
    QTest::addColumn<QString>("clock");
    const qint64 firstOf =
        1761438600; // 2025-10-26 00:30 UTC; clocks in Berlin show 02:30, and an hour later again
    QTest::newRow("UTC") << QByteArray("UTC") << firstOf << u"UTC"_s << u"2025-10-26 00:30:00 UTC"_s
                         << u"2025-10-26 00:30 UTC"_s << u"00:30:00 UTC"_s;
    QTest::newRow("summer time") << QByteArray("Europe/Berlin") << firstOf << u"Berlin"_s
                                 << u"2025-10-26 02:30:00 UTC+02:00"_s << u"2025-10-26 02:30 UTC+02:00"_s
                                 << u"02:30:00 UTC+02:00"_s;
    QTest::newRow("the same on the clock")
        << QByteArray("Europe/Berlin") << firstOf + 3600 << u"Berlin"_s << u"2025-10-26 02:30:00 UTC+01:00"_s
        << u"2025-10-26 02:30 UTC+01:00"_s << u"02:30:00 UTC+01:00"_s;
    QTest::newRow("half hours") << QByteArray("Asia/Kolkata") << firstOf << u"Kolkata"_s
                                << u"2025-10-26 06:00:00 UTC+05:30"_s << u"2025-10-26 06:00 UTC+05:30"_s
                                << u"06:00:00 UTC+05:30"_s;
    QTest::newRow("behind UTC") << QByteArray("America/St_Johns") << firstOf << u"St Johns"_s
                                << u"2025-10-25 22:00:00 UTC-02:30"_s << u"2025-10-25 22:00 UTC-02:30"_s
                                << u"22:00:00 UTC-02:30"_s;
}

void TestFormat::theZoneIsNamed()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const qint64, seconds);
    const ZoneInUse use(zone);
    if (!use.isKnown())
        QSKIP("the system does not know the zone");
    QTEST(zone::name(), "name");
    QTEST(format::zonedTime(UnixTime(seconds)), "time");
    QTEST(format::zonedMinute(UnixTime(seconds)), "minute");
    QTEST(format::zonedClock(UnixTime(seconds)), "clock");
}

void TestFormat::spans_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QString>("text");
    constexpr qint64 kThree = 1735743600; // 2025-01-01 15:00 UTC
    constexpr qint64 kBack = 1761440400;  // 2025-10-26 01:00 UTC
    QTest::newRow("within a day") << QByteArray("UTC") << kThree << kThree + 3600
                                  << u"2025-01-01 15:00 to 16:00 UTC"_s;
    QTest::newRow("over midnight") << QByteArray("UTC") << kThree << kThree + 9 * 3600
                                   << u"2025-01-01 15:00 to 2025-01-02 00:00 UTC"_s;
    QTest::newRow("the zone's midnight counts") << QByteArray("Asia/Kolkata") << kThree << kThree + 4 * 3600
                                                << u"2025-01-01 20:30 to 2025-01-02 00:30 UTC+05:30"_s;
    QTest::newRow("clocks are put back in between")
        << QByteArray("Europe/Berlin") << kBack - 1800 << kBack + 1800
        << u"2025-10-26 02:30 UTC+02:00 to 02:30 UTC+01:00"_s;
}

void TestFormat::spans()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const qint64, from);
    QFETCH(const qint64, to);
    const ZoneInUse use(zone);
    if (!use.isKnown())
        QSKIP("the system does not know the zone");
    QTEST(format::span(UnixTime(from), UnixTime(to)), "text");
}

void TestFormat::duration_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("never negative") << qint64(-5) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
    QTest::newRow("a minute") << qint64(60) << u"1 min"_s;
    QTest::newRow("minutes are cut") << qint64(3599) << u"59 min"_s;
    QTest::newRow("an hour") << qint64(3600) << u"1 h 0 min"_s;
    QTest::newRow("hours") << qint64(86399) << u"23 h 59 min"_s;
    QTest::newRow("days") << qint64(3 * 86400 + 4 * 3600 + 5) << u"3 d 4 h"_s;
}

void TestFormat::duration()
{
    QFETCH(const qint64, seconds);
    QTEST(format::duration(seconds), "text");
}

void TestFormat::address_data()
{
    // The test vectors of EIP-55.
    QTest::addColumn<QString>("checksummed");
    for (const char* vector :
         {"0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
          "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
          "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
          "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"})
        QTest::newRow(vector) << QString::fromLatin1(vector);
}

void TestFormat::address()
{
    QFETCH(const QString, checksummed);
    QCOMPARE(format::address(checksummed.toLower().toStdString()), checksummed);
}

void TestFormat::whatIsNoAddressStays()
{
    QCOMPARE(format::address("0x1234"), u"0x1234"_s);
    QCOMPARE(format::address(""), QString());
}

void TestFormat::bothEndsOfAnAddress()
{
    QCOMPARE(format::shortHex(u"0x5FbDB2315678afecb367f032d93F642f64180aa3"_s), u"0x5FbDB231…64180aa3"_s);
    QCOMPARE(format::shortHex(u"0x5FbDB23164180aa3"_s), u"0x5FbDB23164180aa3"_s);
    QCOMPARE(format::shortHex({}), QString());
}

void TestFormat::aHomeWithoutDocuments()
{
    const QByteArray before = qgetenv("HOME");
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    QCOMPARE(documentsFolder(), QDir::homePath());
    QVERIFY(QDir(home.path()).mkdir(u"Documents"_s));
    QCOMPARE(documentsFolder(), home.filePath(u"Documents"_s));
    qputenv("HOME", before);
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
