// The points of a constant balance, exact to the last digit, and how points are written.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestIntegral : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void greatestBalance();
    void sumsFarBeyond256Bits();
    void piecesGiveTheWhole();
    void rateChanges();
    void segmentsTileTheStretch();
    void segmentsGoOnWhereNothingChanges();
    void writesPoints_data();
    void writesPoints();
    void cutsAfterSumming();
    void sumsTokensOfDifferentDecimals();
    void manyDecimals();
};

void TestIntegral::values_data()
{
    QTest::addColumn<QByteArray>("balance");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QByteArray>("rate");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* balance, int decimals, int seconds, const char* rate,
                        const char* expected) {
        QTest::newRow(name) << QByteArray(balance) << decimals << seconds << QByteArray(rate)
                            << QString::fromLatin1(expected);
    };
    row("2: 120 for an hour", "120000000000000000000", 18, 3600, "0.05", "6");
    row("3: 120 for 25 hours", "120000000000000000000", 18, 25 * 3600, "0.05", "150");
    row("37: no decimals", "7", 0, 3600, "0.05", "7/20");
    row("37: 6 decimals", "7000001", 6, 3600, "0.05", "7000001/20000000");
    row("37: the smallest unit for a second", "1", 18, 1, "0.05", "1/72000000000000000000000");
    row("37: the smallest unit for an hour", "1", 18, 3600, "0.05", "1/20000000000000000000");
    row("smallest rate", "1000000000000000000", 18, 1, "0.000000001", "1/3600000000000");
    row("no time", "1000000000000000000", 18, 0, "0.05", "0");
    row("no balance", "0", 18, 3600, "0.05", "0");
    row("no rate", "1000000000000000000", 18, 3600, "0", "0");
    row("greatest rate", "1000000000000000000", 18, 3600, "1000000000", "1000000000");
    row("fifty years", "1000000000000000000", 18, 1577836800, "0.05", "109572/5");
}

void TestIntegral::values()
{
    QFETCH(QByteArray, balance);
    QFETCH(int, decimals);
    QFETCH(int, seconds);
    QFETCH(QByteArray, rate);
    QFETCH(QString, expected);
    mpq_class value(expected.toStdString());
    value.canonicalize();
    const PointsRaw points =
        integrate(raw(balance.toStdString()), at(15), at(15) + seconds, rateOf(rate.toStdString()));
    QCOMPARE(fraction(points, decimals), text(value.get_str()));
}

void TestIntegral::greatestBalance()
{
    const PointsRaw hour = integrate(maxUint256(), at(15), at(16), rateOf());
    // 11
    QCOMPARE(fraction(hour), QStringLiteral("2315841784746323908471419700173758157065399693312811280789151680"
                                            "1582625927987/4000000000000000000"));
    // The balance-seconds alone have 81 digits.
    const mpz_class balanceSeconds(
        "416851521254338303524855546031276468271771944796306030542047302428487266703766000");
    QCOMPARE(text(hour.decimal()), text(mpz_class(balanceSeconds * 50'000'000).get_str()));
    // 12: each half hour is exactly half of it.
    QVERIFY(integrate(maxUint256(), at(15), at(15, 30), rateOf()) +
                integrate(maxUint256(), at(15, 30), at(16), rateOf()) ==
            hour);
    QVERIFY(integrate(maxUint256(), at(15), at(15, 30), rateOf()) ==
            integrate(maxUint256(), at(15, 30), at(16), rateOf()));
}

void TestIntegral::sumsFarBeyond256Bits()
{
    PointsRaw sum;
    for (int i = 0; i < 1000; ++i)
        sum += integrate(maxUint256(), at(15), at(16), rateOf("1000000000"));
    QCOMPARE(text(sum.decimal()),
             text(mpz_class(maxUint256().value() * 3600 * 1000 * powerOfTen(18)).get_str()));
    // 10^12 points for each of 2^256-1 smallest units.
    QCOMPARE(
        text(formatPoints(sum, 18)),
        QStringLiteral(
            "115792089237316195423570985008687907853269984665640564039457584007913129.639935000000000000"));
}

