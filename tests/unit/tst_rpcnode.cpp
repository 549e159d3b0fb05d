// HttpNode against nodes that are late, broken, limited or lying.
#include "core/base/hex.h"
#include "core/rpc/httpnode.h"
#include "tests/support/fakenode.h"

#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <future>
#include <thread>

using namespace chainpoints;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kPatience{10'000};
constexpr std::chrono::milliseconds kShortPatience{150};
const BlockRange kRange{BlockHeight(100), BlockHeight(199)};
const BlockRange kOneBlock{BlockHeight(100), BlockHeight(100)};

std::shared_ptr<EndpointPool> poolOf(const std::vector<const FakeNode*>& nodes)
{
    std::vector<std::string> urls;
    for (const FakeNode* node : nodes)
        urls.push_back(node->url());
    return std::make_shared<EndpointPool>(urls);
}

HttpNode nodeOn(const std::shared_ptr<EndpointPool>& pool, std::chrono::milliseconds timeout = kPatience,
                std::stop_token stop = {})
{
    return HttpNode(pool, EvmChainId(kFakeChainId), *Address::parse(kFakeContract), timeout, std::move(stop));
}

/// The first endpoint is asked first: it looks faster than the second.
std::shared_ptr<EndpointPool> poolPreferringFirst(const FakeNode& first, const FakeNode& second)
{
    auto pool = poolOf({&first, &second});
    pool->measured(0, 1ms);
    pool->measured(1, 5000ms);
    return pool;
}

std::vector<BlockHeight> heightsTo(std::int64_t count, std::int64_t first = 1)
{
    std::vector<BlockHeight> heights;
    for (std::int64_t i = 0; i < count; ++i)
        heights.push_back(BlockHeight(first + i));
    return heights;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

Q_DECLARE_METATYPE(chainpoints::HttpTrick)

class TestRpcNode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    // What an honest node tells.
    void readsTaggedBlocks();
    void readsHeadersInOrder();
    void readsLogs();
    void readsTokenInfo();
    void keepsTheConnection();
    void saysWhoAsks();
    void readsCompressedAnswers();
    void worksInAPlainThread();
    // One endpoint is bad, the other takes over.
    void failsOver_data();
    void failsOver();
    void failsOverFromAClosedPort();
    void survivesShortTrouble_data();
    void survivesShortTrouble();
    void setsAsideAnotherChain();
    void leavesAStuckEndpoint();
    // Everything is bad.
    void givesUp_data();
    void givesUp();
    void doesNotTellKeys();
    // Stop.
    void stopsDuringAHang();
    void stopsDuringABackOff();
    void stopsWhereItWasStoppedBefore();
    // Headers.
    void takesBatchAnswersInAnyOrder();
    void fallsBackFromBatches();
    void waitsForMissingBlocks();
    void asksAnotherForAMissingBlock();
    void refusesAnotherBlock();
    // Logs.
    void neverAsksBeyondTheHead();
    void fetchesTheHeadOnlyWhenNeeded();
    void reportsRangeLimits_data();
    void reportsRangeLimits();
    void triesElsewhereOnASingleBlock();
    void takesSilenceForAHeavyRange();
    void takesATooLargeAnswerForDensity();
    void refusesLogsOutsideTheRange();
    void leavesOutRemovedLogs();
    void dropsDuplicates();
    // Token.
    void toleratesAMissingNameAndSymbol();
    void insistsOnDecimals_data();
    void insistsOnDecimals();
};

void TestRpcNode::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
}

void TestRpcNode::readsTaggedBlocks()
{
    const FakeNode fake;
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto latest = node.block(BlockTag::Latest);
    QVERIFY2(latest, latest ? "" : latest.error().message.c_str());
    QCOMPARE(latest->height, BlockHeight(1000));
    QCOMPARE(latest->hash.hex(), fake.blockHash(1000));
    QCOMPARE(latest->parentHash.hex(), fake.blockHash(999));
    QCOMPARE(latest->time, UnixTime(FakeNode::blockTime(1000)));
    QCOMPARE(node.block(BlockTag::Safe)->height, BlockHeight(968));
    QCOMPARE(node.block(BlockTag::Finalized)->height, BlockHeight(936));
    QCOMPARE(pool->head(0), std::optional(BlockHeight(1000)));
    QCOMPARE(fake.calls("eth_chainId"), 1);
}

