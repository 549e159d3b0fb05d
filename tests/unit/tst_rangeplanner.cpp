// How many blocks are asked for at once.
#include "core/chain/rangeplanner.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace chainpoints;

namespace {

/// A node that refuses ranges of more than `limit` blocks; returns the sizes of the ranges asked for.
std::vector<std::int64_t> askOften(RangePlanner& planner, int times, std::int64_t limit,
                                   std::size_t logsPerBlock = 0)
{
    std::vector<std::int64_t> sizes;
    for (int i = 0; i < times; ++i) {
        const std::int64_t size = planner.size();
        sizes.push_back(size);
        if (size > limit)
            planner.refused(size);
        else
            planner.answered(size, static_cast<std::size_t>(size) * logsPerBlock);
    }
    return sizes;
}

/// A planner that has found nothing yet that would limit it.
RangePlanner grownTo(std::int64_t most)
{
    RangePlanner planner(most);
    askOften(planner, 30, INT64_MAX);
    return planner;
}

} // namespace

class TestRangePlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsCarefullyAndGrowsToTheMost();
    void halvesOnRefusalDownToOne();
    void growsBackAfterRefusals();
    void staysNearALimit_data();
    void staysNearALimit();
    void shrinksWhereLogsAreDense();
    void growsBackWhereTheyAreNot();
    void aShortRangeSaysNothing();
    void answersInFlightMayBeOld();
    void staysWithinItsLimits();
};

void TestRangePlanner::startsCarefullyAndGrowsToTheMost()
{
    for (const std::int64_t most : {1, 2, 999, 10'000, 1'000'000}) {
        RangePlanner planner(most);
        QVERIFY(planner.size() >= 1 && planner.size() <= std::min<std::int64_t>(most, 1000));
        std::int64_t last = planner.size();
        for (const std::int64_t size : askOften(planner, 30, INT64_MAX)) {
            QVERIFY(size >= last);
            last = size;
        }
        QCOMPARE(planner.size(), most);
    }
}

void TestRangePlanner::halvesOnRefusalDownToOne()
{
    RangePlanner planner = grownTo(10'000);
    std::vector<std::int64_t> sizes;
    for (int i = 0; i < 16; ++i) {
        planner.refused(planner.size());
        sizes.push_back(planner.size());
    }
    QCOMPARE(sizes.front(), 5000);
    QCOMPARE(sizes[1], 2500);
    QCOMPARE(sizes[12], 1);
    QCOMPARE(sizes.back(), 1);
}

void TestRangePlanner::growsBackAfterRefusals()
{
    RangePlanner planner = grownTo(10'000);
    while (planner.size() > 1)
        planner.refused(planner.size());
    // What was refused is not refused any more: a hiccup of the node must not slow down for ever.
    askOften(planner, 300, INT64_MAX);
    QCOMPARE(planner.size(), 10'000);
}

void TestRangePlanner::staysNearALimit_data()
{
    QTest::addColumn<qint64>("limit");
    for (const qint64 limit : {1, 2, 3, 10, 100, 500, 1000, 2000, 9999, 10'000})
        QTest::addRow("%lld", limit) << limit;
}

void TestRangePlanner::staysNearALimit()
{
    QFETCH(qint64, limit);
    RangePlanner planner(10'000);
    askOften(planner, 100, limit);
    const auto sizes = askOften(planner, 1000, limit);
    const auto refused =
        std::count_if(sizes.begin(), sizes.end(), [&](std::int64_t size) { return size > limit; });
    // One in three at a limit of one block, where nothing lies between fine and refused; else far fewer.
    QVERIFY2(refused <= (limit == 1 ? 340 : 250), QByteArray::number(qint64(refused)).constData());
    std::int64_t blocks = 0;
    for (const std::int64_t size : sizes)
        blocks += size > limit ? 0 : size;
    // At least half of what a planner that knew the limit would get.
    QVERIFY2(blocks >= 1000 * limit / 2, QByteArray::number(qint64(blocks)).constData());
}

void TestRangePlanner::shrinksWhereLogsAreDense()
{
    RangePlanner planner = grownTo(10'000);
    planner.answered(10'000, 200'000); // 20 logs a block
    QVERIFY2(planner.size() <= 1000, QByteArray::number(qint64(planner.size())).constData());
    const auto sizes = askOften(planner, 50, INT64_MAX, 20);
    QVERIFY(*std::max_element(sizes.begin(), sizes.end()) * 20 <= 20'000);
    planner.answered(planner.size(), 1'000'000'000);
    QCOMPARE(planner.size(), 1);
}

void TestRangePlanner::growsBackWhereTheyAreNot()
{
    RangePlanner planner = grownTo(10'000);
    planner.answered(10'000, 50'000'000);
    QVERIFY(planner.size() <= 2);
    askOften(planner, 20, INT64_MAX);
    QCOMPARE(planner.size(), 10'000);
}

void TestRangePlanner::aShortRangeSaysNothing()
{
    RangePlanner planner = grownTo(10'000);
    planner.refused(10'000);
    planner.answered(10, 0); // the rest below the confirmed height
    QCOMPARE(planner.size(), 5000);
}

void TestRangePlanner::answersInFlightMayBeOld()
{
    RangePlanner planner = grownTo(10'000);
    for (int i = 0; i < 4; ++i)
        planner.refused(10'000); // four were under way
    QCOMPARE(planner.size(), 5000);
    planner.answered(10'000, 20'000);
    QCOMPARE(planner.size(), 5000);
    planner.answered(10'000, 0); // one of the wide ones went through
    QVERIFY(planner.size() >= 5000 && planner.size() <= 10'000);
}

void TestRangePlanner::staysWithinItsLimits()
{
    Dice dice(41);
    for (int round = 0; round < 200; ++round) {
        const std::int64_t most = dice.oneIn(4) ? 1 : dice.between(1, 20'000);
        RangePlanner planner = dice.oneIn(2) ? grownTo(most) : RangePlanner(most);
        for (int i = 0; i < 500; ++i) {
            const std::int64_t asked = dice.oneIn(3) ? dice.between(1, most) : planner.size();
            if (dice.oneIn(3))
                planner.refused(asked);
            else
                planner.answered(asked, static_cast<std::size_t>(dice.oneIn(5) ? dice.between(0, 1'000'000)
                                                                               : dice.between(0, 9000)));
            QVERIFY(planner.size() >= 1);
            QVERIFY(planner.size() <= most);
        }
    }
}

CP_REGISTER_TEST(TestRangePlanner);
#include "tst_rangeplanner.moc"
