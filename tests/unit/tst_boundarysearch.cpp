// The last block before each boundary, found with few headers, compared with looking at every block.
#include "core/chain/boundarysearch.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <bit>

using namespace chainpoints;

namespace {

struct Search
{
    std::vector<BoundaryBlock> result;
    int rounds = 0;
    std::size_t headers = 0;
    QString fault; ///< of the way it asked
};

BlockHeader headerOf(const std::vector<UnixTime>& times, std::size_t index)
{
    return {BlockHeight(100 + static_cast<std::int64_t>(index)), {}, {}, times[index]};
}

Search searchIn(const std::vector<UnixTime>& times, std::int64_t interval)
{
    Search search;
    BoundarySearch boundaries(headerOf(times, 0), headerOf(times, times.size() - 1), interval);
    for (auto wanted = boundaries.wanted(); !wanted.empty(); wanted = boundaries.wanted()) {
        ++search.rounds;
        search.headers += wanted.size();
        if (std::adjacent_find(wanted.begin(), wanted.end(), std::greater_equal<>()) != wanted.end())
            search.fault = QStringLiteral("not ascending");
        for (const BlockHeight height : wanted) {
            const std::int64_t index = height.value() - 100;
            if (index < 1 || index >= static_cast<std::int64_t>(times.size()) - 1) {
                search.fault = QStringLiteral("asks for block %1").arg(height.value());
                return search;
            }
            boundaries.learn(headerOf(times, static_cast<std::size_t>(index)));
        }
        if (search.rounds > 1000) {
            search.fault = QStringLiteral("never ends");
            return search;
        }
    }
    search.result = boundaries.result();
    return search;
}

std::vector<BoundaryBlock> everyBlock(const std::vector<UnixTime>& times, std::int64_t interval)
{
    std::vector<BoundaryBlock> result;
    for (std::size_t i = 1; i < times.size(); ++i)
        for (UnixTime b = boundaryAfter(times[i - 1], interval); b <= times[i]; b = b + interval)
            result.push_back({b, BlockHeight(100 + static_cast<std::int64_t>(i) - 1)});
    return result;
}

int mostRounds(std::size_t blocks)
{
    return 2 * static_cast<int>(std::bit_width(blocks)) + 1;
}

} // namespace

class TestBoundarySearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallOnes_data();
    void smallOnes();
    void equalsLookingAtEveryBlock();
    void regularChainsNeedFewRounds();
    void unevenChainsStayBounded_data();
    void unevenChainsStayBounded();
    void learnsFromHeadersKnownAnyway();
};

void TestBoundarySearch::smallOnes_data()
{
    QTest::addColumn<std::vector<qint64>>("times");
    QTest::addColumn<QString>("expected"); // boundary:last block before
    const auto row = [](const char* name, std::vector<qint64> times, const char* expected) {
        QTest::newRow(name) << times << QString::fromLatin1(expected);
    };
    row("one block", {15}, "");
    row("one block on a boundary", {20}, "");
    row("no boundary between", {11, 19}, "");
    row("first on a boundary", {20, 29}, "");
    row("last on a boundary", {11, 20}, "20:100");
    row("between two", {11, 21}, "20:100");
    row("gap over several", {11, 45}, "20:100 30:100 40:100");
    row("equal stamps on the boundary", {11, 19, 19, 20, 20, 20, 21}, "20:102");
    row("equal stamps throughout", {11, 11, 11, 11}, "");
    row("equal stamps at the end", {11, 30, 30, 30}, "20:100 30:100");
    row("just before and just at", {11, 19, 20, 29, 30}, "20:101 30:103");
}

void TestBoundarySearch::smallOnes()
{
    QFETCH(std::vector<qint64>, times);
    std::vector<UnixTime> stamps;
    for (const qint64 time : times)
        stamps.push_back(UnixTime(time));
    const Search search = searchIn(stamps, 10);
    QCOMPARE(search.fault, QString());
    QStringList found;
    for (const BoundaryBlock& boundary : search.result)
        found += QStringLiteral("%1:%2").arg(boundary.boundary.value()).arg(boundary.lastBefore.value());
    QTEST(found.join(QLatin1Char(' ')), "expected");
}

