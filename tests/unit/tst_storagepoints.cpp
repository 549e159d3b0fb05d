// The points in the database: what the rules say, however it is cut into pages, batches and passes.
#include "core/storage/settlementwriter.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

/// The spans as the rules make them for one user, in the columns of spanLines.
std::string spanLinesOf(const SettledUser& user, const Address& address)
{
    std::string all;
    for (const PointsSpan& span : user.spans())
        all += "1|" + address.hex() + "|" + std::to_string(span.from.block.value()) + "|" +
               std::to_string(span.to.block.value()) + "|" + std::to_string(span.from.time.value()) + "|" +
               std::to_string(span.to.time.value()) + "|" + span.points.decimal() + "|" + toJson(span, 18) +
               "|1\n";
    return all;
}

} // namespace

class TestStoragePoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void theExample();
    void nothingIsDueBeforeABoundaryIsClosable();
    void pointsEqualTheRules();
    void batchesGiveTheSame();
    void pagesSettledAsTheyComeGiveTheSame();
    void interruptedPassesGiveTheSame();
    void aThousandUsersKilledAfterFourBatches();
    void aLongHistoryBesideShortOnes();
    void statusHistoryAndExclusion();
    void chainsAreNeverMixed();
};

void TestStoragePoints::theExample()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100 | 15:30 0>1:100 | 15:59:50", at(16));
    TestDatabase database(backend);
    database.follow(story);
    QCOMPARE(text(database.value("SELECT points FROM user_points")), QStringLiteral("6.666666666666666666"));
    QVERIFY(database.chain().calculated == BlockHeight(3));
    QVERIFY(database.chain().calculatedTime == at(16));
    const std::string pointsRaw = mpz_class(3600 * powerOfTen(27) * 20 / 3).get_str();
    QCOMPARE(
        text(spanLines(database.connection())),
        text(
            "1|" + user(1).hex() + "|0|3|1735743600|1735747200|" + pointsRaw +
            R"(|{"segments":[{"from":1735743600,"to":1735744200,"balance":"0.000000000000000000","rate":"0.05","points":"0.000000000000000000"},)"
            R"({"from":1735744200,"to":1735745400,"balance":"100.000000000000000000","rate":"0.05","points":"1.666666666666666666"},)"
            R"({"from":1735745400,"to":1735747200,"balance":"200.000000000000000000","rate":"0.05","points":"5.000000000000000000"}],)"
            R"("points":"6.666666666666666666"}|1)"
            "\n"));
}

void TestStoragePoints::nothingIsDueBeforeABoundaryIsClosable()
{
    QFETCH_GLOBAL(Backend, backend);
    // 22: the chain stalls at 15:45.
    Story story;
    story.block(at(15))
        .mint(1, 100)
        .block(at(15, 45))
        .block(at(15, 59, 59))
        .block(at(16))
        .block(at(16))
        .block(at(19, 1));
    TestDatabase database(backend);
    LedgerStore ledger = ledgerOf(database);
    PointsStore points = pointsOf(database);
    const auto due = [&] {
        auto pass = points.due();
        return pass && *pass ? ((*pass)->target.time - at(0)) / kHour : 0;
    };
    QCOMPARE(due(), 0);
    QVERIFY(ledger.append(story.page(0, 1)));
    QCOMPARE(due(), 0);
    QVERIFY(ledger.append(story.page(2, 2)));
    QCOMPARE(due(), 0);
    QVERIFY(ledger.append(story.page(3, 3)));
    QCOMPARE(due(), 16);
    database.settle();
    QCOMPARE(text(standing(database, 1)), QStringLiteral("16|5|0"));
    QCOMPARE(due(), 0);
    QVERIFY(ledger.append(story.page(4, 4)));
    QCOMPARE(due(), 0);
    QVERIFY(ledger.append(story.page(5, 5)));
    QCOMPARE(due(), 19);
    database.settle();
    QCOMPARE(text(standing(database, 1)), QStringLiteral("19|20|0"));
    QVERIFY(database.chain().calculated == BlockHeight(5));
}

