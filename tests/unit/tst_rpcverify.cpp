// HttpNode against nodes that leave out logs or make some up: found, fetched from elsewhere, or doubted.
#include "tests/unit/verifyfixture.h"

#include <QTest>

using namespace chainpoints;

Q_DECLARE_METATYPE(chainpoints::Verify)

class TestRpcVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void liveOmissionIsFetchedElsewhere();
    void liveOmissionIsFoundInReceipts();
    void aBloomWithoutLogsIsNoLie();
    void aLogThatTheBloomExcludesIsDoubted();
    void anEmptyRangeIsAskedAgainElsewhere();
    void anEmptyRangeOfTheOnlyEndpointIsAskedAgain();
    void supplyUncoversAnOmission_data();
    void supplyUncoversAnOmission();
    void supplyThatNobodyExplainsIsDoubted();
    void aSupplyThatIsNotToldAgainEndsNoDoubt();
    void aSecondEndpointIsNotBelievedAgainstTheHeader();
    void receiptsNumberTheirLogsThroughTheBlock();
    void withoutOldStateNothingIsDoubted();
    void aProofThatIsRequiredIsAskedOfWhoHasTheState_data();
    void aProofThatIsRequiredIsAskedOfWhoHasTheState();
    void whyNobodyProvesTheSupply();
    void whoHadNoStateIsAskedAgainLater();
    void fullFindsEveryOmission();
    void fullNeedsReceipts();
    void falseReceiptsAreDoubted();
    void offBelieves();
    void aLiarIsAskedLater();
    void silenceIsNotBelievedWhileNobodyCanBeAsked();
    void fullProvesFewerBlocksOfAFlakyNode();
    void oneRefusalOfReceiptsIsNoDoubt();
};

void TestRpcVerify::liveOmissionIsFetchedElsewhere()
{
    FakeNode liar;
    liar.setLogs({hidden(mintAt(150)), mintAt(151)});
    FakeNode good;
    good.setLogs({mintAt(150), mintAt(151)});
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogsOf(blocksOf(node, {BlockHeight(149), BlockHeight(152)}));
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(2));
    QCOMPARE(checked->logs.front().height, BlockHeight(150));
    QCOMPARE(pool->status()[0].lies, 1);
    QCOMPARE(pool->status()[1].lies, 0);
}

void TestRpcVerify::liveOmissionIsFoundInReceipts()
{
    FakeNode liar;
    liar.setLogs({hidden(mintAt(150)), mintAt(151)});
    const auto pool = poolOf({&liar});
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogsOf(blocksOf(node, {BlockHeight(149), BlockHeight(152)}));
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(2));
    QCOMPARE(pool->status()[0].lies, 1);
}

void TestRpcVerify::aBloomWithoutLogsIsNoLie()
{
    FakeNode node1;
    FakeNode node2;
    // Address and topic are in the bloom, but of different logs.
    const std::string other = "0x00000000000000000000000000000000000c0de2";
    for (FakeNode* node : {&node1, &node2})
        node->setLogs({{.height = 150, .address = other, .hidden = true},
                       {.height = 150, .logIndex = 1, .topics = {kHolder}, .hidden = true}});
    const auto pool = poolPreferringFirst(node1, node2);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogsOf(blocksOf(node, {BlockHeight(150), BlockHeight(150)}));
    QVERIFY(checked && checked->doubts.empty() && checked->logs.empty());
    QCOMPARE(pool->status()[0].lies + pool->status()[1].lies, 0);
    QCOMPARE(node2.calls("eth_getLogs"), 1);
}