void TestIntegral::piecesGiveTheWhole()
{
    // 38: one token, the hour in five pieces of 514 s and two of 515 s.
    PointsRaw sum;
    UnixTime from = at(15);
    for (const int seconds : {514, 514, 515, 514, 515, 514, 514}) {
        sum += integrate(tokens(1), from, from + seconds, rateOf());
        from = from + seconds;
    }
    QCOMPARE(from.value(), at(16).value());
    QCOMPARE(fraction(sum), QStringLiteral("1/20"));

    PointsRaw seconds;
    for (UnixTime t = at(15); t < at(16); ++t)
        seconds += integrate(raw("7000001"), t, t + 1, rateOf());
    QCOMPARE(fraction(seconds, 6), QStringLiteral("7000001/20000000"));
}

void TestIntegral::rateChanges()
{
    const auto with = [](const char* later, UnixTime when) {
        return RateTimeline({{UnixTime(0), *parseRate("0.05")}, {when, *parseRate(later)}});
    };
    QCOMPARE(fraction(integrate(tokens(100), at(15), at(16), with("0.1", at(15, 30)))),
             QStringLiteral("15/2")); // 33
    // 34: a third has no end; nine decimals of it are exact.
    QCOMPARE(fraction(integrate(tokens(10), at(15), at(16), with("0.333333333", at(15, 20)))),
             QStringLiteral("358333333/150000000"));
    QCOMPARE(fraction(integrate(tokens(100), at(15), at(16), with("1", at(16)))), QStringLiteral("5"));
    QCOMPARE(fraction(integrate(tokens(100), at(15), at(16), with("1", at(15)))), QStringLiteral("100"));
    QCOMPARE(fraction(integrate(tokens(100), at(15), at(16), with("0", at(15, 12)))), QStringLiteral("1"));
    QCOMPARE(
        fraction(integrate(tokens(100), at(15), at(16), RateTimeline({{at(15, 30), *parseRate("0.05")}}))),
        QStringLiteral("5/2"));
    const RateTimeline disabled =
        rateOf().during({{at(15, 20), UserStatus::Disabled}, {at(15, 50), UserStatus::Normal}});
    QCOMPARE(fraction(integrate(tokens(100), at(15), at(16), disabled)), QStringLiteral("5/2")); // 27
}

void TestIntegral::segmentsTileTheStretch()
{
    const RateTimeline rates(
        {{UnixTime(0), *parseRate("0.05")}, {at(15, 20), *parseRate("0.1")}, {at(15, 40), mpz_class(0)}});
    std::vector<PointsSegment> segments;
    appendSegments(segments, tokens(100), at(15), at(16), rates);
    QCOMPARE(segments.size(), std::size_t(3));
    const std::vector<PointsSegment> expected{{at(15), at(15, 20), tokens(100), *parseRate("0.05"),
                                               integrate(tokens(100), at(15), at(15, 20), rates)},
                                              {at(15, 20), at(15, 40), tokens(100), *parseRate("0.1"),
                                               integrate(tokens(100), at(15, 20), at(15, 40), rates)},
                                              {at(15, 40), at(16), tokens(100), mpz_class(0), PointsRaw()}};
    QVERIFY(segments == expected);
}

void TestIntegral::segmentsGoOnWhereNothingChanges()
{
    // A schedule may repeat a rate; a self-transfer ends where it began.
    const RateTimeline rates({{UnixTime(0), *parseRate("0.05")}, {at(15, 20), *parseRate("0.05")}});
    std::vector<PointsSegment> segments;
    appendSegments(segments, tokens(100), at(15), at(15, 30), rates);
    appendSegments(segments, tokens(60), at(15, 30), at(15, 30), rates);
    appendSegments(segments, tokens(100), at(15, 30), at(16), rates);
    QCOMPARE(segments.size(), std::size_t(1));
    QVERIFY(segments[0].from == at(15) && segments[0].to == at(16));
    QVERIFY(segments[0].points == integrate(tokens(100), at(15), at(16), rates));

    appendSegments(segments, tokens(100), at(17), at(18), rates); // not adjacent
    appendSegments(segments, tokens(101), at(18), at(19), rates); // another balance
    QCOMPARE(segments.size(), std::size_t(3));
}

