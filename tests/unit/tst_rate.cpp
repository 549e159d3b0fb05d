// Rates as text: exact, at most 9 decimals, never negative.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestRate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void writesTheShortest();
};

void TestRate::reads_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("e9");
    QTest::addColumn<QByteArray>("shortest");
    const auto row = [](const char* written, const char* e9, const char* shortest) {
        QTest::newRow(written) << QByteArray(written) << QByteArray(e9) << QByteArray(shortest);
    };
    row("0.05", "50000000", "0.05");
    row("0", "0", "0");
    row("0.0", "0", "0");
    row("0.000000000", "0", "0");
    row("1", "1000000000", "1");
    row("1.0", "1000000000", "1");
    row("1.500", "1500000000", "1.5");
    row("10", "10000000000", "10");
    row("100.10", "100100000000", "100.1");
    row("0.000000001", "1", "0.000000001");
    row("0.333333333", "333333333", "0.333333333");
    row("1000000000", "1000000000000000000", "1000000000");
    row("999999999.999999999", "999999999999999999", "999999999.999999999");
}

void TestRate::reads()
{
    QFETCH(QByteArray, written);
    const auto rate = parseRate(written.toStdString());
    QVERIFY2(rate, qPrintable(failure(rate)));
    QTEST(QByteArray::fromStdString(rate->get_str()), "e9");
    QTEST(QByteArray::fromStdString(formatRate(*rate)), "shortest");
}

void TestRate::refuses_data()
{
    QTest::addColumn<QByteArray>("written");
    for (const char* written : {"",
                                ".",
                                "-0.05",
                                "+0.05",
                                "-0",
                                ".5",
                                "5.",
                                "0,05",
                                "5e-2",
                                "1e3",
                                " 0.05",
                                "0.05 ",
                                "0.05%",
                                "0.0000000001",
                                "0.0500000000",
                                "0.0.5",
                                "1/3",
                                "0x1",
                                "nan",
                                "inf",
                                "1000000000.000000001",
                                "1000000001",
                                "9999999999",
                                "10000000000"})
        QTest::addRow("\"%s\"", written) << QByteArray(written);
}

void TestRate::refuses()
{
    QFETCH(QByteArray, written);
    const auto rate = parseRate(written.toStdString());
    QVERIFY(!rate);
    QCOMPARE(rate.error().code, ErrorCode::BadInput);
}

void TestRate::writesTheShortest()
{
    QCOMPARE(text(formatRate(mpz_class(0))), QStringLiteral("0"));
    QCOMPARE(text(formatRate(mpz_class(1))), QStringLiteral("0.000000001"));
    QCOMPARE(text(formatRate(mpz_class("100000000000"))), QStringLiteral("100"));
    QCOMPARE(text(formatRate(mpz_class("1010000000"))), QStringLiteral("1.01"));
}

CP_REGISTER_TEST(TestRate);
#include "tst_rate.moc"
