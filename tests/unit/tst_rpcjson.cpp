// JSON-RPC texts and Ethereum's values in them: what is taken and what is refused.
#include "core/base/log.h"
#include "core/rpc/ethjson.h"
#include "core/rpc/jsonrpc.h"

#include <QTest>

#include <array>

using namespace chainpoints;

namespace {

const std::string kHashA = "0x" + std::string(63, '0') + "a";
const std::string kHashB = "0x" + std::string(63, '0') + "b";
const std::string kTopic = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
const std::string kContract = "0x" + std::string(39, '0') + "c";

RpcReply replyOf(const std::string& json)
{
    auto reply = RpcReply::parse(QByteArray::fromStdString(R"({"id":1,"result":)" + json + "}"), 1,
                                 RpcReply::Form::Single);
    if (!reply)
        qFatal("the test's own JSON is wrong: %s", reply.error().message.c_str());
    return std::move(*reply);
}

struct LogText
{
    std::string height = "0x10";
    std::string logIndex = "0x0";
    std::string data = "0x01";
    std::string topics = "\"" + kTopic + "\"";
    std::string address = kContract;
    std::string blockHash = kHashA;
    std::string removed = "false";

    [[nodiscard]] std::string json() const
    {
        return R"({"address":")" + address + R"(","topics":[)" + topics + R"(],"data":")" + data +
               R"(","blockNumber":")" + height + R"(","blockHash":")" + blockHash +
               R"(","transactionHash":")" + kHashB + R"(","logIndex":")" + logIndex + R"(","removed":)" +
               removed + "}";
    }
};

Result<DecodedLogs> decode(const std::string& logs)
{
    const RpcReply reply = replyOf("[" + logs + "]");
    return decodeLogs(reply.result(0), *Address::parse(kContract), {BlockHeight(16), BlockHeight(18)});
}

} // namespace

class TestRpcJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesRequests();
    void mapsAnswersOfABatchById();
    void keepsErrorsOfSingleCalls();
    void readsAnErrorForTheWhole();
    void refusesWrongReplies_data();
    void refusesWrongReplies();
    void keepsSecretsOutOfExcerpts();
    void decodesHeaders();
    void refusesWrongHeaders_data();
    void refusesWrongHeaders();
    void ordersLogsAndDropsDuplicates();
    void takesExtremeLogs();
    void leavesOutRemovedLogs();
    void refusesWrongLogs_data();
    void refusesWrongLogs();
};

void TestRpcJson::writesRequests()
{
    const std::array calls{RpcCall{"eth_chainId"}, RpcCall{"eth_call", "[1]"}};
    QCOMPARE(requestBody(calls[1]),
             QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"eth_call","params":[1]})"));
    QCOMPARE(batchBody(calls), QByteArray(R"([{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]},)"
                                          R"({"jsonrpc":"2.0","id":2,"method":"eth_call","params":[1]}])"));
}

void TestRpcJson::mapsAnswersOfABatchById()
{
    const auto reply =
        RpcReply::parse(R"([{"id":3,"result":"0x3"},{"id":1,"result":"0x1"},{"id":2,"result":null}])", 3,
                        RpcReply::Form::Batch);
    QVERIFY(reply);
    QCOMPARE(*decodeQuantity(reply->result(0)), 1);
    QVERIFY(isNull(reply->result(1)));
    QCOMPARE(*decodeQuantity(reply->result(2)), 3);
}

void TestRpcJson::keepsErrorsOfSingleCalls()
{
    const auto reply = RpcReply::parse(
        R"([{"id":2,"error":{"code":-32005,"message":"slow down","data":{"see":"url"}}},{"id":1,"result":"0x1"}])",
        2, RpcReply::Form::Batch);
    QVERIFY(reply);
    QVERIFY(!reply->wholeError());
    QVERIFY(!reply->error(0));
    QVERIFY(reply->error(1));
    QCOMPARE(reply->error(1)->code, -32005);
    QCOMPARE(reply->error(1)->message, "slow down");
    QCOMPARE(reply->error(1)->data, R"({"see":"url"})");
}

void TestRpcJson::readsAnErrorForTheWhole()
{
    for (const char* body : {R"({"id":null,"error":{"code":-32600,"message":"no batches"}})",
                             R"([{"id":null,"error":{"code":-32600,"message":"no batches"}}])",
                             R"({"id":1,"error":{"code":-32600,"message":"no batches"}})"}) {
        const auto reply = RpcReply::parse(body, 2, RpcReply::Form::Batch);
        QVERIFY(reply);
        QVERIFY(reply->wholeError());
        QCOMPARE(reply->wholeError()->message, "no batches");
    }
    const auto plain = RpcReply::parse(R"({"error":"rate limit"})", 1, RpcReply::Form::Single);
    QVERIFY(plain && plain->wholeError());
    QCOMPARE(plain->wholeError()->message, "rate limit");
}

