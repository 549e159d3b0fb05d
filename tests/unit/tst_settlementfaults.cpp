// What becomes of a user whose ledger does not add up: credited only what is proven, and all of it after the
// repair.
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace chainpoints;

namespace {

constexpr std::int64_t kEnd = 24; // the written-out stories end at midnight

/// A user's ledger with one fault in it.
struct Spoilt
{
    std::string what;
    std::vector<LedgerRow> rows;
    StoredBalance stored;
};

/// Every kind of fault, in a row taken by chance.
std::vector<Spoilt> spoil(Dice& dice, const std::vector<LedgerRow>& rows)
{
    std::vector<Spoilt> faults;
    const auto index = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(rows.size()) - 1));
    const auto add = [&](const std::string& what,
                         const std::function<void(std::vector<LedgerRow>&, LedgerRow&)>& change) {
        Spoilt fault{what + " in row " + std::to_string(index), rows, SettledUser::lastOf(rows)};
        change(fault.rows, fault.rows[index]);
        faults.push_back(std::move(fault));
    };
    add("wrong amount", [](auto&, LedgerRow& row) { row.amount += raw("1"); });
    add("wrong balance", [](auto&, LedgerRow& row) { row.balanceAfter += raw("1"); });
    add("wrong amount and balance", [](auto&, LedgerRow& row) {
        row.balanceAfter += row.amount;
        row.amount += row.amount;
    });
    add("wrong sign", [](auto&, LedgerRow& row) { row.amount = -row.amount; });
    add("wrong type", [](auto&, LedgerRow& row) {
        row.type = row.amount.isNegative() ? ChangeType::Mint : ChangeType::Burn;
    });
    add("negative balance", [](auto&, LedgerRow& row) {
        row.amount -= row.balanceAfter + raw("1");
        row.balanceAfter = raw("-1");
        row.type = ChangeType::Burn;
    });
    add("missing row",
        [&](auto& all, LedgerRow&) { all.erase(all.begin() + static_cast<std::ptrdiff_t>(index)); });
    add("missing tail", [&](auto& all, LedgerRow&) {
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(index), all.end());
    });
    add("row twice", [&](auto& all, LedgerRow& row) {
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(index), LedgerRow(row));
    });
    faults.push_back({"balance table: wrong balance", rows, SettledUser::lastOf(rows)});
    faults.back().stored.balance += raw("1");
    faults.push_back({"balance table: later block", rows, SettledUser::lastOf(rows)});
    ++faults.back().stored.lastChange;
    faults.push_back({"balance table: earlier block", rows, SettledUser::lastOf(rows)});
    faults.back().stored.lastChange = faults.back().stored.lastChange - 1;
    return faults;
}

} // namespace

class TestSettlementFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openingBalanceCures();
    void stops_data();
    void stops();
    void everyFaultStopsAtProvenTimeAndIsCured();
    void faultsThatComeLaterNeverChangeWhatIsSettled();
    void misplacedRowsAreNeverCredited();
    void unreadableRowsStop();
    void aFailureWithoutAChangeBecomesASpan();
    void anotherFaultAfterTheRepair();
};

void TestSettlementFaults::openingBalanceCures()
{
    // 36: the first event that is seen is a transfer of 30.
    const Story story = toldStory("15:30 1>2:30", at(kEnd));
    const auto without = story.rowsOf(1);
    SettledUser user1(story, at(15), rateOf());
    user1.settle(at(16), without);
    QCOMPARE(user1.failureCode(), QStringLiteral("negative_balance"));
    QVERIFY2(user1.failure()->reason.find("block 1,") != std::string::npos, user1.failure()->reason.c_str());
    QVERIFY2(user1.failure()->reason.find("-30") != std::string::npos, user1.failure()->reason.c_str());
    QVERIFY(user1.points().isZero());
    QVERIFY(user1.settled() == at(15));
    // Who received is not touched.
    SettledUser user2(story, at(15), rateOf());
    user2.settle(at(16), story.rowsOf(2));
    QCOMPARE(fraction(user2.points()), QStringLiteral("3/4"));

    LedgerRow opening = without[0];
    opening.type = ChangeType::Opening;
    opening.amount = opening.balanceAfter = tokens(100);
    opening.height = BlockHeight(0);
    opening.blockTime = at(14, 59);
    LedgerRow derived = without[0];
    derived.balanceAfter = tokens(70);
    user1.settle(at(16), {opening, derived});
    QVERIFY(!user1.failure());
    QCOMPARE(fraction(user1.points()), QStringLiteral("17/4"));
}