void TestRpcNode::readsHeadersInOrder()
{
    const FakeNode fake;
    HttpNode node = nodeOn(poolOf({&fake}));
    std::vector<BlockHeight> heights = heightsTo(250);
    std::reverse(heights.begin(), heights.end());
    const auto headers = node.headers(heights);
    QVERIFY(headers);
    QCOMPARE(headers->size(), heights.size());
    for (std::size_t i = 0; i < heights.size(); ++i)
        QCOMPARE((*headers)[i].height, heights[i]);
    QCOMPARE(fake.requests(), 1 + 3);
    QVERIFY(node.headers({})->empty());
}

void TestRpcNode::readsLogs()
{
    FakeNode fake;
    fake.setLogs(
        {{.height = 99}, {.height = 100}, {.height = 150, .logIndex = 7}, {.height = 199}, {.height = 200}});
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->size(), std::size_t(3));
    QCOMPARE((*logs)[1].height, BlockHeight(150));
    QCOMPARE((*logs)[1].logIndex, 7);
    QCOMPARE((*logs)[1].topics.size(), std::size_t(3));
    QCOMPARE((*logs)[1].blockHash.hex(), fake.blockHash(150));
}

void TestRpcNode::readsTokenInfo()
{
    FakeNode fake;
    // An old token's bytes32, and an ABI string.
    fake.setCallResult("0x06fdde03", "0x506f696e7473" + std::string(52, '0'));
    fake.setCallResult("0x95d89b41", "0x" + std::string(62, '0') + "20" + std::string(63, '0') + "3" +
                                         "505453" + std::string(58, '0'));
    fake.setCallResult("0x313ce567", "0x" + std::string(63, '0') + "6");
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto token = node.tokenInfo();
    QVERIFY(token);
    QCOMPARE(token->title, "Points");
    QCOMPARE(token->symbol, "PTS");
    QCOMPARE(token->decimals, 6);
}

void TestRpcNode::keepsTheConnection()
{
    const FakeNode fake;
    HttpNode node = nodeOn(poolOf({&fake}));
    for (int i = 0; i < 20; ++i)
        QVERIFY(node.block(BlockTag::Latest));
    QCOMPARE(fake.connections(), 1);
}

void TestRpcNode::saysWhoAsks()
{
    const FakeNode fake;
    std::string url = fake.url();
    url.insert(url.find("//") + 2, "me:secret@");
    HttpNode node = nodeOn(std::make_shared<EndpointPool>(std::vector{url}));
    QVERIFY(node.block(BlockTag::Latest));
    QCOMPARE(fake.lastHeader("Content-Type"), "application/json");
    QVERIFY(fake.lastHeader("User-Agent").starts_with("chainpoints/"));
    QCOMPARE(fake.lastHeader("Authorization"), "Basic bWU6c2VjcmV0");
}

void TestRpcNode::readsCompressedAnswers()
{
    FakeNode fake;
    fake.compress(true);
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto headers = node.headers(heightsTo(5));
    QVERIFY(headers);
    QCOMPARE(headers->back().height, BlockHeight(5));
}

void TestRpcNode::worksInAPlainThread()
{
    const FakeNode fake;
    ChainConfig config;
    config.evmChainId = EvmChainId(kFakeChainId);
    config.contract = *Address::parse(kFakeContract);
    config.rpc = {{fake.url(), fake.url()}};
    const ChainNodeFactory factory = makeHttpNodeFactory(config, makeEndpointPool(config));
    std::vector<std::future<Result<BlockHeader>>> answers;
    for (int i = 0; i < 4; ++i)
        answers.push_back(
            std::async(std::launch::async, [&] { return factory({})->block(BlockTag::Latest); }));
    for (auto& answer : answers)
        QVERIFY(answer.get());
}

