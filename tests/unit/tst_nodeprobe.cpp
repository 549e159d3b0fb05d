// What a probe tells of a node, step by step, and where it ends.
#include "core/rpc/nodeprobe.h"

#include "tests/unit/rpcfixture.h"

#include <QElapsedTimer>

#include <nlohmann/json.hpp>

#include <sstream>
#include <thread>

using namespace chainpoints;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::string hexNumber(std::int64_t value)
{
    std::ostringstream text;
    text << "0x" << std::hex << value;
    return text.str();
}

/// Its blocks are made as they are asked for.
void keepFresh(FakeNode& node)
{
    node.on("eth_getBlockByNumber", [](const nlohmann::json& params) {
        FakeAnswer answer = FakeChain().answer("eth_getBlockByNumber", params);
        auto block = nlohmann::json::parse(answer.result);
        block["timestamp"] = hexNumber(wallClock().value());
        return FakeAnswer::of(block.dump());
    });
}

NodeToProbe toProbe(const std::string& url)
{
    return {.url = url,
            .chainId = EvmChainId(kFakeChainId),
            .contract = *Address::parse(kFakeContract),
            .startBlock = BlockHeight(100),
            .maxRange = 500,
            .timeout = 2s};
}

std::vector<ProbeFinding> probed(const NodeToProbe& node, std::stop_token stop = {},
                                 std::chrono::milliseconds most = kLongestProbe)
{
    std::vector<ProbeFinding> findings;
    probeNode(
        node, [&](const ProbeFinding& finding) { findings.push_back(finding); }, std::move(stop), most);
    return findings;
}

/// Each step in a letter: passed or not.
QString shapeOf(const std::vector<ProbeFinding>& findings)
{
    QString shape;
    for (const ProbeFinding& finding : findings)
        shape += finding.passed ? u'+' : u'-';
    return shape;
}

const ProbeFinding& at(const std::vector<ProbeFinding>& findings, ProbeStep step)
{
    const auto found = std::ranges::find(findings, step, &ProbeFinding::step);
    if (found == findings.end())
        qFatal("the probe has no such step");
    return *found;
}

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

class TestNodeProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void aGoodNodePassesEveryStep();
    void aNameThatIsNowhereEndsIt();
    void aPortThatNobodyListensToEndsIt();
    void aServerWithoutTlsEndsIt();
    void anotherChainEndsIt();
    void aRefusedKeyIsNeverTold();
    void anOldHeadIsToldAndTheRestTried();
    void fewerBlocksAtOnceAreMeasured_data();
    void fewerBlocksAtOnceAreMeasured();
    void logsThatFailAreToldAndTheRestTried_data();
    void logsThatFailAreToldAndTheRestTried();
    void openingsAreAskedForBeforeTheFirstBlock();
    void aNodeWithoutTheStateIsTold_data();
    void aNodeWithoutTheStateIsTold();
    void aContractThatRefusesHasAState();
    void aStartBlockInTheFutureIsTold();
    void theCapIsAFailureOfTheStep();
    void aStopTellsNothingMore();
    void endpointsComeInTheirOrder();
};

void TestNodeProbe::aGoodNodePassesEveryStep()
{
    FakeNode node;
    keepFresh(node);
    node.setCallResult("0x18160ddd", "0x" + std::string(63, '0') + "1");
    const auto findings = probed(toProbe(node.url()));
    QCOMPARE(shapeOf(findings), u"+++++++"_s);
    QCOMPARE(at(findings, ProbeStep::Resolve).numbers, std::vector<std::int64_t>{1});
    QCOMPARE(at(findings, ProbeStep::Network).numbers, std::vector<std::int64_t>{kFakeChainId});
    QCOMPARE(at(findings, ProbeStep::Head).numbers.at(0), 1000);
    QVERIFY(at(findings, ProbeStep::Head).numbers.at(1) < 60);
    QCOMPARE(at(findings, ProbeStep::Logs).numbers, (std::vector<std::int64_t>{500, 500}));
    QVERIFY(at(findings, ProbeStep::Logs).text.empty());
    QCOMPARE(at(findings, ProbeStep::Archive).numbers, std::vector<std::int64_t>{99});
    const auto& latency = at(findings, ProbeStep::Latency).numbers;
    QVERIFY(latency.at(0) <= latency.at(1));
}