void TestIntegral::writesPoints_data()
{
    QTest::addColumn<QByteArray>("numerator"); // points as a fraction
    QTest::addColumn<QByteArray>("denominator");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* numerator, const char* denominator, int decimals, const char* expected) {
        QTest::addRow("%s/%s at %d", numerator, denominator, decimals)
            << QByteArray(numerator) << QByteArray(denominator) << decimals << QString::fromLatin1(expected);
    };
    row("0", "1", 18, "0.000000000000000000");
    row("20", "3", 18, "6.666666666666666666"); // cut: rounding would end in 7
    row("5", "1", 18, "5.000000000000000000");
    row("5", "1", 0, "5.000000000000000000");
    row("7", "20", 0, "0.350000000000000000");
    row("7000001", "20000000", 6, "0.350000050000000000");
    row("1", "20000000000000000000", 18, "0.000000000000000000");
    row("1", "1000000000000000000", 18, "0.000000000000000001");
    row("-20", "3", 18, "-6.666666666666666666");
    row("999999999999999999999", "1000000000000000000000", 18, "0.999999999999999999");
    row("123456789012345678901234567890", "1", 18, "123456789012345678901234567890.000000000000000000");
}

void TestIntegral::writesPoints()
{
    QFETCH(QByteArray, numerator);
    QFETCH(QByteArray, denominator);
    QFETCH(int, decimals);
    const mpz_class units = mpz_class(numerator.toStdString()) * 3600 * powerOfTen(decimals + 9);
    const mpz_class points = units / mpz_class(denominator.toStdString());
    QTEST(text(formatPoints(PointsRaw(points), decimals)), "expected");
}

void TestIntegral::cutsAfterSumming()
{
    // Three times a third is one, not 0.999999999999999999.
    const PointsRaw third(mpz_class(3600 * powerOfTen(27) / 3));
    PointsSum sum;
    for (int i = 0; i < 3; ++i)
        sum.add(third, 18);
    QCOMPARE(text(sum.text()), QStringLiteral("1.000000000000000000"));
    QCOMPARE(text(formatPoints(third, 18)), QStringLiteral("0.333333333333333333"));
    QCOMPARE(text(PointsSum().text()), QStringLiteral("0.000000000000000000"));
}

void TestIntegral::sumsTokensOfDifferentDecimals()
{
    // 44: 100 tokens on each of two chains, whatever their decimals.
    PointsSum sum;
    for (const int decimals : {18, 6, 0, 8}) {
        const PointsRaw points = integrate(tokens(100, decimals), at(15), at(16), rateOf());
        QCOMPARE(text(formatPoints(points, decimals)), QStringLiteral("5.000000000000000000"));
        sum.add(points, decimals);
    }
    QCOMPARE(text(sum.text()), QStringLiteral("20.000000000000000000"));

    // A third of 10^-18 points of each, which only counts together.
    PointsSum thirds;
    thirds.add(integrate(raw("20"), at(15), at(15) + 1200, rateOf()), 18);
    QCOMPARE(text(thirds.text()), QStringLiteral("0.000000000000000000"));
    thirds.add(integrate(raw("20000000"), at(15), at(15) + 2400, rateOf()), 24);
    QCOMPARE(text(thirds.text()), QStringLiteral("0.000000000000000001"));
}

void TestIntegral::manyDecimals()
{
    const PointsRaw points = integrate(tokens(100, 255), at(15), at(16), rateOf());
    QCOMPARE(text(formatPoints(points, 255)), QStringLiteral("5.000000000000000000"));
    PointsSum sum;
    sum.add(points, 255);
    sum.add(integrate(tokens(100, 0), at(15), at(16), rateOf()), 0);
    QCOMPARE(text(sum.text()), QStringLiteral("10.000000000000000000"));
}

CP_REGISTER_TEST(TestIntegral);
#include "tst_integral.moc"