void TestRpcNode::failsOver_data()
{
    QTest::addColumn<HttpTrick>("trick");
    QTest::newRow("429") << HttpTrick::TooManyRequests;
    QTest::newRow("402") << HttpTrick::PaymentRequired;
    QTest::newRow("502") << HttpTrick::BadGateway;
    QTest::newRow("HTML") << HttpTrick::HtmlPage;
    QTest::newRow("cut JSON") << HttpTrick::CutJson;
    QTest::newRow("closed") << HttpTrick::CloseConnection;
    QTest::newRow("redirect") << HttpTrick::Redirect;
    QTest::newRow("hang") << HttpTrick::Hang;
}

void TestRpcNode::failsOver()
{
    QFETCH(HttpTrick, trick);
    FakeNode bad;
    bad.play(trick);
    const FakeNode good;
    const auto pool = poolPreferringFirst(bad, good);
    HttpNode node = nodeOn(pool, trick == HttpTrick::Hang ? kShortPatience : kPatience);
    const auto headers = node.headers(heightsTo(3));
    QVERIFY2(headers, headers ? "" : headers.error().message.c_str());
    QCOMPARE(bad.requests(), 1);
    const auto status = pool->status();
    QVERIFY(status[0].benchedUntil);
    QCOMPARE(status[0].errors + status[0].lies, 1);
    QVERIFY(contains(status[0].lastError, status[0].name));
    QVERIFY(!status[1].benchedUntil);
}

void TestRpcNode::failsOverFromAClosedPort()
{
    auto closed = std::make_unique<FakeNode>();
    const FakeNode good;
    const auto pool = poolPreferringFirst(*closed, good);
    closed.reset();
    HttpNode node = nodeOn(pool);
    QVERIFY(node.headers(heightsTo(3)));
    QVERIFY(contains(pool->status()[0].lastError, "refused the connection"));
}

void TestRpcNode::survivesShortTrouble_data()
{
    QTest::addColumn<HttpTrick>("trick");
    QTest::newRow("502") << HttpTrick::BadGateway;
    QTest::newRow("HTML") << HttpTrick::HtmlPage;
    QTest::newRow("cut JSON") << HttpTrick::CutJson;
    QTest::newRow("closed") << HttpTrick::CloseConnection;
    QTest::newRow("429") << HttpTrick::TooManyRequests;
}

void TestRpcNode::survivesShortTrouble()
{
    QFETCH(HttpTrick, trick);
    FakeNode fake;
    fake.play(trick, 2);
    fake.setRetryAfter("0");
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto logs = node.transferLogs(kRange);
    QVERIFY2(logs, logs ? "" : logs.error().message.c_str());
}

void TestRpcNode::setsAsideAnotherChain()
{
    const FakeNode other(84532);
    const FakeNode good;
    const auto pool = poolPreferringFirst(other, good);
    HttpNode node = nodeOn(pool);
    QVERIFY(node.headers(heightsTo(3)));
    QVERIFY(node.transferLogs(kRange));
    QCOMPARE(other.requests(), 1);
    const EndpointStatus status = pool->status()[0];
    QVERIFY(!status.chainVerified);
    QVERIFY(*status.benchedUntil > wallClock() + 500);
    QVERIFY(contains(status.lastError, "84532") && contains(status.lastError, "11155111"));
    QVERIFY(pool->status()[1].chainVerified);
}

void TestRpcNode::leavesAStuckEndpoint()
{
    const FakeNode stuck(kFakeChainId, 500);
    const FakeNode good(kFakeChainId, 1000);
    HttpNode node = nodeOn(poolPreferringFirst(stuck, good));
    // The heads of both become known one after the other.
    (void)node.block(BlockTag::Latest);
    (void)node.block(BlockTag::Latest);
    QCOMPARE(node.block(BlockTag::Latest)->height, BlockHeight(1000));
}

void TestRpcNode::givesUp_data()
{
    QTest::addColumn<HttpTrick>("trick");
    QTest::addColumn<int>("code");
    QTest::newRow("502") << HttpTrick::BadGateway << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("402") << HttpTrick::PaymentRequired << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("429 for long") << HttpTrick::TooManyRequests << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("hang") << HttpTrick::Hang << static_cast<int>(ErrorCode::Unreachable);
    QTest::newRow("HTML") << HttpTrick::HtmlPage << static_cast<int>(ErrorCode::Protocol);
    QTest::newRow("cut JSON") << HttpTrick::CutJson << static_cast<int>(ErrorCode::Protocol);
}