void TestNodeProbe::aNameThatIsNowhereEndsIt()
{
    const auto findings = probed(toProbe("http://nowhere.invalid/"));
    QCOMPARE(shapeOf(findings), u"-"_s);
    QCOMPARE(findings.front().remedy, ProbeRemedy::CheckName);
    QVERIFY(contains(findings.front().text, "nowhere.invalid"));
}

void TestNodeProbe::aPortThatNobodyListensToEndsIt()
{
    const auto findings = probed(toProbe("http://127.0.0.1:1/"));
    QCOMPARE(shapeOf(findings), u"+-"_s);
    QCOMPARE(findings.back().step, ProbeStep::Connect);
    QCOMPARE(findings.back().remedy, ProbeRemedy::CheckServer);
    QVERIFY2(contains(findings.back().text, "127.0.0.1:1"), findings.back().text.c_str());
}

void TestNodeProbe::aServerWithoutTlsEndsIt()
{
    FakeNode node;
    std::string url = node.url();
    url.replace(0, 4, "https");
    NodeToProbe wanted = toProbe(url);
    wanted.timeout = 500ms;
    const auto findings = probed(wanted);
    QCOMPARE(shapeOf(findings), u"+-"_s);
}

void TestNodeProbe::anotherChainEndsIt()
{
    FakeNode node(5);
    const auto findings = probed(toProbe(node.url()));
    QCOMPARE(shapeOf(findings), u"++-"_s);
    QCOMPARE(findings.back().remedy, ProbeRemedy::CheckChainId);
    QVERIFY2(contains(findings.back().text, "id 5"), findings.back().text.c_str());
}

void TestNodeProbe::aRefusedKeyIsNeverTold()
{
    FakeNode node;
    node.play(HttpTrick::PaymentRequired);
    const std::string key = "abcdefgh12345678ijkl";
    const auto findings = probed(toProbe(node.url() + "v3/" + key + "?token=querykey99"));
    QCOMPARE(shapeOf(findings), u"++-"_s);
    QCOMPARE(findings.back().remedy, ProbeRemedy::CheckKey);
    QVERIFY(!contains(findings.back().text, key));
    QVERIFY(!contains(findings.back().text, "querykey99"));
}

void TestNodeProbe::anOldHeadIsToldAndTheRestTried()
{
    const FakeNode node;
    const auto findings = probed(toProbe(node.url()));
    QCOMPARE(shapeOf(findings), u"+++-+++"_s);
    QCOMPARE(at(findings, ProbeStep::Head).remedy, ProbeRemedy::WaitForNode);
}

void TestNodeProbe::fewerBlocksAtOnceAreMeasured_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QString>("error");
    QTest::addColumn<qint64>("given");
    QTest::newRow("told") << qint64(50) << u"block range is too large, max is 50 blocks"_s << qint64(50);
    QTest::newRow("a wrong number") << qint64(50) << u"block range is too large, max is 900 blocks"_s
                                    << qint64(31);
    QTest::newRow("no number") << qint64(50) << u"block range is too wide"_s << qint64(31);
    QTest::newRow("too many logs") << qint64(200) << u"query returned more than 10000 results"_s
                                   << qint64(125);
    QTest::newRow("unknown") << qint64(6) << u"no"_s << qint64(3);
}