void TestSettlementFaults::stops_data()
{
    using Change = std::function<void(std::vector<LedgerRow>&, StoredBalance&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("named"); // in the reason
    QTest::addColumn<int>("settled");   // hour
    QTest::addColumn<int>("from");      // of the failure
    QTest::addColumn<int>("to");
    // The user's rows: 0 at 15:10, 1 at 15:30, 2 at 17:20, 3 at 17:20, 4 at 20:40, in blocks 1, 2, 3, 4, 5.
    // Proven is what the next row, or the balance table, follows from: a fault leaves open what happened
    // since the row before it. A negative balance follows from the rows and leaves nothing open before it.
    const auto row = [](const char* name, const char* code, const char* named, int settled, int from, int to,
                        Change change) {
        QTest::newRow(name) << change << QString::fromLatin1(code) << QString::fromLatin1(named) << settled
                            << from << to;
    };
    row("first row's balance", "balance_chain", "block 1,", 15, 15, 16,
        [](auto& rows, auto&) { rows[0].balanceAfter = tokens(1); });
    row("amount in the middle", "balance_chain", "block 3,", 15, 15, 16,
        [](auto& rows, auto&) { rows[2].amount = tokens(-51); });
    row("second of two in an hour", "balance_chain", "block 4,", 17, 16, 18,
        [](auto& rows, auto&) { rows[3].amount = tokens(-51); });
    row("sign", "sign", "block 5,", 17, 16, 18, [](auto& rows, auto&) { rows[4].amount = -rows[4].amount; });
    row("order", "order", "block 4,", 17, 16, 18,
        [](auto& rows, auto&) { rows[3].blockTime = at(17, 19, 59); });
    row("negative balance", "negative_balance", "block 5,", 20, 18, 21, [](auto& rows, auto& stored) {
        rows[4].amount = tokens(-101);
        rows[4].balanceAfter = stored.balance = tokens(-1);
    });
    row("row before the last one missing", "balance_chain", "block 5,", 17, 16, 18,
        [](auto& rows, auto&) { rows.erase(rows.begin() + 3); });
    row("only row of an hour missing", "balance_chain", "block 5,", 15, 15, 16,
        [](auto& rows, auto&) { rows.erase(rows.begin() + 2, rows.begin() + 4); });
    row("last row missing", "balance_mismatch", "block 5 ", 17, 16, 18,
        [](auto& rows, auto&) { rows.pop_back(); });
    row("all rows missing", "balance_mismatch", "block 5 ", 15, 15, 16,
        [](auto& rows, auto&) { rows.clear(); });
    row("balance table has another balance", "balance_mismatch", "block 5 ", 20, 18, 21,
        [](auto&, auto& stored) { stored.balance += raw("1"); });
    row("balance table is behind", "balance_mismatch", "block 4 ", 20, 18, 21, [](auto&, auto& stored) {
        stored.balance = tokens(100);
        stored.lastChange = BlockHeight(4);
    });
}

void TestSettlementFaults::stops()
{
    using Change = std::function<void(std::vector<LedgerRow>&, StoredBalance&)>;
    QFETCH(Change, change);
    QFETCH(QString, code);
    QFETCH(QString, named);
    QFETCH(int, settled);
    QFETCH(int, from);
    QFETCH(int, to);
    const Story story =
        toldStory("15:10 0>1:100 | 15:30 0>1:100 | 17:20 1>2:50 | 17:20 1>2:50 | 20:40 1>2:60", at(kEnd));
    const auto truth = story.rowsOf(1);
    auto rows = truth;
    StoredBalance stored = SettledUser::lastOf(truth);
    change(rows, stored);

    SettledUser once(story, at(15), rateOf()), hourly(story, at(15), rateOf());
    once.settle(at(kEnd), rows, stored);
    for (int h = 16; h <= kEnd; ++h)
        hourly.settle(at(h), rows, stored);
    for (const SettledUser* user1 : {&once, &hourly}) {
        QCOMPARE(user1->failureCode(), code);
        QVERIFY2(text(user1->failure()->reason).contains(named), user1->failure()->reason.c_str());
        QCOMPARE(text(formatTime(user1->settled())), text(formatTime(at(settled))));
        QCOMPARE(text(formatTime(user1->failure()->from)), text(formatTime(at(from))));
        QCOMPARE(text(formatTime(user1->failure()->to)), text(formatTime(at(to))));
        QVERIFY(user1->points() ==
                oraclePoints(truth, at(15), at(settled), {{UnixTime(0), *parseRate("0.05")}}));
    }
    QCOMPARE(once.spanText(), hourly.spanText());

    SettledUser sound(story, at(15), rateOf());
    sound.settle(at(kEnd), truth);
    once.settle(at(kEnd), truth);
    QVERIFY(!once.failure());
    QVERIFY(once.points() == sound.points());
    QCOMPARE(once.spanText(), sound.spanText());
}

void TestSettlementFaults::everyFaultStopsAtProvenTimeAndIsCured()
{
    Dice dice(53);
    int faults = 0;
    for (int round = 0; round < 60; ++round) {
        const Story story = randomStory(dice, at(0) + dice.between(0, kHour - 1), 20, 2);
        const auto truth = story.rowsOf(1);
        if (truth.empty())
            continue;
        const UnixTime start = firstBoundary(truth);
        const UnixTime end = story.lastBoundary();
        const Facts facts(dice, start, end);
        SettledUser sound(story, start, facts.timeline());
        sound.settle(end, truth);
        for (const Spoilt& fault : spoil(dice, truth)) {
            const QByteArray what =
                "round " + QByteArray::number(round) + ": " + QByteArray::fromStdString(fault.what);
            ++faults;
            SettledUser once(story, start, facts.timeline());
            once.settle(end, fault.rows, fault.stored);
            QVERIFY2(once.failure(), what.constData());
            QVERIFY2(once.settled() < end, what.constData());
            QVERIFY2(once.points() == oraclePoints(truth, start, once.settled(), facts.rates, facts.history),
                     what.constData());
            QVERIFY2(once.spanFault().isEmpty(),
                     QByteArray(what + ": " + once.spanFault().toLatin1()).constData());
            const SettledUser::Failure failed = *once.failure();
            QVERIFY2(failed.from == once.state().spanStart.time && failed.to == once.settled() + kHour,
                     what.constData());

            for (const int n : {1, 3}) {
                SettledUser pieces(story, start, facts.timeline());
                for (const UnixTime b : someBoundaries(dice, start, end, n))
                    pieces.settle(b, fault.rows, fault.stored);
                QVERIFY2(pieces.settled() == once.settled(), what.constData());
                QVERIFY2(pieces.points() == once.points(), what.constData());
                QVERIFY2(pieces.spanText() == once.spanText(), what.constData());
                QVERIFY2(pieces.failure() && pieces.failure()->reason == failed.reason, what.constData());
                // Trying again without a repair changes nothing.
                pieces.settle(end, fault.rows, fault.stored);
                QVERIFY2(pieces.settled() == once.settled() && pieces.points() == once.points(),
                         what.constData());

                for (const UnixTime b : someBoundaries(dice, pieces.settled(), end, n))
                    pieces.settle(b, truth);
                QVERIFY2(!pieces.failure(), what.constData());
                QVERIFY2(pieces.points() == sound.points(), what.constData());
                QVERIFY2(pieces.spanFault().isEmpty(), what.constData());
            }
            once.settle(end, truth);
            QVERIFY2(!once.failure() && once.points() == sound.points(), what.constData());
            const auto resolved =
                std::find_if(once.spans().begin(), once.spans().end(), [&](const PointsSpan& span) {
                    return span.from.time == failed.from && span.to.time == failed.to;
                });
            QVERIFY2(resolved != once.spans().end(), what.constData());
        }
    }
    QVERIFY(faults > 400);
}

void TestSettlementFaults::faultsThatComeLaterNeverChangeWhatIsSettled()
{
    // The facts are spoilt after a part was settled, in that part or behind it. What lies before the anchor
    // is never read again, so not every fault is noticed here; but nothing wrong is credited, and the repair
    // leads to the true points.
    Dice dice(55);
    int noticed = 0;
    for (int round = 0; round < 150; ++round) {
        const Story story = randomStory(dice, at(0) + dice.between(0, kHour - 1), 20, 2);
        const auto truth = story.rowsOf(1);
        if (truth.empty())
            continue;
        const UnixTime start = firstBoundary(truth);
        const UnixTime end = story.lastBoundary();
        const UnixTime middle = start + kHour * dice.between(1, (end - start) / kHour - 1);
        const Facts facts(dice, start, end);
        SettledUser sound(story, start, facts.timeline());
        sound.settle(end, truth);
        auto faults = spoil(dice, truth);
        faults.push_back({"wrong time", truth, SettledUser::lastOf(truth)});
        faults.back()
            .rows[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(truth.size()) - 1))]
            .blockTime = end + dice.between(1, 1000);
        for (const Spoilt& fault : faults) {
            const QByteArray what =
                "round " + QByteArray::number(round) + ": " + QByteArray::fromStdString(fault.what);
            SettledUser settled(story, start, facts.timeline());
            settled.settle(middle, truth);
            settled.settle(end, fault.rows, fault.stored);
            noticed += settled.failure() ? 1 : 0;
            QVERIFY2(settled.failure() || settled.settled() == end, what.constData());
            QVERIFY2(settled.points() ==
                         oraclePoints(truth, start, settled.settled(), facts.rates, facts.history),
                     what.constData());
            settled.settle(end, truth);
            QVERIFY2(!settled.failure() && settled.points() == sound.points(), what.constData());
            QVERIFY2(settled.spanFault().isEmpty(), what.constData());
        }
    }
    QVERIFY(noticed > 500);
}