void TestRpcNode::givesUp()
{
    QFETCH(HttpTrick, trick);
    QFETCH(int, code);
    FakeNode first;
    FakeNode second;
    for (FakeNode* fake : {&first, &second}) {
        fake->play(trick);
        fake->setRetryAfter("60");
    }
    HttpNode node = nodeOn(poolOf({&first, &second}), kShortPatience);
    const auto headers = node.headers(heightsTo(3));
    QVERIFY(!headers);
    QCOMPARE(static_cast<int>(headers.error().code), code);
    QVERIFY(contains(headers.error().message, "127.0.0.1 (1)") &&
            contains(headers.error().message, "127.0.0.1 (2)"));
    QVERIFY(first.requests() >= 1 && first.requests() <= CallPlan::kMostTries);
    QVERIFY(second.requests() >= 1 && second.requests() <= CallPlan::kMostTries);
}

void TestRpcNode::doesNotTellKeys()
{
    auto fake = std::make_unique<FakeNode>();
    const std::string url = fake->url() + "v3/5ecretkey?token=5ecrettoken";
    HttpNode node = nodeOn(std::make_shared<EndpointPool>(std::vector{url}));
    fake.reset();
    const auto answer = node.block(BlockTag::Latest);
    QVERIFY(!answer);
    QVERIFY(contains(answer.error().message, "http://127.0.0.1:"));
    QVERIFY(!contains(answer.error().message, "5ecret"));
}

