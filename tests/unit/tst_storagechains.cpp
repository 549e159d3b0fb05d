// What is recorded of chains, rates and tokens, and what may not be changed any more.
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

Config configOf(TestDatabase& database)
{
    const ChainRecord chain = database.chain();
    Config config;
    config.points.rates = {{UnixTime(0), *parseRate("0.05")}};
    ChainConfig one;
    one.name = chain.name;
    one.evmChainId = chain.evmChainId;
    one.contract = chain.contract;
    one.startBlock = chain.startBlock;
    one.decimals = 18;
    one.rpc.push_back({"https://node.example.org/{secret:key}", "https://node.example.org/s3cret"});
    config.chains.push_back(std::move(one));
    return config;
}

std::string recorded(TestDatabase& database)
{
    return lines(database.connection(),
                 "SELECT name, evm_chain_id, title, symbol, decimals, rpc_url, contract_address, "
                 "start_block, confirmations FROM chain "
                 "ORDER BY name",
                 9) +
           lines(database.connection(),
                 "SELECT effective_from, per_hour FROM points_rate ORDER BY effective_from", 2) +
           lines(database.connection(),
                 "SELECT chain_id, user_address FROM chain_exclusion ORDER BY chain_id, user_address", 2) +
           lines(database.connection(), "SELECT name, value FROM setting ORDER BY name", 2);
}

} // namespace

class TestStorageChains : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void recordingAgainIsFine();
    void recordRefuses_data();
    void recordRefuses();
    void recordAcceptsWhatChangesNothingSettled();
    void aHalfDonePassHoldsTheFacts();
    void aRenamedChainIsNamed();
    void tokenIsRecordedOnce();
    void confirmedIsNeverBelowProcessed();
};

void TestStorageChains::recordingAgainIsFine()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    const Config config = configOf(database);
    QVERIFY(ChainStore(database.connection()).record(config));
    const std::string before = recorded(database);
    QVERIFY(before.find("s3cret") == std::string::npos);
    QVERIFY(before.find("{secret:key}") != std::string::npos);
    const auto again = ChainStore(database.connection()).record(config);
    QVERIFY2(again, qPrintable(failure(again)));
    QCOMPARE(text(recorded(database)), text(before));
}

void TestStorageChains::recordRefuses_data()
{
    using Change = void (*)(Config&);
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* named, Change change) {
        QTest::newRow(name) << change << QString::fromLatin1(named);
    };
    row("contract", "chains[0] (sepolia): contract",
        [](Config& config) { config.chains[0].contract = user(5); });
    row("chain id", "chains[0] (sepolia): chain_id",
        [](Config& config) { config.chains[0].evmChainId = EvmChainId(1); });
    row("start block", "chains[0] (sepolia): start_block",
        [](Config& config) { config.chains[0].startBlock = BlockHeight(2); });
    row("decimals", "chains[0] (sepolia): decimals", [](Config& config) { config.chains[0].decimals = 6; });
    row("exclusion", "chains[0] (sepolia): exclude",
        [](Config& config) { config.chains[0].exclude = {user(1)}; });
    row("interval", "points.interval_seconds", [](Config& config) { config.points.intervalSeconds = 60; });
    row("another rate", "points.rates", [](Config& config) { config.points.rates[0].perHourE9 = 1; });
    row("a rate in settled time", "points.rates", [](Config& config) {
        config.points.rates.push_back({at(17, 59, 59), mpz_class(1)});
    });
    row("no rate any more", "points.rates", [](Config& config) { config.points.rates.clear(); });
    row("the same rate later", "points.rates", [](Config& config) { config.points.rates[0].from = at(1); });
    row("second chain with the first one's contract", "chains[1] (other)", [](Config& config) {
        config.chains.push_back(config.chains[0]);
        config.chains[1].name = "other";
    });
}

void TestStorageChains::recordRefuses()
{
    QFETCH_GLOBAL(Backend, backend);
    using Change = void (*)(Config&);
    QFETCH(Change, change);
    QFETCH(QString, named);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100", at(18)));
    Config config = configOf(database);
    const std::string before = recorded(database);
    config.chains[0].rpc[0].shown = "http://another.example.org"; // nothing of a refused configuration stays
    change(config);
    const auto refused = ChainStore(database.connection()).record(config);
    QVERIFY(!refused);
    QVERIFY2(failure(refused).startsWith(named), qPrintable(failure(refused)));
    QCOMPARE(text(recorded(database)), text(before));
    if (!named.contains(QLatin1String("other")))
        QCOMPARE(refused.error().code, ErrorCode::BadInput);
}