void TestSettlementFaults::misplacedRowsAreNeverCredited()
{
    // A time stamp that does not belong to the row's block: into another hour, earlier or later.
    Dice dice(54);
    int faults = 0;
    for (int round = 0; round < 300; ++round) {
        const Story story = randomStory(dice, at(0) + dice.between(0, kHour - 1), 20, 2);
        const auto truth = story.rowsOf(1);
        if (truth.empty())
            continue;
        const UnixTime start = firstBoundary(truth);
        const UnixTime end = story.lastBoundary();
        auto rows = truth;
        LedgerRow& row =
            rows[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(rows.size()) - 1))];
        const UnixTime wrong(dice.between(at(-5).value(), end.value() + (dice.oneIn(4) ? 1000 * kHour : -1)));
        if (boundaryAtOrBefore(wrong, kHour) == boundaryAtOrBefore(row.blockTime, kHour))
            continue;
        row.blockTime = wrong;
        ++faults;
        const QByteArray what = "round " + QByteArray::number(round);
        SettledUser sound(story, start, rateOf());
        sound.settle(end, truth);
        for (const int n : {1, 3, 1000}) {
            SettledUser pieces(story, start, rateOf());
            for (const UnixTime b : someBoundaries(dice, start, end, n))
                pieces.settle(b, rows);
            QVERIFY2(pieces.failure(), what.constData());
            QVERIFY2(pieces.points() ==
                         oraclePoints(truth, start, pieces.settled(), {{UnixTime(0), *parseRate("0.05")}}),
                     what.constData());
            for (const UnixTime b : someBoundaries(dice, pieces.settled(), end, n))
                pieces.settle(b, truth);
            QVERIFY2(!pieces.failure() && pieces.points() == sound.points(), what.constData());
            QVERIFY2(pieces.spanFault().isEmpty(), what.constData());
        }
    }
    QVERIFY(faults > 150);
}