void TestRpcJson::refusesWrongReplies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("batch");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><html></html>") << false;
    QTest::newRow("cut") << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":"0x)") << false;
    QTest::newRow("more after the end") << QByteArray(R"({"id":1,"result":"0x1"}{)") << false;
    QTest::newRow("no id") << QByteArray(R"({"result":"0x1"})") << false;
    QTest::newRow("another id") << QByteArray(R"({"id":2,"result":"0x1"})") << false;
    QTest::newRow("id as text") << QByteArray(R"({"id":"1","result":"0x1"})") << false;
    QTest::newRow("neither result nor error") << QByteArray(R"({"id":1})") << false;
    QTest::newRow("an array for one call") << QByteArray(R"([{"id":1,"result":"0x1"}])") << false;
    QTest::newRow("a text") << QByteArray(R"("busy")") << false;
    QTest::newRow("an object for a batch") << QByteArray(R"({"id":1,"result":"0x1"})") << true;
    QTest::newRow("an answer is missing") << QByteArray(R"([{"id":1,"result":"0x1"}])") << true;
    QTest::newRow("an answer twice") << QByteArray(R"([{"id":1,"result":"0x1"},{"id":1,"result":"0x1"}])")
                                     << true;
    QTest::newRow("an id too many") << QByteArray(
                                           R"([{"id":1,"result":1},{"id":2,"result":1},{"id":3,"result":1}])")
                                    << true;
    QTest::newRow("an item that is no object") << QByteArray(R"([{"id":1,"result":1},7])") << true;
    QTest::newRow("an empty array") << QByteArray("[]") << true;
}

void TestRpcJson::refusesWrongReplies()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, batch);
    const auto reply =
        RpcReply::parse(body, batch ? 2 : 1, batch ? RpcReply::Form::Batch : RpcReply::Form::Single);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Protocol);
}

void TestRpcJson::keepsSecretsOutOfExcerpts()
{
    log::redact("topsecretkey99");
    QCOMPARE(excerpt("no\n\taccess\x01with topsecretkey99"), "no access with ***");
    const std::string cut = excerpt(std::string(100'000, 'x'));
    QCOMPARE(cut, std::string(120, 'x') + "...");
    // Wherever an excerpt ends, no piece of a secret is left.
    const std::string secret = "topsecretkey99" + std::string(1000, 's');
    log::redact(secret);
    for (std::size_t before = 0; before < 500; ++before) {
        const std::string text =
            excerpt(std::string(before, ' ') + std::string(before, 'x') + secret + secret);
        QVERIFY2(text.find("top") == std::string::npos && text.find("ss") == std::string::npos, text.c_str());
    }
    QCOMPARE(log::redactedHead("0123456789topsecretkey99", 15), "0123456789");
    QCOMPARE(log::redactedHead("0123456789topsecretkey99", 24), "0123456789***");
    QCOMPARE(log::redactedHead("0123456789topsecretkey99", 10), "0123456789");
    QCOMPARE(log::redactedHead("topsecretkey99", 3), "");
}

void TestRpcJson::decodesHeaders()
{
    const RpcReply reply = replyOf(R"({"number":"0x10","hash":")" + kHashA + R"(","parentHash":")" + kHashB +
                                   R"(","timestamp":"0x65","extra":[1]})");
    const auto header = decodeHeader(reply.result(0));
    QVERIFY(header);
    QCOMPARE(*header,
             (BlockHeader{BlockHeight(16), *Hash::parse(kHashA), *Hash::parse(kHashB), UnixTime(101)}));
}

void TestRpcJson::refusesWrongHeaders_data()
{
    QTest::addColumn<QString>("json");
    const auto row = [](const char* name, const std::string& number, const std::string& hash,
                        const std::string& time) {
        QTest::newRow(name) << QString::fromStdString(R"({"number":)" + number + R"(,"hash":)" + hash +
                                                      R"(,"parentHash":")" + kHashB + R"(","timestamp":)" +
                                                      time + "}");
    };
    const std::string hash = "\"" + kHashA + "\"";
    row("a pending block", R"("0x10")", "null", R"("0x65")");
    row("a short hash", R"("0x10")", R"("0x12")", R"("0x65")");
    row("a decimal height", "16", hash, R"("0x65")");
    row("a negative height", R"("-0x1")", hash, R"("0x65")");
    row("a height above 2^53", R"("0x20000000000000")", hash, R"("0x65")");
    row("a time after the year 9999", R"("0x10")", hash, R"("0x3afff44180")");
    row("a time above 2^63", R"("0x10")", hash, R"("0x8000000000000000")");
    row("an empty time", R"("0x10")", hash, R"("0x")");
    QTest::newRow("no block") << QStringLiteral("[]");
    QTest::newRow("nothing in it") << QStringLiteral("{}");
}

