// The wordings with which providers refuse a request, and what each of them means.
#include "core/rpc/providerlimits.h"

#include <QTest>

using namespace chainpoints;

Q_DECLARE_METATYPE(chainpoints::FaultKind)

class TestRpcLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classifiesTexts_data();
    void classifiesTexts();
    void looksIntoData();
    void findsSuggestedRanges_data();
    void findsSuggestedRanges();
    void classifiesHttp_data();
    void classifiesHttp();
    void knowsMissingMethods();
    void knowsMissingStates();
};

void TestRpcLimits::classifiesTexts_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<qint64>("maxBlocks");
    const auto row = [](FaultKind kind, int code, const char* message, qint64 maxBlocks = 0) {
        QTest::newRow(message) << code << QString::fromUtf8(message) << kind << maxBlocks;
    };
    using enum FaultKind;
    row(RangeTooWide, -32000, "requested too many blocks from 1 to 5000, maximum is set to 2048", 2048);
    row(RangeTooWide, -32047,
        "Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: 800", 800);
    row(RangeTooWide, -32005, "Maximum allowed number of requested blocks is 3500", 3500);
    row(RangeTooWide, -32600, "You can make eth_getLogs requests with up to a 500 block range.", 500);
    row(RangeTooWide, -32600,
        "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range.", 10);
    row(RangeTooWide, -32614, "eth_getLogs is limited to a 10,000 range", 10'000);
    row(RangeTooWide, -32602, "eth_getLogs is limited to 1024 block range", 1024);
    row(RangeTooWide, -32000, "query exceeds the range allowed for your plan (9000 > 2000).", 2000);
    row(RangeTooWide, -32602, "please limit the query to at most 1000 blocks", 1000);
    row(RangeTooWide, -32701, "exceed maximum block range: 50000", 50'000);
    row(RangeTooWide, -32602, "query exceeds max block range 1000", 1000);
    row(RangeTooWide, -32602, "block range greater than 10000 max", 10'000);
    row(RangeTooWide, -32602, "block range exceeds 10000", 10'000);
    row(RangeTooWide, -32000, "query must be smaller than size 1024", 1024);
    row(RangeTooWide, -32603, "block range is too wide (maximum 1024)", 1024);
    row(RangeTooWide, -32602, "maximum [from, to] blocks distance: 2000", 2000);
    row(RangeTooWide, -32602, "exceed max block range: 5000", 5000);
    row(RangeTooWide, -32000, "block range too large (5000), maximum allowed is 2000 blocks", 2000);
    row(RangeTooWide, -32000, "the range 5000 is too large, max is 1k blocks", 1000);
    row(RangeTooWide, -32602, "range 1000000 exceeds limit of 10000", 10'000);
    row(RangeTooWide, 35, "ranges over 10000 blocks are not supported on freetier", 10'000);
    row(RangeTooWide, -32600, "block range is too wide");
    row(RangeTooWide, -32000, "Block range limit exceeded. See more details at https://docs.example/limits");
    row(RangeTooWide, -32000, "block range too large");
    row(RangeTooWide, -32602, "allowed block range threshold exceeded");
    row(RangeTooWide, -32602, "exceeded max allowed range");
    row(RangeTooWide, -32000, "block range is bigger than maxBlockRange");

    row(TooDense, -32005, "query returned more than 10000 results");
    row(TooDense, -32005, "Query exceeds max results 20000");
    row(TooDense, -32005, "logs matched by query exceeds limit of 10000");
    row(TooDense, -32000, "more than 10,000 logs");
    row(TooDense, -32000, "too many logs, please narrow");
    row(TooDense, -32005, "Too many results");
    row(TooDense, -32603, "try paginating with fromBlock and toBlock");
    row(TooDense, -32020, "backend response too large");
    row(TooDense, -32000, "response size should not greater than 10000000 bytes");
    row(TooDense, -32000, "response size should not be greater than 10000000 bytes");
    row(TooDense, -32008, "Response is too big");
    row(TooDense, -32000, "Result is too big");
    row(TooDense, -32000, "query timeout exceeded. Consider reducing your block range.");

    row(TooDense, -32602, "specify less number of address");
    row(TooDense, -32602, "exceed max addresses or topics per search position");
    row(TooDense, -32005, "too complex filters: 20, current limit is 10");

    row(RateLimited, -32016, "over rate limit");
    row(RateLimited, 429, "Too Many Requests");
    row(RateLimited, -32005, "daily request count exceeded, request rate limited");
    row(RateLimited, -32007, "50/second request limit reached");
    row(RateLimited, -32000, "the server is under too much load");
    row(RateLimited, -32005, "limit exceeded");
    row(RateLimited, -32005, "slow down");

    row(Billing, -32000,
        "Monthly capacity limit exceeded. Visit https://example.org/settings/billing to upgrade");
    row(Billing, -32000, "you have exceeded the quota of this month");
    row(Billing, -32000, "Please upgrade your tier");
    row(Billing, -32000, "not available on the free tier");

    row(Behind, -32602, "block range extends beyond current head block");
    row(Behind, -32000,
        "One of the blocks specified in filter (fromBlock, toBlock or blockHash) cannot be found.");
    row(Behind, -32000, "header not found");
    row(Behind, -32000, "hash 0x12 is not currently canonical");
    row(Behind, -39001, "finalized block not found");
    row(Behind, -39001, "safe block not found");
    row(Behind, -32000, "requested to block 9 after last accepted block 8");
    row(Behind, -32000, "cannot query unfinalized data");
    row(Behind, -32000, "requested height is not available");
    row(Behind, 12, "requested epoch was a null round (123)");

    row(Down, -32011, "no backend is currently healthy to serve traffic");
    row(Reverted, 3, "execution reverted: no such function");
    row(Reverted, 3, "");
    row(Reverted, -32015, "VM execution error: revert");
    row(Refused, -32603, "internal error");
    row(Refused, -32601, "the method does not exist");
}

void TestRpcLimits::classifiesTexts()
{
    QFETCH(int, code);
    QFETCH(QString, message);
    QFETCH(FaultKind, kind);
    QFETCH(qint64, maxBlocks);
    for (const QString& text : {message, message.toUpper(), message.toLower()}) {
        const Verdict verdict = classifyRpcError({code, text.toStdString(), {}});
        QCOMPARE(verdict.kind, kind);
        QCOMPARE(verdict.maxBlocks.value_or(0), maxBlocks);
    }
}

void TestRpcLimits::looksIntoData()
{
    QCOMPARE(classifyRpcError({-32000, "Server error", "query returned more than 10000 results"}).kind,
             FaultKind::TooDense);
}

void TestRpcLimits::findsSuggestedRanges_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("infura") << QStringLiteral(
        "query returned more than 10000 results. Try with this block range [0x10, 0x20].");
    QTest::newRow("alchemy") << QStringLiteral(
        "Log response size exceeded. Based on your parameters, this block range should work: [0x10, 0x20]");
    QTest::newRow("inverted") << QStringLiteral("Try with this block range [0x20,0x10].");
    QTest::newRow("decimal") << QStringLiteral("too many results, retry with the range 16-32");
}

void TestRpcLimits::findsSuggestedRanges()
{
    QFETCH(QString, message);
    const Verdict verdict = classifyRpcError({-32005, message.toStdString(), {}});
    QCOMPARE(verdict.kind, FaultKind::RangeTooWide);
    QVERIFY(verdict.suggestedRange);
    QCOMPARE(*verdict.suggestedRange, (BlockRange{BlockHeight(16), BlockHeight(32)}));
}

void TestRpcLimits::classifiesHttp_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::addColumn<FaultKind>("kind");
    const auto row = [](FaultKind kind, int status, const char* message) {
        QTest::addRow("%d %s", status, message) << status << QString::fromUtf8(message) << kind;
    };
    using enum FaultKind;
    row(RateLimited, 429, "");
    row(RateLimited, 429, "your app exceeded its compute units per second");
    row(Billing, 429, "Monthly capacity limit exceeded");
    row(Billing, 402, "");
    row(Down, 500, "");
    row(Down, 502, "");
    row(Down, 503, "");
    row(Down, 403, "");
    row(Down, 404, "");
    row(Down, 301, "");
    row(TimedOut, 504, "");
    row(TimedOut, 408, "");
    row(TooDense, 413, "");
    row(Refused, 400, "");
    row(RangeTooWide, 400, "block range is too wide (maximum 1024)");
    row(TooDense, 500, "query returned more than 10000 results");
    row(Behind, 400, "header not found");
}

void TestRpcLimits::classifiesHttp()
{
    QFETCH(int, status);
    QFETCH(QString, message);
    QFETCH(FaultKind, kind);
    const RpcError error{-32000, message.toStdString(), {}};
    QCOMPARE(classifyHttpError(status, message.isEmpty() ? nullptr : &error).kind, kind);
}

void TestRpcLimits::knowsMissingMethods()
{
    for (const char* text :
         {"the method eth_getBlockReceipts does not exist/is not available", "Unsupported method: eth_x",
          "Method not found", "method is not whitelisted", "rpc method is not allowed"})
        QVERIFY2(deniesMethod({-32000, text, {}}), text);
    QVERIFY(deniesMethod({-32601, "", {}}));
    for (const char* text : {"Internal error", "block not found", "the archive is not available", ""})
        QVERIFY2(!deniesMethod({-32603, text, {}}), text);
}

void TestRpcLimits::knowsMissingStates()
{
    for (const char* text :
         {"missing trie node 0xabc (path ) state 0xdef is not available, not found",
          "historical state 0xabc is not available", "required historical state unavailable (reexec=128)",
          "No state available for block 99", "state at block #99 is pruned",
          "old data not available due to pruning", "distance to target block exceeds maximum proof window",
          "World state unavailable", "project ID does not have access to archive state",
          "height 99 is not available, lowest height is 1000"})
        QVERIFY2(deniesState({-32000, text, {}}), text);
    for (const char* text : {"header not found", "execution reverted", "internal error", "rate limit reached",
                             "the method eth_call does not exist"})
        QVERIFY2(!deniesState({-32000, text, {}}), text);
}

QTEST_GUILESS_MAIN(TestRpcLimits)
#include "tst_rpclimits.moc"