void TestRpcNode::stopsDuringAHang()
{
    FakeNode fake;
    fake.play(HttpTrick::Hang);
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::jthread stopper([&] {
        (void)fake.waitForRequests(1);
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    std::optional<HttpNode> node(std::in_place, poolOf({&fake}), EvmChainId(kFakeChainId),
                                 *Address::parse(kFakeContract), kPatience, stop.get_token());
    const auto logs = node->transferLogs(kRange);
    stopper.join();
    QVERIFY(!logs);
    QCOMPARE(logs.error().code, ErrorCode::Stopped);
    QVERIFY(std::chrono::steady_clock::now() - asked < 1s);
    node.reset();
    QVERIFY(std::chrono::steady_clock::now() - asked < 2s);
}

void TestRpcNode::stopsDuringABackOff()
{
    FakeNode fake;
    fake.play(HttpTrick::TooManyRequests);
    fake.setRetryAfter("2");
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::jthread stopper([&] {
        (void)fake.waitForRequests(1);
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    HttpNode node = nodeOn(poolOf({&fake}), kPatience, stop.get_token());
    const auto block = node.block(BlockTag::Latest);
    stopper.join();
    QVERIFY(!block);
    QCOMPARE(block.error().code, ErrorCode::Stopped);
    QVERIFY(std::chrono::steady_clock::now() - asked < 1s);
}

void TestRpcNode::stopsWhereItWasStoppedBefore()
{
    const FakeNode fake;
    std::stop_source stop;
    stop.request_stop();
    HttpNode node = nodeOn(poolOf({&fake}), kPatience, stop.get_token());
    QCOMPARE(node.tokenInfo().error().code, ErrorCode::Stopped);
    QCOMPARE(fake.requests(), 0);
}

void TestRpcNode::takesBatchAnswersInAnyOrder()
{
    FakeNode fake;
    fake.reverseBatches(true);
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto headers = node.headers(heightsTo(30));
    QVERIFY(headers);
    for (std::size_t i = 0; i < headers->size(); ++i)
        QCOMPARE((*headers)[i].height, BlockHeight(static_cast<std::int64_t>(i) + 1));
}

void TestRpcNode::fallsBackFromBatches()
{
    FakeNode fake;
    fake.limitBatch(1);
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto headers = node.headers(heightsTo(25));
    QVERIFY(headers);
    QCOMPARE(headers->size(), std::size_t(25));
    // The chain id, batches of 25 and 10 refused, then one by one.
    QCOMPARE(fake.requests(), 1 + 2 + 25);
    QVERIFY(!pool->status()[0].benchedUntil);
    QVERIFY(node.headers(heightsTo(5)));
    QCOMPARE(fake.requests(), 28 + 5);
}

void TestRpcNode::waitsForMissingBlocks()
{
    const FakeNode fake(kFakeChainId, 10);
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto headers = node.headers(heightsTo(3, 9));
    QVERIFY(!headers);
    QCOMPARE(headers.error().code, ErrorCode::Behind);
    QCOMPARE(pool->status()[0].lags, 1);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcNode::asksAnotherForAMissingBlock()
{
    FakeNode liar;
    const FakeNode good;
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = nodeOn(pool);
    pool->setHead(0, BlockHeight(1000));
    pool->setHead(1, BlockHeight(1000));
    liar.on("eth_getBlockByNumber", FakeAnswer::null());
    const auto headers = node.headers(heightsTo(2, 999));
    QVERIFY(headers);
    QCOMPARE(liar.calls("eth_getBlockByNumber"), 2);
    // It had announced the block: set aside for a while, and its word on the head is void.
    QVERIFY(pool->status()[0].benchedUntil);
    QVERIFY(!pool->head(0));
}

void TestRpcNode::refusesAnotherBlock()
{
    FakeNode fake;
    fake.on("eth_getBlockByNumber",
            FakeAnswer::of(R"({"number":"0x7","hash":")" + fake.blockHash(7) + R"(","parentHash":")" +
                           fake.blockHash(6) + R"(","timestamp":"0x1"})"));
    HttpNode node = nodeOn(poolOf({&fake}));
    QVERIFY(node.headers(heightsTo(1, 7)));
    const auto headers = node.headers(heightsTo(1, 8));
    QVERIFY(!headers);
    QCOMPARE(headers.error().code, ErrorCode::Protocol);
    QVERIFY(contains(headers.error().message, "answered the block 7 when asked for 8"));
}

void TestRpcNode::neverAsksBeyondTheHead()
{
    FakeNode behind(kFakeChainId, 150);
    FakeNode good(kFakeChainId, 150);
    const auto pool = poolPreferringFirst(behind, good);
    HttpNode node = nodeOn(pool);
    const auto none = node.transferLogs(kRange);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Behind);
    QCOMPARE(behind.calls("eth_getLogs") + good.calls("eth_getLogs"), 0);

    good.setHead(199);
    QVERIFY(node.transferLogs(kRange));
    QCOMPARE(behind.calls("eth_getLogs"), 0);
    QCOMPARE(good.calls("eth_getLogs"), 1);
}

void TestRpcNode::fetchesTheHeadOnlyWhenNeeded()
{
    FakeNode fake;
    HttpNode node = nodeOn(poolOf({&fake}));
    for (int i = 0; i < 5; ++i)
        QVERIFY(node.transferLogs(kRange));
    QCOMPARE(fake.calls("eth_blockNumber"), 1);
    fake.setHead(1001);
    QVERIFY(node.transferLogs({BlockHeight(1001), BlockHeight(1001)}));
    QCOMPARE(fake.calls("eth_blockNumber"), 2);
}

void TestRpcNode::reportsRangeLimits_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("too wide") << QStringLiteral("block range is too wide (maximum 50)");
    QTest::newRow("too dense") << QStringLiteral("query returned more than 10000 results");
    QTest::newRow("unknown") << QStringLiteral("something that nobody has seen yet");
}

void TestRpcNode::reportsRangeLimits()
{
    QFETCH(QString, message);
    FakeNode fake;
    fake.limitRange(50, -32603, message.toStdString());
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto refused = node.transferLogs(kRange);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::RangeLimit);
    QVERIFY(contains(refused.error().message, message.toStdString()));
    QVERIFY(!pool->status()[0].benchedUntil);
    QCOMPARE(fake.calls("eth_getLogs"), 1);
    QVERIFY(node.transferLogs({BlockHeight(100), BlockHeight(149)}));
}

void TestRpcNode::triesElsewhereOnASingleBlock()
{
    FakeNode limited;
    limited.limitRange(0, -32005, "query returned more than 10000 results");
    FakeNode good;
    const auto pool = poolPreferringFirst(limited, good);
    HttpNode node = nodeOn(pool);
    QVERIFY(node.transferLogs(kOneBlock));
    QVERIFY(!pool->status()[0].benchedUntil);

    good.limitRange(0, -32000, "something that nobody has seen yet");
    const auto refused = node.transferLogs(kOneBlock);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Protocol);
}