void TestStoragePoints::pointsEqualTheRules()
{
    QFETCH_GLOBAL(Backend, backend);
    Dice dice(63);
    const std::vector<RateChange> rates{{UnixTime(0), *parseRate("0.05")},
                                        {at(3, 20), *parseRate("0.123456789")},
                                        {at(9), mpz_class(0)},
                                        {at(11, 0, 1), *parseRate("2")}};
    const Story story = randomStory(dice, at(0, 7), 30, 6);
    TestDatabase database(backend, {TestChain{}}, rates);
    database.follow(story);
    int users = 0;
    std::string spans;
    for (std::int64_t id = 1; database.value("SELECT 1 FROM user WHERE id = " + std::to_string(id)) == "1";
         ++id) {
        const auto address =
            Address::parse(database.value("SELECT user_address FROM user WHERE id = " + std::to_string(id)));
        const auto rows = story.rowsOf(address->bytes[19]);
        const UnixTime start = boundaryAtOrBefore(rows.front().blockTime, kHour);
        const PointsRaw points = oraclePoints(rows, start, story.lastBoundary(), rates);
        SettledUser settled(story, start, RateTimeline(rates));
        settled.settle(story.lastBoundary(), rows);
        const UserPointsState& state = settled.state();
        QCOMPARE(text(lines(database.connection(),
                            "SELECT points, points_raw, last_updated_block, last_updated_time, "
                            "span_from_block, span_from_time "
                            "FROM user_points WHERE user_id = " +
                                std::to_string(id),
                            6)),
                 text(formatPoints(points, 18) + "|" + points.decimal() + "|" +
                      std::to_string(state.settled.block.value()) + "|" +
                      std::to_string(state.settled.time.value()) + "|" +
                      std::to_string(state.spanStart.block.value()) + "|" +
                      std::to_string(state.spanStart.time.value()) + "\n"));
        spans += spanLinesOf(settled, *address);
        ++users;
    }
    QVERIFY(users >= 5);
    QCOMPARE(text(spanLines(database.connection())), text(spans));
}

void TestStoragePoints::batchesGiveTheSame()
{
    QFETCH_GLOBAL(Backend, backend);
    Dice dice(64);
    const Story story = randomStory(dice, at(0, 7), 20, 9);
    std::string expected;
    for (const int batchSize : {1000, 1, 2, 3, 9}) {
        TestDatabase database(backend);
        database.follow(story, "sepolia", 0, false);
        PointsStore points = pointsOf(database);
        auto pass = points.due();
        QVERIFY(pass && *pass);
        int batches = 0;
        for (; !(*pass)->finished; ++batches) {
            const auto settled = points.settleBatch(**pass, batchSize);
            QVERIFY2(settled, qPrintable(failure(settled)));
        }
        QCOMPARE((*pass)->usersDone, std::int64_t(database.chain().users));
        QCOMPARE((*pass)->failures, 0);
        QVERIFY(batches >= database.chain().users / batchSize);
        if (expected.empty())
            expected = everything(database.connection());
        QCOMPARE(text(everything(database.connection())), text(expected));
    }
}

void TestStoragePoints::pagesSettledAsTheyComeGiveTheSame()
{
    QFETCH_GLOBAL(Backend, backend);
    Dice dice(65);
    const Story story = randomStory(dice, at(0, 7), 20, 5);
    std::string expected;
    for (const std::size_t blocks : {0, 1, 3, 20}) {
        TestDatabase database(backend);
        database.follow(story, "sepolia", blocks);
        if (expected.empty())
            expected = everything(database.connection());
        QCOMPARE(text(everything(database.connection())), text(expected));
    }
}

void TestStoragePoints::interruptedPassesGiveTheSame()
{
    QFETCH_GLOBAL(Backend, backend);
    Dice dice(66);
    const Story story = randomStory(dice, at(0, 7), 20, 7);
    TestDatabase whole(backend), broken(backend);
    whole.follow(story);

    // Killed after a batch or two, again and again, while blocks keep coming.
    LedgerStore ledger = ledgerOf(broken);
    for (std::size_t i = 0; i < story.headers().size(); ++i) {
        QVERIFY(ledger.append(story.page(i, i)));
        PointsStore points = pointsOf(broken);
        auto pass = points.due();
        QVERIFY(pass);
        for (std::int64_t batches = dice.between(0, 2); batches > 0 && *pass && !(*pass)->finished; --batches)
            QVERIFY(points.settleBatch(**pass, 1));
    }
    for (int starts = 0; starts < 20; ++starts) {
        PointsStore points = pointsOf(broken);
        auto pass = points.due();
        QVERIFY(pass);
        if (*pass)
            QVERIFY(points.settleBatch(**pass, 1));
    }
    QCOMPARE(text(everything(broken.connection())), text(everything(whole.connection())));
}

void TestStoragePoints::aThousandUsersKilledAfterFourBatches()
{
    QFETCH_GLOBAL(Backend, backend);
    // 24
    Story story;
    story.block(at(15));
    for (std::uint32_t k = 1; k <= 1000; ++k)
        story.mint(k, k);
    story.block(at(16));
    TestDatabase database(backend);
    database.follow(story, "sepolia", 0, false);
    {
        PointsStore points = pointsOf(database);
        auto pass = points.due();
        for (int batch = 0; batch < 4; ++batch)
            QVERIFY(points.settleBatch(**pass, 100));
        QVERIFY(!(*pass)->finished);
        QVERIFY(!database.chain().calculatedTime);
        QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_points_change")), QStringLiteral("400"));
    }
    PointsStore points = pointsOf(database);
    auto pass = points.due();
    while (!(*pass)->finished)
        QVERIFY(points.settleBatch(**pass, 100));
    QCOMPARE((*pass)->usersDone, 600);
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_points_change")), QStringLiteral("1000"));
    PointsRaw sum;
    for (std::int64_t id = 1; id <= 1000; ++id) {
        const PointsRaw one(mpz_class(
            database.value("SELECT points_raw FROM user_points WHERE user_id = " + std::to_string(id))));
        QVERIFY(one == integrate(tokens(id), at(15), at(16), rateOf()));
        sum += one;
    }
    QCOMPARE(fraction(sum), QStringLiteral("25025"));
}