void TestRpcVerify::aLogThatTheBloomExcludesIsDoubted()
{
    FakeNode liar;
    liar.on("eth_getLogs", [](const nlohmann::json& params) {
        FakeChain chain;
        chain.logs = {mintAt(150)};
        return chain.answer("eth_getLogs", params);
    });
    FakeNode honest;
    const BlockRange block{BlockHeight(150), BlockHeight(150)};
    const auto pool = poolPreferringFirst(liar, honest);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogsOf(blocksOf(node, block));
    QVERIFY(checked && checked->doubts.empty() && checked->logs.empty());
    QCOMPARE(pool->status()[0].lies, 1);

    HttpNode alone = verifying(poolOf({&liar}), Verify::Bloom);
    const auto doubted = alone.transferLogsOf(blocksOf(alone, block));
    QVERIFY(doubted && doubted->doubts.size() == 1);
    QCOMPARE(doubted->doubts.front().kind, DoubtKind::Bloom);
    QVERIFY(contains(doubted->doubts.front().evidence, "block 150"));
}

void TestRpcVerify::anEmptyRangeIsAskedAgainElsewhere()
{
    FakeNode liar;
    FakeNode good;
    good.setLogs({mintAt(150), mintAt(160)});
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(2));
    QCOMPARE(pool->status()[0].lies, 1);
}

void TestRpcVerify::anEmptyRangeOfTheOnlyEndpointIsAskedAgain()
{
    // 18 logs, then none, for one range: documented of public nodes.
    FakeNode moody;
    int asked = 0;
    moody.on("eth_getLogs", [&](const nlohmann::json& params) {
        FakeChain chain;
        chain.logs = {mintAt(150)};
        return ++asked == 1 ? FakeAnswer::of("[]") : chain.answer("eth_getLogs", params);
    });
    HttpNode node = verifying(poolOf({&moody}), Verify::Bloom);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(1));
}

void TestRpcVerify::supplyUncoversAnOmission_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("in a backfill") << false;
    QTest::newRow("near the head") << true;
}

void TestRpcVerify::supplyUncoversAnOmission()
{
    QFETCH(bool, live);
    FakeNode liar;
    // In the bloom of block 150 the second mint hides behind the first.
    FakeLog second = mintAt(150);
    second.logIndex = 1;
    liar.setLogs({mintAt(150), hidden(second)});
    FakeNode good;
    good.setLogs({mintAt(150), second});
    tellSupply(liar, {150, 150});
    tellSupply(good, {150, 150});
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = live ? node.transferLogsOf(blocksOf(node, {BlockHeight(149), BlockHeight(151)}))
                              : node.transferLogs(kRange);
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(2));
    QCOMPARE(pool->status()[0].lies, 1);
}

void TestRpcVerify::supplyThatNobodyExplainsIsDoubted()
{
    // A rebasing token: its supply grows without a Transfer.
    FakeNode one;
    FakeNode two;
    for (FakeNode* node : {&one, &two}) {
        node->setLogs({mintAt(150)});
        tellSupply(*node, {150, 160, 161});
    }
    const auto pool = poolPreferringFirst(one, two);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked);
    QCOMPARE(checked->logs.size(), std::size_t(1));
    QCOMPARE(checked->doubts.size(), std::size_t(1));
    const Doubt& doubt = checked->doubts.front();
    QCOMPARE(doubt.kind, DoubtKind::Supply);
    QVERIFY(doubt.range == kRange);
    QVERIFY2(contains(doubt.evidence, "by 3 over the blocks 100 to 199") &&
                 contains(doubt.evidence, "burn 1"),
             doubt.evidence.c_str());
    // It is the token's doing, not theirs.
    QCOMPARE(pool->status()[0].lies + pool->status()[1].lies, 0);
    QVERIFY(!pool->status()[0].benchedUntil && !pool->status()[1].benchedUntil);
}

