// Whole numbers of any size: what is accepted, how they are written, and that nothing is lost.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestQuantity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesBack_data();
    void readsAndWritesBack();
    void refuses_data();
    void refuses();
    void aRefusalQuotesTheTextCut();
    void aRefusalQuotesNoControlCharacters();
    void formatsScaled_data();
    void formatsScaled();
    void calculatesBeyond256Bits();
    void compares();
};

void TestQuantity::readsAndWritesBack_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char* number :
         {"0", "7", "-1", "10", "-10", "18446744073709551616", "-18446744073709551616",
          "115792089237316195423570985008687907853269984665640564039457584007913129639935",
          "-115792089237316195423570985008687907853269984665640564039457584007913129639935",
          "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
          "00000"})
        QTest::newRow(number) << QByteArray(number);
}

void TestQuantity::readsAndWritesBack()
{
    QFETCH(QByteArray, number);
    const auto parsed = RawAmount::fromDecimal(number.toStdString());
    QVERIFY2(parsed, qPrintable(failure(parsed)));
    QCOMPARE(text(parsed->decimal()), QString::fromLatin1(number));
}

void TestQuantity::refuses_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char* number : {"",    "-",   "+1",    "-0",    "00",    "01",       "-01",  " 1", "1 ",
                               "1\n", "1.0", "1.",    ".1",    "1e3",   "1E3",      "0x10", "a",  "1a",
                               "--1", "1-",  "1,000", "1_000", "1'000", "\xD9\xA1", "NaN",  "inf"})
        QTest::addRow("\"%s\"", number) << QByteArray(number);
    QTest::newRow("a NUL within") << QByteArray("1\0002", 3);
}

void TestQuantity::refuses()
{
    QFETCH(QByteArray, number);
    const auto parsed = RawAmount::fromDecimal(number.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::BadInput);
}

void TestQuantity::aRefusalQuotesTheTextCut()
{
    QCOMPARE(failure(parseInteger("12x")), QStringLiteral("\"12x\" is not a whole decimal number"));
    QVERIFY(failure(parseInteger(std::string(100'000, 'x'))).size() < 200);
}

void TestQuantity::aRefusalQuotesNoControlCharacters()
{
    QCOMPARE(failure(RawAmount::fromDecimal("\x1B[2J\x7F\n\xC2\x9B\xC3\xA9")),
             QString::fromUtf8("\"?[2J???\xC3\xA9\" is not a whole decimal number"));
    // Cut before the character that the limit would halve.
    QCOMPARE(failure(RawAmount::fromDecimal(std::string(99, 'x') + "\xC3\xA9")),
             text("\"" + std::string(99, 'x') + "\" is not a whole decimal number"));
}

void TestQuantity::formatsScaled_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* number, int decimals, const char* expected) {
        QTest::addRow("%s at %d", number, decimals) << QByteArray(number) << decimals << QByteArray(expected);
    };
    row("0", 0, "0");
    row("0", 1, "0.0");
    row("0", 18, "0.000000000000000000");
    row("7", 0, "7");
    row("-7", 0, "-7");
    row("7", 1, "0.7");
    row("-7", 1, "-0.7");
    row("7", 3, "0.007");
    row("-7", 3, "-0.007");
    row("999", 3, "0.999");
    row("1000", 3, "1.000");
    row("-1001", 3, "-1.001");
    row("7000001", 6, "7.000001");
    row("1", 18, "0.000000000000000001");
    row("100000000000000000000", 18, "100.000000000000000000");
    row("115792089237316195423570985008687907853269984665640564039457584007913129639935", 18,
        "115792089237316195423570985008687907853269984665640564039457.584007913129639935");
    row("115792089237316195423570985008687907853269984665640564039457584007913129639935", 78,
        "0.115792089237316195423570985008687907853269984665640564039457584007913129639935");
    const QByteArray manyZeros(254, '0');
    row("1", 255, QByteArray("0." + manyZeros + "1").constData());
}

void TestQuantity::formatsScaled()
{
    QFETCH(QByteArray, number);
    QFETCH(int, decimals);
    QFETCH(QByteArray, expected);
    QCOMPARE(text(formatScaled(raw(number.toStdString()).value(), decimals)), QString::fromLatin1(expected));
}

void TestQuantity::calculatesBeyond256Bits()
{
    RawAmount sum;
    for (int i = 0; i < 1000; ++i)
        sum += maxUint256();
    QCOMPARE(
        text(sum.decimal()),
        QStringLiteral("115792089237316195423570985008687907853269984665640564039457584007913129639935000"));
    for (int i = 0; i < 1000; ++i)
        sum -= maxUint256();
    QVERIFY(sum.isZero());
    sum -= maxUint256();
    QVERIFY(sum.isNegative());
    QCOMPARE(sum, -maxUint256());
    QVERIFY((sum + maxUint256()).isZero());
}

void TestQuantity::compares()
{
    QVERIFY(raw("-2") < raw("-1"));
    QVERIFY(raw("9") < raw("10"));
    QVERIFY(maxUint256() - raw("1") < maxUint256());
    QVERIFY(raw("5") == raw("2") + raw("3"));
    QVERIFY(!raw("0").isNegative() && raw("0").isZero());
    QVERIFY(powerOfTen(0) == 1 && powerOfTen(3) == 1000);
}

CP_REGISTER_TEST(TestQuantity);
#include "tst_quantity.moc"