void TestSettlementFaults::unreadableRowsStop()
{
    const Story story = toldStory("15:10 0>1:100 | 17:20 1>2:50 | 20:40 1>2:50", at(kEnd));
    const auto rows = story.rowsOf(1);
    const UserSettlement::BlockBefore find = [&](UnixTime boundary) { return story.blockBefore(boundary); };
    const RateTimeline rates = rateOf();
    const UserPointsState start{PointsRaw(), {at(15), BlockHeight(0)}, {at(15), BlockHeight(0)}};
    UserSettlement settlement(start, std::nullopt, at(kEnd), std::nullopt, kHour, rates, find);
    settlement.row(rows[0]);
    settlement.unreadable({"unreadable", "block 2: amount \"x\" is no number"});
    settlement.row(rows[2]);
    settlement.finish(SettledUser::lastOf(rows));
    QVERIFY(settlement.problem());
    QCOMPARE(text(settlement.problem()->text()),
             QStringLiteral("unreadable: block 2: amount \"x\" is no number"));
    QVERIFY(settlement.state().points ==
            oraclePoints(rows, at(15), settlement.state().settled.time, {{UnixTime(0), *parseRate("0.05")}}));
    QVERIFY(settlement.state().settled.time <= at(17));
}

void TestSettlementFaults::aFailureWithoutAChangeBecomesASpan()
{
    // The fault lies in an hour without a change: a row too much. Once it is gone, the failed span is settled
    // as such.
    const Story story = toldStory("15:10 0>1:100", at(kEnd));
    const auto truth = story.rowsOf(1);
    SettledUser settled(story, at(15), rateOf());
    settled.settle(at(18), truth);
    StoredBalance wrong = SettledUser::lastOf(truth);
    wrong.balance += raw("1");
    settled.settle(at(20), truth, wrong);
    QVERIFY(settled.failure());
    QVERIFY(settled.settled() == at(18));
    QVERIFY(settled.failure()->from == at(16) && settled.failure()->to == at(19));
    settled.settle(at(22), truth);
    QVERIFY(!settled.failure());
    QCOMPARE(settled.spans().size(), std::size_t(2));
    QVERIFY(settled.spans().back().from.time == at(16) && settled.spans().back().to.time == at(19));
    QCOMPARE(settled.spanFault(), QString());
    QVERIFY(settled.points() == oraclePoints(truth, at(15), at(22), {{UnixTime(0), *parseRate("0.05")}}));
}