void TestBoundarySearch::equalsLookingAtEveryBlock()
{
    Dice dice(31);
    for (int round = 0; round < 2000; ++round) {
        std::vector<UnixTime> times{UnixTime(dice.between(0, 100))};
        const std::int64_t blocks = dice.between(0, 200);
        const std::int64_t usual = dice.between(0, 12);
        for (std::int64_t i = 0; i < blocks; ++i) {
            const std::int64_t gap = dice.oneIn(30)  ? dice.between(0, 500)
                                     : dice.oneIn(4) ? 0
                                                     : dice.between(0, usual);
            times.push_back(times.back() + gap);
        }
        const std::int64_t interval = dice.between(1, 120);
        const Search search = searchIn(times, interval);
        const QByteArray where = "round " + QByteArray::number(round);
        QVERIFY2(search.fault.isEmpty(), QByteArray(where + ": " + search.fault.toLatin1()).constData());
        QVERIFY2(search.result == everyBlock(times, interval), where.constData());
        QVERIFY2(search.rounds <= mostRounds(times.size()), where.constData());
    }
}

void TestBoundarySearch::regularChainsNeedFewRounds()
{
    for (const std::int64_t seconds : {2, 12}) {
        std::vector<UnixTime> times;
        for (std::int64_t i = 0; i < 10'000; ++i)
            times.push_back(at(0, 0, 5) + seconds * i);
        const Search search = searchIn(times, kHour);
        QVERIFY(search.result == everyBlock(times, kHour));
        QVERIFY2(search.rounds <= 4, QByteArray::number(search.rounds).constData());
        QVERIFY2(search.headers <= 4 * search.result.size(),
                 QByteArray::number(qint64(search.headers)).constData());
    }
}

void TestBoundarySearch::unevenChainsStayBounded_data()
{
    QTest::addColumn<int>("shape");
    QTest::newRow("all blocks at the start") << 0;
    QTest::newRow("all blocks at the end") << 1;
    QTest::newRow("a stall in the middle") << 2;
    QTest::newRow("ever slower") << 3;
    QTest::newRow("ever faster") << 4;
}

void TestBoundarySearch::unevenChainsStayBounded()
{
    QFETCH(int, shape);
    constexpr std::int64_t count = 10'000;
    std::vector<UnixTime> times{at(0)};
    for (std::int64_t i = 1; i < count; ++i) {
        std::int64_t gap = 0;
        switch (shape) {
        case 0:
            gap = i == count - 1 ? 100 * kHour : i % 2;
            break;
        case 1:
            gap = i == 1 ? 100 * kHour : i % 2;
            break;
        case 2:
            gap = i == count / 2 ? 100 * kHour : 1;
            break;
        case 3:
            gap = i / 500;
            break;
        default:
            gap = (count - i) / 500;
            break;
        }
        times.push_back(times.back() + gap);
    }
    const Search search = searchIn(times, kHour);
    QCOMPARE(search.fault, QString());
    QVERIFY(search.result == everyBlock(times, kHour));
    QVERIFY2(search.rounds <= mostRounds(times.size()), QByteArray::number(search.rounds).constData());
}

void TestBoundarySearch::learnsFromHeadersKnownAnyway()
{
    std::vector<UnixTime> times;
    for (std::int64_t i = 0; i < 1000; ++i)
        times.push_back(at(0) + 12 * i + (i % 7));
    BoundarySearch boundaries(headerOf(times, 0), headerOf(times, times.size() - 1), kHour);
    for (std::size_t i = 0; i < times.size(); ++i)
        boundaries.learn(headerOf(times, i));
    QVERIFY(boundaries.wanted().empty());
    QVERIFY(boundaries.result() == everyBlock(times, kHour));
}

CP_REGISTER_TEST(TestBoundarySearch);
#include "tst_boundarysearch.moc"