void TestNodeProbe::fewerBlocksAtOnceAreMeasured()
{
    QFETCH(const qint64, limit);
    QFETCH(const QString, error);
    QFETCH(const qint64, given);
    FakeNode node;
    keepFresh(node);
    node.limitRange(limit, -32602, error.toStdString());
    const auto findings = probed(toProbe(node.url()));
    QCOMPARE(shapeOf(findings), u"+++++++"_s);
    const ProbeFinding& logs = at(findings, ProbeStep::Logs);
    QCOMPARE(logs.numbers, (std::vector<std::int64_t>{given, 500}));
    QVERIFY2(contains(logs.text, error.toStdString()) && contains(logs.text, "500 blocks"),
             logs.text.c_str());
}

void TestNodeProbe::logsThatFailAreToldAndTheRestTried_data()
{
    QTest::addColumn<qint64>("upTo");
    QTest::addColumn<QString>("error");
    QTest::addColumn<ProbeRemedy>("remedy");
    QTest::newRow("no such method") << qint64(0) << u"the method eth_getLogs does not exist"_s
                                    << ProbeRemedy::AskAnother;
    QTest::newRow("never") << qint64(0) << u"no"_s << ProbeRemedy::AskAnother;
    QTest::newRow("too often") << qint64(50) << u"too many requests"_s << ProbeRemedy::AskLessOften;
    QTest::newRow("not paid") << qint64(50) << u"exceeded the quota usage"_s << ProbeRemedy::CheckKey;
    QTest::newRow("down") << qint64(50) << u"no backend is currently healthy to serve traffic"_s
                          << ProbeRemedy::CheckServer;
    QTest::newRow("behind") << qint64(50) << u"block range extends beyond current head block"_s
                            << ProbeRemedy::WaitForNode;
}

void TestNodeProbe::logsThatFailAreToldAndTheRestTried()
{
    QFETCH(const qint64, upTo);
    QFETCH(const QString, error);
    QFETCH(const ProbeRemedy, remedy);
    FakeNode node;
    keepFresh(node);
    node.limitRange(upTo, -32000, error.toStdString());
    const auto findings = probed(toProbe(node.url()));
    QCOMPARE(shapeOf(findings), u"++++-++"_s);
    const ProbeFinding& logs = at(findings, ProbeStep::Logs);
    QVERIFY2(contains(logs.text, error.toStdString()), logs.text.c_str());
    QCOMPARE(logs.remedy, remedy);
}

void TestNodeProbe::openingsAreAskedForBeforeTheFirstBlock()
{
    FakeNode node;
    keepFresh(node);
    std::vector<std::string> asked;
    node.on("eth_call", [&](const nlohmann::json& params) {
        asked.push_back(params.at(1).get<std::string>());
        return FakeAnswer::of(R"("0x")");
    });
    NodeToProbe wanted = toProbe(node.url());
    QCOMPARE(at(probed(wanted), ProbeStep::Archive).numbers, std::vector<std::int64_t>{99});
    wanted.startBlock = BlockHeight(0);
    QCOMPARE(at(probed(wanted), ProbeStep::Archive).numbers, std::vector<std::int64_t>{0});
    QCOMPARE(asked, (std::vector<std::string>{"0x63", "0x0"}));
}

void TestNodeProbe::aNodeWithoutTheStateIsTold_data()
{
    QTest::addColumn<qint64>("startBlock");
    QTest::addColumn<QString>("error");
    QTest::addColumn<ProbeRemedy>("remedy");
    QTest::newRow("pruned") << qint64(100) << u"missing trie node 0xabc (path )"_s
                            << ProbeRemedy::NeedsArchive;
    QTest::newRow("sold apart") << qint64(100) << u"archive data needs a higher plan, /billing"_s
                                << ProbeRemedy::NeedsArchive;
    QTest::newRow("an old block") << qint64(100) << u"header not found"_s << ProbeRemedy::NeedsArchive;
    QTest::newRow("a new block") << qint64(1000) << u"header not found"_s << ProbeRemedy::WaitForNode;
    QTest::newRow("no such method") << qint64(100) << u"the method eth_call does not exist"_s
                                    << ProbeRemedy::AskAnother;
    QTest::newRow("unknown") << qint64(100) << u"internal error"_s << ProbeRemedy::AskAnother;
    QTest::newRow("too often") << qint64(100) << u"too many requests"_s << ProbeRemedy::AskLessOften;
    QTest::newRow("not paid") << qint64(100) << u"exceeded the quota usage"_s << ProbeRemedy::CheckKey;
    QTest::newRow("down") << qint64(100) << u"no backend is currently healthy to serve traffic"_s
                          << ProbeRemedy::CheckServer;
}

