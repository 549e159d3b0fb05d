// Rates and status over time: what is in force when.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

constexpr std::int64_t kFive = 50'000'000; // 0.05

std::int64_t rateAt(const RateTimeline& timeline, UnixTime time)
{
    return timeline.at(time).get_si();
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsFromTheFirstSecondOn();
    void nothingBeforeTheFirstRate();
    void nextChangeLooksStrictlyAhead();
    void disabledTimeIsWorthNothing();
    void statusAndRateChangeTogether();
    void equalsTheListsEverywhere();
};

void TestTimeline::holdsFromTheFirstSecondOn()
{
    const RateTimeline rates({{UnixTime(0), kFive}, {at(15), 2 * kFive}, {at(16), mpz_class(0)}});
    QCOMPARE(rateAt(rates, UnixTime(0)), kFive);
    QCOMPARE(rateAt(rates, at(14, 59, 59)), kFive);
    QCOMPARE(rateAt(rates, at(15)), 2 * kFive);
    QCOMPARE(rateAt(rates, at(15, 59, 59)), 2 * kFive);
    QCOMPARE(rateAt(rates, at(16)), 0);
    QCOMPARE(rateAt(rates, UnixTime(INT64_MAX)), 0);
}

void TestTimeline::nothingBeforeTheFirstRate()
{
    const RateTimeline rates({{at(15), kFive}});
    QCOMPARE(rateAt(rates, at(14, 59, 59)), 0);
    QCOMPARE(rates.nextChange(at(1), at(20)).value(), at(15).value());
    QCOMPARE(rateAt(RateTimeline({}), at(15)), 0);
    QCOMPARE(RateTimeline({}).nextChange(at(1), at(20)).value(), at(20).value());
}

void TestTimeline::nextChangeLooksStrictlyAhead()
{
    const RateTimeline rates({{UnixTime(0), kFive}, {at(15), 2 * kFive}, {at(16), kFive}});
    QCOMPARE(rates.nextChange(at(14), at(20)).value(), at(15).value());
    QCOMPARE(rates.nextChange(at(15), at(20)).value(), at(16).value());
    QCOMPARE(rates.nextChange(at(15), at(15, 30)).value(), at(15, 30).value());
    QCOMPARE(rates.nextChange(at(15), at(16)).value(), at(16).value());
    QCOMPARE(rates.nextChange(at(16), at(20)).value(), at(20).value());
}

void TestTimeline::disabledTimeIsWorthNothing()
{
    const RateTimeline rates = rateOf();
    const RateTimeline own =
        rates.during({{at(15, 20), UserStatus::Disabled}, {at(15, 50), UserStatus::Normal}});
    QCOMPARE(rateAt(own, at(15, 19, 59)), kFive);
    QCOMPARE(rateAt(own, at(15, 20)), 0);
    QCOMPARE(rateAt(own, at(15, 49, 59)), 0);
    QCOMPARE(rateAt(own, at(15, 50)), kFive);
    QCOMPARE(own.nextChange(at(15), at(20)).value(), at(15, 20).value());
    // The rates themselves stay as they are.
    QCOMPARE(rateAt(rates, at(15, 30)), kFive);
}

void TestTimeline::statusAndRateChangeTogether()
{
    const RateTimeline rates({{UnixTime(0), kFive}, {at(15), 2 * kFive}});
    const RateTimeline own = rates.during({{at(15), UserStatus::Disabled},
                                           {at(16), UserStatus::Disabled},
                                           {at(17), UserStatus::Normal},
                                           {at(18), UserStatus::Normal}});
    QCOMPARE(rateAt(own, at(14, 59, 59)), kFive);
    QCOMPARE(rateAt(own, at(15)), 0);
    QCOMPARE(rateAt(own, at(17)), 2 * kFive);
    // Nothing changes where an entry repeats what is in force.
    QCOMPARE(own.nextChange(at(15), at(20)).value(), at(17).value());
    QCOMPARE(own.nextChange(at(17), at(20)).value(), at(20).value());
    QCOMPARE(rateAt(rates.during({}), at(15)), 2 * kFive);
}

void TestTimeline::equalsTheListsEverywhere()
{
    Dice dice(21);
    for (int round = 0; round < 50; ++round) {
        std::vector<RateChange> rates;
        std::vector<StatusChange> history;
        for (std::int64_t t = dice.between(0, 5); t < 60; t += dice.between(1, 15))
            rates.push_back({UnixTime(t), mpz_class(long(dice.between(0, 2)))});
        for (std::int64_t t = dice.between(0, 9); t < 60; t += dice.between(1, 15))
            history.push_back({UnixTime(t), dice.oneIn(2) ? UserStatus::Normal : UserStatus::Disabled});
        const RateTimeline own = RateTimeline(rates).during(history);
        for (std::int64_t t = 0; t < 70; ++t) {
            long rate = 0;
            bool counts = true;
            for (const RateChange& change : rates)
                if (change.from.value() <= t)
                    rate = change.perHourE9.get_si();
            for (const StatusChange& change : history)
                if (change.from.value() <= t)
                    counts = change.status == UserStatus::Normal;
            QCOMPARE(rateAt(own, UnixTime(t)), counts ? rate : 0);
            const UnixTime next = own.nextChange(UnixTime(t), UnixTime(70));
            QVERIFY(next > UnixTime(t) && next <= UnixTime(70));
            for (UnixTime u = UnixTime(t); u < next; ++u)
                QCOMPARE(rateAt(own, u), rateAt(own, UnixTime(t)));
        }
    }
}

CP_REGISTER_TEST(TestTimeline);
#include "tst_timeline.moc"