void TestSettlementFaults::anotherFaultAfterTheRepair()
{
    const Story story = toldStory("15:10 0>1:100 | 17:20 1>2:50 | 17:40 1>2:5 | 20:40 1>2:5", at(kEnd));
    const auto truth = story.rowsOf(1);
    SettledUser settled(story, at(15), rateOf());
    auto rows = truth;
    rows[1].amount += raw("1");
    rows[3].amount += raw("1");
    settled.settle(at(kEnd), rows, SettledUser::lastOf(truth));
    QVERIFY(text(settled.failure()->reason).contains(QStringLiteral("block 2,")));
    const UnixTime first = settled.failure()->from;
    rows[1] = truth[1];
    settled.settle(at(kEnd), rows, SettledUser::lastOf(truth));
    QVERIFY(text(settled.failure()->reason).contains(QStringLiteral("block 4,")));
    QVERIFY(settled.failure()->from > first);
    QVERIFY(settled.settled() == at(17));
    settled.settle(at(kEnd), truth);
    QVERIFY(!settled.failure());
    SettledUser sound(story, at(15), rateOf());
    sound.settle(at(kEnd), truth);
    QVERIFY(settled.points() == sound.points());
    QCOMPARE(settled.spanText(), sound.spanText());
}

CP_REGISTER_TEST(TestSettlementFaults);
#include "tst_settlementfaults.moc"