void TestRpcJson::refusesWrongHeaders()
{
    QFETCH(QString, json);
    const RpcReply reply = replyOf(json.toStdString());
    const auto header = decodeHeader(reply.result(0));
    QVERIFY(!header);
    QCOMPARE(header.error().code, ErrorCode::Protocol);
}

void TestRpcJson::ordersLogsAndDropsDuplicates()
{
    const LogText first{.height = "0x10", .logIndex = "0x2"};
    const LogText second{.height = "0x10", .logIndex = "0x10"};
    const LogText third{.height = "0x12", .logIndex = "0x1", .blockHash = kHashB};
    const auto decoded =
        decode(third.json() + "," + second.json() + "," + first.json() + "," + second.json());
    QVERIFY(decoded);
    QCOMPARE(decoded->removed, std::size_t(0));
    QCOMPARE(decoded->logs.size(), std::size_t(3));
    QCOMPARE(decoded->logs[0].logIndex, 2);
    QCOMPARE(decoded->logs[1].logIndex, 16);
    QCOMPARE(decoded->logs[2].height, BlockHeight(18));
}

void TestRpcJson::takesExtremeLogs()
{
    const std::string four = "\"" + kTopic + "\",\"" + kHashA + "\",\"" + kHashB + "\",\"" + kHashB + "\"";
    const LogText largest{.logIndex = "0x7fffffffffffffff", .data = "0x", .topics = four};
    const LogText bare{.logIndex = "0xffffffe2", .topics = ""};
    const auto decoded = decode(largest.json() + "," + bare.json());
    QVERIFY(decoded);
    QCOMPARE(decoded->logs[0].logIndex, 0xffffffe2);
    QVERIFY(decoded->logs[0].topics.empty());
    QCOMPARE(decoded->logs[1].logIndex, INT64_MAX);
    QCOMPARE(decoded->logs[1].topics.size(), std::size_t(4));
    QVERIFY(decoded->logs[1].data.empty());
}

void TestRpcJson::leavesOutRemovedLogs()
{
    const auto decoded = decode(LogText{.removed = "true"}.json() + "," + LogText{.logIndex = "0x1"}.json());
    QVERIFY(decoded);
    QCOMPARE(decoded->removed, std::size_t(1));
    QCOMPARE(decoded->logs.size(), std::size_t(1));
    QCOMPARE(decoded->logs[0].logIndex, 1);
}

void TestRpcJson::refusesWrongLogs_data()
{
    QTest::addColumn<QString>("logs");
    const auto row = [](const char* name, const std::string& json) {
        QTest::newRow(name) << QString::fromStdString(json);
    };
    const std::string five =
        "\"" + kTopic + "\"" + ",\"" + kHashA + "\",\"" + kHashA + "\",\"" + kHashA + "\",\"" + kHashA + "\"";
    row("another contract", LogText{.address = "0x" + std::string(40, '1')}.json());
    row("another event", LogText{.topics = "\"" + kHashA + "\""}.json());
    row("below the range", LogText{.height = "0xf"}.json());
    row("above the range", LogText{.height = "0x13"}.json());
    row("five topics", LogText{.topics = five}.json());
    row("odd data", LogText{.data = "0x123"}.json());
    row("data without 0x", LogText{.data = "12"}.json());
    row("a log index above 2^63", LogText{.logIndex = "0x8000000000000000"}.json());
    row("one place, two contents", LogText{}.json() + "," + LogText{.data = "0x02"}.json());
    row("two blocks at one height",
        LogText{}.json() + "," + LogText{.logIndex = "0x1", .blockHash = kHashB}.json());
    row("no object", "null");
    row("an empty object", "{}");
}

void TestRpcJson::refusesWrongLogs()
{
    QFETCH(QString, logs);
    const auto decoded = decode(logs.toStdString());
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, ErrorCode::Protocol);
}

QTEST_GUILESS_MAIN(TestRpcJson)
#include "tst_rpcjson.moc"