void TestRpcVerify::aSupplyThatIsNotToldAgainEndsNoDoubt()
{
    FakeNode node;
    FakeLog second = mintAt(150);
    second.logIndex = 1;
    int asked = 0;
    node.on("eth_getLogs", [&](const nlohmann::json& params) {
        FakeChain chain;
        chain.logs = ++asked == 1 ? std::vector{mintAt(150)} : std::vector{mintAt(150), second};
        return chain.answer("eth_getLogs", params);
    });
    int told = 0;
    node.on("eth_call", [&](const nlohmann::json& params) {
        const auto at = std::stoll(params.at(1).get<std::string>(), nullptr, 16);
        return ++told > 2 ? FakeAnswer::error(-32603, "internal error")
                          : FakeAnswer::of("\"0x" + std::string(63, '0') + (at < 150 ? "0" : "3") + "\"");
    });
    HttpNode asking = verifying(poolOf({&node}), Verify::Bloom);
    const auto checked = asking.transferLogs(kRange);
    QVERIFY(checked && asked > 1);
    QCOMPARE(checked->doubts.size(), std::size_t(1));
    QCOMPARE(checked->doubts.front().kind, DoubtKind::Supply);
}

void TestRpcVerify::aSecondEndpointIsNotBelievedAgainstTheHeader()
{
    // Another token's Transfer and another event of the contract: the header admits a Transfer of the
    // contract.
    FakeNode honest;
    honest.setLogs(
        {hidden({.height = 150, .address = "0x" + std::string(40, '9'), .topics = {kTransfer, kZero, kZero}}),
         hidden({.height = 150, .logIndex = 1, .topics = {kHolder}})});
    FakeNode liar;
    liar.setLogs({{.height = 150, .topics = {kTransfer, kZero, "0x" + std::string(63, '0') + "9"}}});
    const auto pool = poolPreferringFirst(honest, liar);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogsOf(blocksOf(node, {BlockHeight(149), BlockHeight(151)}));
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(0));
    QCOMPARE(pool->status()[0].lies, 0);
}

void TestRpcVerify::receiptsNumberTheirLogsThroughTheBlock()
{
    FakeNode miscounting;
    FakeNode good;
    for (FakeNode* node : {&miscounting, &good})
        node->setLogs({mintAt(150)});
    miscounting.on("eth_getBlockReceipts", [](const nlohmann::json& params) {
        FakeChain chain;
        chain.logs = {mintAt(150)};
        chain.logs.front().logIndex = 7;
        return chain.answer("eth_getBlockReceipts", params);
    });
    const auto pool = poolPreferringFirst(miscounting, good);
    HttpNode node = verifying(pool, Verify::Full);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(1));
    QCOMPARE(checked->logs.front().logIndex, 0);
}