void TestNodeProbe::aNodeWithoutTheStateIsTold()
{
    QFETCH(const qint64, startBlock);
    QFETCH(const QString, error);
    QFETCH(const ProbeRemedy, remedy);
    FakeNode node;
    keepFresh(node);
    node.on("eth_call", FakeAnswer::error(-32000, error.toStdString()));
    NodeToProbe wanted = toProbe(node.url());
    wanted.startBlock = BlockHeight(startBlock);
    const auto findings = probed(wanted);
    QCOMPARE(shapeOf(findings), u"+++++-+"_s);
    const ProbeFinding& archive = at(findings, ProbeStep::Archive);
    QVERIFY2(contains(archive.text, error.toStdString()), archive.text.c_str());
    QCOMPARE(archive.remedy, remedy);
}

void TestNodeProbe::aContractThatRefusesHasAState()
{
    FakeNode node;
    keepFresh(node);
    node.on("eth_call", FakeAnswer::error(3, "execution reverted"));
    QCOMPARE(shapeOf(probed(toProbe(node.url()))), u"+++++++"_s);
}

void TestNodeProbe::aStartBlockInTheFutureIsTold()
{
    FakeNode node;
    keepFresh(node);
    NodeToProbe wanted = toProbe(node.url());
    wanted.startBlock = BlockHeight(1001);
    const auto findings = probed(wanted);
    QCOMPARE(shapeOf(findings), u"+++++-+"_s);
    QCOMPARE(at(findings, ProbeStep::Archive).remedy, ProbeRemedy::CheckStartBlock);
}

void TestNodeProbe::theCapIsAFailureOfTheStep()
{
    FakeNode node;
    node.playOn("eth_chainId", HttpTrick::Hang);
    NodeToProbe wanted = toProbe(node.url());
    wanted.timeout = 60s;
    QElapsedTimer watch;
    watch.start();
    const auto findings = probed(wanted, {}, 1s);
    QVERIFY2(watch.elapsed() < 1500, std::to_string(watch.elapsed()).c_str());
    QCOMPARE(shapeOf(findings), u"++-"_s);
    QCOMPARE(findings.back().remedy, ProbeRemedy::GiveMoreTime);
    QVERIFY2(contains(findings.back().text, "1 s"), findings.back().text.c_str());
}

void TestNodeProbe::aStopTellsNothingMore()
{
    FakeNode node;
    node.playOn("eth_chainId", HttpTrick::Hang);
    std::stop_source stop;
    std::vector<ProbeFinding> findings;
    std::jthread probe([&] { findings = probed(toProbe(node.url()), stop.get_token()); });
    QVERIFY(node.waitForRequests(1));
    QElapsedTimer watch;
    watch.start();
    stop.request_stop();
    probe.join();
    QVERIFY(watch.elapsed() < 500);
    QCOMPARE(shapeOf(findings), u"++"_s);
}

void TestNodeProbe::endpointsComeInTheirOrder()
{
    ChainConfig chain;
    chain.startBlock = BlockHeight(7);
    chain.rpc = {{"https://a.example", "https://a.example"}, {"shown", "https://b.example"}};
    const auto nodes = nodesToProbe(chain);
    QCOMPARE(nodes.size(), std::size_t(2));
    QCOMPARE(q(nodes[0].url), u"https://a.example"_s);
    QCOMPARE(q(nodes[1].url), u"https://b.example"_s);
    QCOMPARE(nodes[1].startBlock, BlockHeight(7));
}

QTEST_GUILESS_MAIN(TestNodeProbe)
#include "tst_nodeprobe.moc"