void TestStoragePoints::aLongHistoryBesideShortOnes()
{
    QFETCH_GLOBAL(Backend, backend);
    // Users 2 and 4 have more rows than are read together with those of the others; user 6 exactly as many.
    Story story;
    UnixTime time = at(15);
    for (std::uint32_t one = 1; one <= 7; ++one)
        story.block(time).mint(one, 1000);
    for (int i = 0; i < 230; ++i) {
        time = time + 60;
        story.block(time).burn(2, 1).mint(4, 1);
        if (i < 199)
            story.mint(6, 2);
    }
    story.block(at(22));
    TestDatabase database(backend);
    database.follow(story, "sepolia", 0, false);
    database.settle();
    const std::vector<RateChange> rates{{UnixTime(0), *parseRate("0.05")}};
    for (std::uint32_t one = 1; one <= 7; ++one)
        QCOMPARE(text(standing(database, one)), QStringLiteral("22|%1|0").arg(fraction(
                                                    oraclePoints(story.rowsOf(one), at(15), at(22), rates))));
}

void TestStoragePoints::statusHistoryAndExclusion()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("14:00 0>1:100 0>2:100 0>3:100", at(16));
    TestChain chain;
    chain.exclude = {user(3)};
    TestDatabase database(backend, {chain});
    database.follow(story, "sepolia", 1, false);
    database.spoil("INSERT INTO user_status (user_id, effective_at, status) VALUES (" + idOf(database, 1) +
                   ", " + std::to_string(at(15, 20).value()) + ", 0), (" + idOf(database, 1) + ", " +
                   std::to_string(at(15, 50).value()) + ", 1)");
    database.settle();
    QCOMPARE(text(standing(database, 1)),
             QStringLiteral("16|15/2|0")); // 27: 5 in the first hour, 5/2 in the second
    QCOMPARE(text(standing(database, 2)), QStringLiteral("16|10|0"));
    QCOMPARE(text(standing(database, 3)), QStringLiteral("16|0|0")); // 43
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_balance")), QStringLiteral("3"));
}

void TestStoragePoints::chainsAreNeverMixed()
{
    QFETCH_GLOBAL(Backend, backend);
    // 44: the same addresses on both; another order of their coming.
    const Story first = toldStory("14:00 0>1:100 | 15:10 1>2:30", at(16));
    const Story second = toldStory("14:00 0>2:7 | 15:20 0>1:100 | 15:30 2>1:7", at(18));
    TestDatabase both(backend, {{"sepolia", 11155111}, {"base-sepolia", 84532}});
    LedgerStore a = ledgerOf(both, "sepolia"), b = ledgerOf(both, "base-sepolia");
    for (std::size_t i = 0; i < 4; ++i) {
        if (i < first.headers().size())
            QVERIFY(a.append(first.page(i, i)));
        if (i < second.headers().size())
            QVERIFY(b.append(second.page(i, i)));
        both.settle("base-sepolia");
        both.settle("sepolia");
    }
    const auto of = [&](std::uint32_t number, const std::string& chain) {
        return both.value("SELECT p.points_raw || ' ' || b.balance FROM user_points p JOIN user_balance b ON "
                          "b.user_id = p.user_id "
                          "AND b.chain_id = p.chain_id WHERE p.user_id = " +
                          idOf(both, number) +
                          " AND p.chain_id = " + std::to_string(both.chain(chain).id.value()));
    };
    for (std::uint32_t n = 1; n <= 2; ++n) {
        for (const auto& [story, name] : {std::pair(&first, "sepolia"), std::pair(&second, "base-sepolia")}) {
            const auto rows = story->rowsOf(n);
            const PointsRaw points =
                oraclePoints(rows, at(14), story->lastBoundary(), {{UnixTime(0), *parseRate("0.05")}});
            QCOMPARE(text(of(n, name)), text(points.decimal() + " " + rows.back().balanceAfter.decimal()));
        }
    }
    QCOMPARE(text(both.value("SELECT COUNT(*) FROM user")), QStringLiteral("2"));
    QVERIFY(both.chain("sepolia").calculatedTime == at(16) &&
            both.chain("base-sepolia").calculatedTime == at(18));
}

CP_REGISTER_TEST(TestStoragePoints);
#include "tst_storagepoints.moc"