void TestRpcVerify::withoutOldStateNothingIsDoubted()
{
    FakeNode pruned;
    pruned.setLogs({mintAt(150)});
    pruned.on("eth_call", FakeAnswer::error(-32000, "missing trie node 5a (path )"));
    const auto pool = poolOf({&pruned});
    HttpNode node = verifying(pool, Verify::Bloom);
    for (int i = 0; i < 3; ++i) {
        const auto checked = node.transferLogs(kRange);
        QVERIFY(checked && checked->doubts.empty() && checked->logs.size() == 1);
    }
    // One answer tells it of all older blocks.
    QCOMPARE(pruned.calls("eth_call"), 1);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcVerify::aProofThatIsRequiredIsAskedOfWhoHasTheState_data()
{
    supplyUncoversAnOmission_data();
}

void TestRpcVerify::aProofThatIsRequiredIsAskedOfWhoHasTheState()
{
    QFETCH(bool, live);
    FakeNode pruned;
    FakeLog second = mintAt(150);
    second.logIndex = 1;
    pruned.setLogs({mintAt(150), hidden(second)});
    pruned.on("eth_call", FakeAnswer::error(-32000, "missing trie node 5a (path )"));
    FakeNode archive;
    archive.setLogs({mintAt(150), second});
    tellSupply(archive, {150, 150});
    const auto pool = poolPreferringFirst(pruned, archive);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = live ? node.transferLogsOf(blocksOf(node, {BlockHeight(149), BlockHeight(151)}),
                                                    SupplyProof::Required)
                              : node.transferLogs(kRange, SupplyProof::Required);
    QVERIFY2(checked && checked->doubts.empty(), checked ? "doubted" : checked.error().message.c_str());
    QCOMPARE(checked->logs.size(), std::size_t(2));
    // To have no old states is nothing bad.
    QCOMPARE(pool->status()[0].errors + pool->status()[0].lies, 0);
    QVERIFY(!pool->status()[0].benchedUntil);
}

void TestRpcVerify::whyNobodyProvesTheSupply()
{
    FakeNode pruned;
    pruned.setLogs({mintAt(150)});
    pruned.on("eth_call", FakeAnswer::error(-32000, "missing trie node 5a (path )"));
    FakeNode busy;
    busy.setLogs({mintAt(150)});
    busy.playOn("eth_call", HttpTrick::TooManyRequests);
    const auto pool = poolPreferringFirst(pruned, busy);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto checked = node.transferLogs(kRange, SupplyProof::Required);
    QVERIFY(!checked);
    const std::string& why = checked.error().message;
    QVERIFY2(contains(why, "missing trie node") && contains(why, "429"), why.c_str());
    // The logs themselves can be had.
    QVERIFY(node.transferLogs(kRange));
}

void TestRpcVerify::whoHadNoStateIsAskedAgainLater()
{
    FakeNode synced;
    synced.setLogs({mintAt(150)});
    synced.on("eth_call", FakeAnswer::error(-32000, "missing trie node 5a (path )"));
    EndpointPool::Clock::time_point now{std::chrono::hours(1)};
    const auto pool = std::make_shared<EndpointPool>(std::vector{synced.url()}, [&] { return now; });
    HttpNode node = verifying(pool, Verify::Bloom);
    QVERIFY(!node.transferLogs(kRange, SupplyProof::Required));
    tellSupply(synced, {150});
    QVERIFY(!node.transferLogs(kRange, SupplyProof::Required));
    now += SupplyWatch::kMemory;
    QVERIFY(node.transferLogs(kRange, SupplyProof::Required));
}

void TestRpcVerify::fullFindsEveryOmission()
{
    FakeNode liar;
    FakeLog second = mintAt(150);
    second.logIndex = 1;
    liar.setLogs({mintAt(150), hidden(second), hidden(mintAt(170))});
    const auto pool = poolOf({&liar});
    HttpNode node = verifying(pool, Verify::Full);
    for (const bool live : {false, true}) {
        const auto checked = live ? node.transferLogsOf(blocksOf(node, kRange)) : node.transferLogs(kRange);
        QVERIFY(checked && checked->doubts.empty());
        QCOMPARE(checked->logs.size(), std::size_t(3));
        QCOMPARE(checked->logs.back().height, BlockHeight(170));
    }
    QCOMPARE(pool->status()[0].lies, 4);
    // Receipts only of blocks whose bloom promises something.
    QCOMPARE(liar.calls("eth_getBlockReceipts"), 4);
}

void TestRpcVerify::fullNeedsReceipts()
{
    FakeNode without;
    without.setLogs({mintAt(150)});
    without.on("eth_getBlockReceipts", FakeAnswer::error(-32601, "the method does not exist"));
    HttpNode node = verifying(poolOf({&without}), Verify::Full);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked && checked->doubts.size() == 1);
    QCOMPARE(checked->doubts.front().kind, DoubtKind::Receipts);
    QCOMPARE(checked->logs.size(), std::size_t(1));

    FakeNode with;
    with.setLogs({mintAt(150)});
    HttpNode both = verifying(poolPreferringFirst(without, with), Verify::Full);
    const auto proven = both.transferLogs(kRange);
    QVERIFY(proven && proven->doubts.empty());
}

