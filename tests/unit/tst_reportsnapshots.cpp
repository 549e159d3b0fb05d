// Reports as snapshots: nothing written meanwhile shows, nothing stays locked, any boundary can be asked for.
#include "tests/support/testmain.h"
#include "tests/unit/reportfixture.h"

#include <QTest>

using namespace chainpoints;

class TestReportSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void aReportIsOneSnapshot();
    void nothingStaysLockedAfterAnError();
    void anyBoundaryAgreesWithTheOracle();
};

void TestReportSnapshots::aReportIsOneSnapshot()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"a", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    const Story story = toldStory("14:00 0>1:5 0>2:6", at(15));
    database.follow(story, "a");

    /// Writes into the database while the report is half-way.
    class Meddler final : public CsvSink
    {
    public:
        Meddler(TestDatabase& target, const Story& told) : m_target(target), m_told(told) {}
        Result<void> finish() override { return {}; }
        int lines = 0;

    protected:
        Result<void> write(std::string_view) override
        {
            if (++lines == 2)
                m_target.follow(m_told, "b");
            return {};
        }

    private:
        TestDatabase& m_target;
        const Story& m_told;
    };
    const auto reader = database.openReader();
    Meddler sink(database, story);
    const auto written = writeReport(*reader, asked("balances"), sink);
    QVERIFY2(written, qPrintable(failure(written)));
    QCOMPARE(sink.lines, 3);
    QCOMPARE(rows(database, asked("balances")).size(), 4);
}

void TestReportSnapshots::nothingStaysLockedAfterAnError()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:00 0>1:5 0>2:6 0>3:6", at(15)));
    const std::string good = database.value("SELECT balance FROM user_balance WHERE user_id = 2");
    database.spoil("UPDATE user_balance SET balance = 'x' WHERE user_id = 2");
    const auto reader = database.openReader();
    const auto broken = csv(*reader, asked("balances"));
    QVERIFY(!broken && broken.error().code == ErrorCode::Corrupt);
    QVERIFY2(failure(broken).contains(kB), qPrintable(failure(broken)));
    // The same connection sees what is written afterwards: no old snapshot is held by a forgotten statement.
    database.spoil("UPDATE user_balance SET balance = '" + good + "' WHERE user_id = 2");
    const auto mended = csv(*reader, asked("balances"));
    QVERIFY2(mended, qPrintable(failure(mended)));
}

void TestReportSnapshots::anyBoundaryAgreesWithTheOracle()
{
    QFETCH_GLOBAL(const Backend, backend);
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        Dice dice(seed);
        const std::vector<RateChange> rates{{UnixTime(0), *parseRate("0.05")},
                                            {at(9, 20), *parseRate("0.000000007")}};
        TestDatabase database(backend, {TestChain{}}, rates);
        const Story story = randomStory(dice, at(3), 20, 4);
        database.follow(story, "sepolia", 7);
        for (UnixTime boundary = at(3); boundary <= story.lastBoundary(); boundary = boundary + kHour) {
            QStringList expected;
            for (std::uint32_t who = 1; who <= 4; ++who) {
                const auto mine = story.rowsOf(who);
                if (mine.empty() || mine.front().blockTime >= boundary)
                    continue;
                const PointsRaw gained = oraclePoints(mine, UnixTime(0), boundary, rates);
                expected +=
                    QStringLiteral("sepolia,11155111,%1,1,%2,%3,%4,%5")
                        .arg(text(user(who).hex()), text(formatPoints(gained, 18)), text(gained.decimal()))
                        .arg(story.blockBefore(boundary).value())
                        .arg(boundary.value());
            }
            QCOMPARE(rows(database, askedAt("points", boundary)), expected);
        }
    }
}

CP_REGISTER_TEST(TestReportSnapshots);
#include "tst_reportsnapshots.moc"