void TestStorageChains::aHalfDonePassHoldsTheFacts()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 0>2:100 0>3:100", at(20)), "sepolia", 0, false);
    PointsStore points = pointsOf(database);
    auto pass = points.due();
    QVERIFY(pass && *pass);
    QVERIFY(points.settleBatch(**pass, 1));
    QVERIFY(!database.chain().calculatedTime);

    Config faster = configOf(database);
    faster.points.rates.push_back({at(17), *parseRate("5")});
    const auto rates = ChainStore(database.connection()).record(faster);
    QVERIFY(!rates && rates.error().code == ErrorCode::BadInput);
    Config without = configOf(database);
    without.chains[0].exclude = {user(2)};
    const auto excluded = ChainStore(database.connection()).record(without);
    QVERIFY(!excluded && excluded.error().code == ErrorCode::BadInput);
}

void TestStorageChains::aRenamedChainIsNamed()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    Config config = configOf(database);
    config.chains[0].name = "renamed";
    const auto refused = ChainStore(database.connection()).record(config);
    QVERIFY(!refused && refused.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(refused).contains(QLatin1String("sepolia")), qPrintable(failure(refused)));
}

void TestStorageChains::recordAcceptsWhatChangesNothingSettled()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100", at(18)));
    Config config = configOf(database);
    config.points.rates.push_back({at(18), *parseRate("0.1")});
    config.chains[0].confirmations.count = 12;
    config.chains[0].decimals.reset();
    config.chains.push_back(config.chains[0]);
    config.chains[1].name = "base-sepolia";
    config.chains[1].evmChainId = EvmChainId(84532);
    config.chains[1].startBlock = BlockHeight(500);
    config.chains[1].exclude = {user(9)};
    ChainStore chains(database.connection());
    auto accepted = chains.record(config);
    QVERIFY2(accepted, qPrintable(failure(accepted)));
    QVERIFY(*chains.rates() == config.points.rates);
    const ChainRecord added = database.chain("base-sepolia");
    QVERIFY(added.processed == BlockHeight(499) && added.confirmed == BlockHeight(499) &&
            added.calculated == BlockHeight(499));
    QVERIFY(!added.decimals && added.active);
    QCOMPARE(text(database.chain().confirmations), QStringLiteral("12"));
    QCOMPARE(database.chain().decimals.value_or(-1), 18);

    // Chains that nobody settled do not hold back a change, others do.
    config.points.rates.pop_back();
    accepted = chains.record(config);
    QVERIFY2(accepted, qPrintable(failure(accepted)));
    config.chains[1].exclude.clear();
    QVERIFY(chains.record(config));
    const auto unknown = chains.byName("nowhere");
    QVERIFY(!unknown && unknown.error().code == ErrorCode::NotFound);
}

void TestStorageChains::tokenIsRecordedOnce()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    Config config = configOf(database);
    config.chains[0].name = "base-sepolia";
    config.chains[0].evmChainId = EvmChainId(84532);
    config.chains[0].decimals.reset();
    ChainStore chains(database.connection());
    QVERIFY(chains.record(config));
    const ChainId id = database.chain("base-sepolia").id;
    QVERIFY(chains.recordToken(id, {"Points €", "PTS", 6}));
    QVERIFY(chains.recordToken(id, {"Other", "OTH", 6})); // what is known stays
    const ChainRecord chain = database.chain("base-sepolia");
    QCOMPARE(text(chain.title + " " + chain.symbol), QStringLiteral("Points € PTS"));
    QCOMPARE(chain.decimals.value_or(-1), 6);
    const auto refused = chains.recordToken(id, {"Points €", "PTS", 18});
    QVERIFY(!refused && refused.error().code == ErrorCode::BadInput);
    QCOMPARE(database.chain("base-sepolia").decimals.value_or(-1), 6);
}

void TestStorageChains::confirmedIsNeverBelowProcessed()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 | 15:20", at(18)), "sepolia", 0, false);
    ChainStore chains(database.connection());
    for (const auto& [said, expected] :
         {std::pair(9, 9), std::pair(7, 7), std::pair(3, 3), std::pair(1, 3), std::pair(-1, 3)}) {
        QVERIFY(chains.setConfirmed(database.chain().id, BlockHeight(said)));
        QCOMPARE(database.chain().confirmed.value(), std::int64_t(expected));
    }
}

CP_REGISTER_TEST(TestStorageChains);
#include "tst_storagechains.moc"