void TestRpcVerify::falseReceiptsAreDoubted()
{
    FakeNode liar;
    liar.setLogs({mintAt(150)});
    liar.on("eth_getBlockReceipts", FakeAnswer::of("[]"));
    HttpNode node = verifying(poolOf({&liar}), Verify::Full);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked && checked->doubts.size() == 1);
    QVERIFY(contains(checked->doubts.front().evidence,
                     "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
}

void TestRpcVerify::offBelieves()
{
    FakeNode liar;
    FakeNode good;
    good.setLogs({mintAt(150)});
    const auto pool = poolPreferringFirst(liar, good);
    HttpNode node = verifying(pool, Verify::Off);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked && checked->logs.empty());
    QCOMPARE(liar.calls("eth_getLogs"), 1);
    QCOMPARE(liar.calls("eth_call") + good.calls("eth_getLogs"), 0);
}

void TestRpcVerify::aLiarIsAskedLater()
{
    FakeNode liar;
    FakeNode good;
    const auto pool = poolOf({&liar, &good});
    pool->measured(0, std::chrono::milliseconds(10));
    pool->measured(1, std::chrono::milliseconds(40));
    const std::vector<bool> all(2, true);
    QCOMPARE(pool->pick(all, {})->endpoint, std::size_t(0));
    pool->lied(0, "left out a log");
    QCOMPARE(pool->pick(all, {})->endpoint, std::size_t(1));
}

void TestRpcVerify::silenceIsNotBelievedWhileNobodyCanBeAsked()
{
    FakeNode liar;
    liar.setLogs({hidden(mintAt(150))});
    FakeNode gone;
    gone.play(HttpTrick::BadGateway);
    const auto pool = poolPreferringFirst(liar, gone);
    HttpNode node = verifying(pool, Verify::Bloom);
    const auto blocks = blocksOf(node, {BlockHeight(149), BlockHeight(151)});
    QCOMPARE(blocks.size(), std::size_t(3));
    liar.playOn("eth_getBlockReceipts", HttpTrick::BadGateway, 2);
    const auto checked = node.transferLogsOf(blocks);
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(1));
}

void TestRpcVerify::fullProvesFewerBlocksOfAFlakyNode()
{
    FakeNode flaky;
    std::vector<FakeLog> mints;
    for (std::int64_t height = 100; height < 200; ++height)
        mints.push_back(mintAt(height));
    flaky.setLogs(mints);
    FakeChain chain;
    chain.logs = mints;
    int asked = 0;
    flaky.on("eth_getBlockReceipts", [&](const nlohmann::json& params) {
        return ++asked % 30 < 2
                   ? FakeAnswer::error(-32000, "no backend is currently healthy to serve traffic")
                   : chain.answer("eth_getBlockReceipts", params);
    });
    HttpNode node = verifying(poolOf({&flaky}), Verify::Full);
    const auto tooMany = node.transferLogs(kRange);
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().code, ErrorCode::RangeLimit);
    const auto some = node.transferLogs({BlockHeight(100), BlockHeight(124)});
    QVERIFY(some && some->doubts.empty() && some->logs.size() == 25);
    const auto live = node.transferLogsOf(blocksOf(node, kRange));
    QVERIFY(live && live->doubts.empty() && live->logs.size() == 100);

    // Who answers nothing at all is not asked for less.
    flaky.play(HttpTrick::BadGateway);
    const auto none = node.transferLogs(kRange);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Unreachable);
}

void TestRpcVerify::oneRefusalOfReceiptsIsNoDoubt()
{
    FakeNode moody;
    moody.setLogs({mintAt(150)});
    FakeChain chain;
    chain.logs = {mintAt(150)};
    int asked = 0;
    moody.on("eth_getBlockReceipts", [&](const nlohmann::json& params) {
        return ++asked == 1 ? FakeAnswer::error(-32603, "Internal error")
                            : chain.answer("eth_getBlockReceipts", params);
    });
    HttpNode node = verifying(poolOf({&moody}), Verify::Full);
    const auto checked = node.transferLogs(kRange);
    QVERIFY(checked && checked->doubts.empty());
    QCOMPARE(checked->logs.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestRpcVerify)
#include "tst_rpcverify.moc"