void TestRpcNode::takesSilenceForAHeavyRange()
{
    FakeNode fake;
    fake.playOn("eth_getLogs", HttpTrick::Hang);
    HttpNode node = nodeOn(poolOf({&fake}), kShortPatience);
    QCOMPARE(node.transferLogs(kRange).error().code, ErrorCode::RangeLimit);

    FakeNode dead;
    dead.play(HttpTrick::Hang);
    HttpNode other = nodeOn(poolOf({&dead}), kShortPatience);
    QCOMPARE(other.transferLogs(kRange).error().code, ErrorCode::Unreachable);
}

void TestRpcNode::takesATooLargeAnswerForDensity()
{
    FakeNode fake;
    fake.on("eth_getLogs", FakeAnswer::of("\"" + std::string(200'000, 'x') + "\""));
    HttpTransport transport(100'000);
    const QByteArray call = R"({"id":1,"method":"eth_getLogs","params":[]})";
    const HttpAnswer answer = transport.post(QUrl(QString::fromStdString(fake.url())), call, kPatience, {});
    QCOMPARE(answer.end, HttpAnswer::End::TooLarge);
}

void TestRpcNode::refusesLogsOutsideTheRange()
{
    FakeNode liar;
    liar.setLogs({{.height = 150}, {.height = 200}});
    liar.ignoreLogRange(true);
    FakeNode good;
    good.setLogs({{.height = 150}});
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = nodeOn(pool);
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->size(), std::size_t(1));
    QCOMPARE(pool->status()[0].lies, 1);
}

void TestRpcNode::leavesOutRemovedLogs()
{
    FakeNode fake;
    fake.setLogs({{.height = 150, .removed = true}, {.height = 151}});
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->size(), std::size_t(1));
    QCOMPARE(pool->status()[0].lies, 1);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcNode::dropsDuplicates()
{
    FakeNode fake;
    fake.setLogs({{.height = 151}, {.height = 150}, {.height = 151}});
    HttpNode node = nodeOn(poolOf({&fake}));
    const auto logs = node.transferLogs(kRange);
    QVERIFY(logs);
    QCOMPARE(logs->size(), std::size_t(2));
    QCOMPARE(logs->front().height, BlockHeight(150));

    fake.addLog({.height = 151, .data = "0x02"});
    QCOMPARE(node.transferLogs(kRange).error().code, ErrorCode::Protocol);
}

void TestRpcNode::toleratesAMissingNameAndSymbol()
{
    FakeNode fake;
    fake.setCallResult("0x95d89b41", "0x");
    fake.setCallResult("0x313ce567", "0x" + std::string(62, '0') + "12");
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto token = node.tokenInfo();
    QVERIFY(token);
    QVERIFY(token->title.empty() && token->symbol.empty());
    QCOMPARE(token->decimals, 18);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcNode::insistsOnDecimals_data()
{
    QTest::addColumn<QString>("hex");
    QTest::newRow("reverts") << QString();
    QTest::newRow("empty") << QStringLiteral("0x");
    QTest::newRow("256") << QStringLiteral("0x") + QString(61, u'0') + QStringLiteral("100");
}

void TestRpcNode::insistsOnDecimals()
{
    QFETCH(QString, hex);
    FakeNode fake;
    if (!hex.isEmpty())
        fake.setCallResult("0x313ce567", hex.toStdString());
    const auto pool = poolOf({&fake});
    HttpNode node = nodeOn(pool);
    const auto token = node.tokenInfo();
    QVERIFY(!token);
    QCOMPARE(token.error().code, ErrorCode::Protocol);
    QVERIFY(contains(token.error().message, "set \"decimals\""));
    QVERIFY(!pool->status()[0].benchedUntil);
}

QTEST_GUILESS_MAIN(TestRpcNode)
#include "tst_rpcnode.moc"
