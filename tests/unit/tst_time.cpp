// Times as text, and boundaries.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesBack_data();
    void readsAndWritesBack();
    void readsPlainSeconds();
    void refuses_data();
    void refuses();
    void everyDayOfFourCenturies();
    void timesBeyondTheYear9999AreSeconds();
    void boundaries_data();
    void boundaries();
};

void TestTime::readsAndWritesBack_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("start") << qint64(0) << QByteArray("1970-01-01T00:00:00Z");
    QTest::newRow("a second later") << qint64(1) << QByteArray("1970-01-01T00:00:01Z");
    QTest::newRow("example") << qint64(1735743600) << QByteArray("2025-01-01T15:00:00Z");
    QTest::newRow("leap day") << qint64(1709164800) << QByteArray("2024-02-29T00:00:00Z");
    QTest::newRow("last second of a leap day") << qint64(1709251199) << QByteArray("2024-02-29T23:59:59Z");
    QTest::newRow("2000 was a leap year") << qint64(951782400) << QByteArray("2000-02-29T00:00:00Z");
    QTest::newRow("after 32 bits") << qint64(2147483648) << QByteArray("2038-01-19T03:14:08Z");
    QTest::newRow("last") << qint64(253402300799) << QByteArray("9999-12-31T23:59:59Z");
}

void TestTime::readsAndWritesBack()
{
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, written);
    QCOMPARE(text(formatTime(UnixTime(seconds))), QString::fromLatin1(written));
    const auto parsed = parseTime(written.toStdString());
    QVERIFY2(parsed, qPrintable(failure(parsed)));
    QCOMPARE(parsed->value(), seconds);
}

void TestTime::readsPlainSeconds()
{
    QCOMPARE(parseTime("0")->value(), 0);
    QCOMPARE(parseTime("1735743600")->value(), at(15).value());
    QCOMPARE(parseTime("2020")->value(), 2020); // not a year
}

void TestTime::refuses_data()
{
    QTest::addColumn<QByteArray>("written");
    for (const char* written : {"",
                                " ",
                                "-1",
                                "+1",
                                "1.5",
                                "1735743600s",
                                "now",
                                "99999999999999999999",
                                "2025-01-01",
                                "2025-01-01T15:00Z",
                                "2025-01-01T15:00:00",
                                "2025-01-01 15:00:00Z",
                                "2025-01-01t15:00:00z",
                                "2025-01-01T15:00:00+00:00",
                                "2025-01-01T15:00:00.5Z",
                                "2025-01-01T15:00:00Z ",
                                " 2025-01-01T15:00:00Z",
                                "2025-1-1T15:00:00ZZZ",
                                "2025-13-01T15:00:00Z",
                                "2025-00-01T15:00:00Z",
                                "2025-01-00T15:00:00Z",
                                "2025-01-32T15:00:00Z",
                                "2025-04-31T15:00:00Z",
                                "2023-02-29T15:00:00Z",
                                "1900-02-29T15:00:00Z",
                                "2025-01-01T24:00:00Z",
                                "2025-01-01T15:60:00Z",
                                "2025-01-01T15:00:60Z",
                                "1969-12-31T23:59:59Z",
                                "-025-01-01T15:00:00Z",
                                "2025--1-01T15:00:00Z",
                                "2025-01-01T-1:00:00Z",
                                "2025-01-01T15:00:-1Z",
                                "2025/01/01T15:00:00Z"})
        QTest::addRow("\"%s\"", written) << QByteArray(written);
}

void TestTime::refuses()
{
    QFETCH(QByteArray, written);
    const auto parsed = parseTime(written.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::BadInput);
}

void TestTime::everyDayOfFourCenturies()
{
    std::string before;
    for (std::int64_t day = 0; day < 400 * 366; ++day) {
        const UnixTime time(day * 86400 + 43200);
        const std::string written = formatTime(time);
        QVERIFY2(before < written, written.c_str());
        const auto parsed = parseTime(written);
        QVERIFY2(parsed && *parsed == time, written.c_str());
        before = written;
    }
}

void TestTime::timesBeyondTheYear9999AreSeconds()
{
    QCOMPARE(text(formatTime(UnixTime(253402300800))), QStringLiteral("253402300800"));
    QCOMPARE(text(formatTime(UnixTime(INT64_MAX))), QStringLiteral("9223372036854775807"));
    QCOMPARE(parseTime("253402300800")->value(), 253402300800);
}

void TestTime::boundaries_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<qint64>("interval");
    QTest::addColumn<qint64>("before");
    QTest::addColumn<qint64>("after");
    QTest::newRow("start") << qint64(0) << qint64(3600) << qint64(0) << qint64(3600);
    QTest::newRow("on a boundary") << qint64(7200) << qint64(3600) << qint64(7200) << qint64(10800);
    QTest::newRow("a second before") << qint64(7199) << qint64(3600) << qint64(3600) << qint64(7200);
    QTest::newRow("a second after") << qint64(7201) << qint64(3600) << qint64(7200) << qint64(10800);
    QTest::newRow("each second is one") << qint64(7201) << qint64(1) << qint64(7201) << qint64(7202);
    QTest::newRow("days") << qint64(1735743600) << qint64(86400) << qint64(1735689600) << qint64(1735776000);
    QTest::newRow("multiples since 1970, not since midnight")
        << qint64(1735743600) << qint64(7000) << qint64(1735741000) << qint64(1735748000);
}

void TestTime::boundaries()
{
    QFETCH(qint64, time);
    QFETCH(qint64, interval);
    QTEST(qint64(boundaryAtOrBefore(UnixTime(time), interval).value()), "before");
    QTEST(qint64(boundaryAfter(UnixTime(time), interval).value()), "after");
}

CP_REGISTER_TEST(TestTime);
#include "tst_time.moc"
