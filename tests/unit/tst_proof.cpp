// Hashes, blooms and roots against published values: what they are of is told by Ethereum, not by us.
#include "core/proof/bloom.h"
#include "core/proof/keccak.h"
#include "core/proof/receipt.h"
#include "core/proof/trie.h"
#include "core/rpc/ethjson.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <string>
#include <string_view>

using namespace chainpoints;

namespace {

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Block 54 of the test chain of ethereum/execution-apis.
const nlohmann::json& vectors()
{
    static const nlohmann::json all = [] {
        QFile file(QStringLiteral(VECTORS_FILE));
        return file.open(QFile::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString())
                                          : nlohmann::json();
    }();
    return all;
}

class Parsed
{
public:
    explicit Parsed(const nlohmann::json& value) : m_element(m_parser.parse(value.dump())) {}
    const simdjson::dom::element& element() const { return m_element; }

private:
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_element;
};

BlockReceipts receiptsOf(const nlohmann::json& value)
{
    const Parsed json(value);
    const auto address = Address::parse("0x7dcd17433742f4c0ca53122ab541d0ba67fc27df");
    auto receipts = decodeReceipts(json.element(), *address, BlockHeight(54));
    return receipts ? std::move(*receipts) : BlockReceipts();
}

} // namespace

class TestProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keccakIsEthereums();
    void anEmptyTrieHasItsRoot();
    void aBlocksReceiptsHaveItsRoot();
    void aBlocksLogsHaveItsBloom();
    void anyChangeOfAReceiptChangesTheRoot_data();
    void anyChangeOfAReceiptChangesTheRoot();
    void logsAreNumberedThroughTheBlock();
    void depositReceipts_data();
    void depositReceipts();
    void longListsHaveBranches();
};

void TestProof::keccakIsEthereums()
{
    QCOMPARE(keccak256({}).hex(),
             std::string("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
    QCOMPARE(keccak256(bytesOf("Transfer(address,address,uint256)")), transferTopic());
}

void TestProof::anEmptyTrieHasItsRoot()
{
    QCOMPARE(receiptsRoot({}).hex(),
             std::string("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
}

void TestProof::aBlocksReceiptsHaveItsRoot()
{
    const BlockReceipts block = receiptsOf(vectors().at("receipts"));
    QCOMPARE(block.receipts.size(), std::size_t(4));
    QCOMPARE(receiptsRoot(block.receipts).hex(),
             vectors().at("header").at("receiptsRoot").get<std::string>());
}

void TestProof::aBlocksLogsHaveItsBloom()
{
    LogsBloom bloom;
    const BlockReceipts block = receiptsOf(vectors().at("receipts"));
    for (const Receipt& receipt : block.receipts)
        for (const ReceiptLog& log : receipt.logs)
            addLog(bloom, log.address, log.topics);
    const Parsed header(vectors().at("header"));
    const auto seals = decodeSeals(header.element());
    QVERIFY(seals);
    QVERIFY(bloom == seals->logsBloom);

    const ReceiptLog& log = block.receipts[1].logs.front();
    QVERIFY(mayHoldLog(bloom, log.address, log.topics));
    QVERIFY(!mayHoldLog(bloom, Address(), log.topics));
    QVERIFY(!mayHoldLog(bloom, log.address, std::vector{transferTopic()}));
}

void TestProof::anyChangeOfAReceiptChangesTheRoot_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("a log left out") << QStringLiteral("log");
    QTest::newRow("another amount") << QStringLiteral("data");
    QTest::newRow("another status") << QStringLiteral("status");
    QTest::newRow("a receipt left out") << QStringLiteral("receipt");
    QTest::newRow("another type") << QStringLiteral("type");
}

void TestProof::anyChangeOfAReceiptChangesTheRoot()
{
    QFETCH(QString, change);
    nlohmann::json receipts = vectors().at("receipts");
    nlohmann::json& second = receipts.at(1);
    if (change == QStringLiteral("log"))
        receipts.at(3).at("logs").erase(0); // the block's last one: a gap in the numbers is found by itself
    else if (change == QStringLiteral("data"))
        second.at("logs").at(3).at("data") = "0x" + std::string(63, '0') + "9";
    else if (change == QStringLiteral("status"))
        second.at("status") = "0x0";
    else if (change == QStringLiteral("type"))
        second.at("type") = "0x2";
    else
        receipts.erase(3);
    const BlockReceipts block = receiptsOf(receipts);
    QVERIFY(!block.receipts.empty());
    QVERIFY(receiptsRoot(block.receipts).hex() !=
            vectors().at("header").at("receiptsRoot").get<std::string>());
}

void TestProof::logsAreNumberedThroughTheBlock()
{
    nlohmann::json receipts = vectors().at("receipts");
    receipts.at(1).at("logs").erase(3);
    QVERIFY(receiptsOf(receipts).receipts.empty());
    receipts = vectors().at("receipts");
    receipts.at(3).at("logs").at(0).at("logIndex") = "0x0";
    QVERIFY(receiptsOf(receipts).receipts.empty());
    receipts = vectors().at("receipts");
    receipts.at(1).at("logs").at(3).at("transactionHash") =
        receipts.at(3).at("logs").at(0).at("transactionHash");
    QVERIFY(receiptsOf(receipts).receipts.empty());
}

void TestProof::depositReceipts_data()
{
    QTest::addColumn<bool>("versioned");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("tail");
    // Receipt of 0xb0d6ee65... on OP Goerli, as op-geth serialises it for the trie.
    QTest::newRow("Regolith: without its nonce")
        << false << QByteArray("7ef901080182b741b90100") << QByteArray("c0");
    QTest::newRow("Canyon: with nonce and version")
        << true << QByteArray("7ef9010d0182b741b90100") << QByteArray("c0833d3bbf01");
}

void TestProof::depositReceipts()
{
    QFETCH(bool, versioned);
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, tail);
    Receipt receipt;
    receipt.type = kDepositReceipt;
    receipt.cumulativeGas = 46913;
    receipt.depositNonce = 4012991;
    if (versioned)
        receipt.depositVersion = 1;
    const rlp::Bytes bytes = serialised(receipt);
    const QByteArray hex =
        QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
    QCOMPARE(hex, head + QByteArray(512, '0') + tail);
}

void TestProof::longListsHaveBranches()
{
    // Index 0 is 0x80 in RLP, 1 to 127 are themselves, 128 on have two bytes: three depths in one trie.
    std::vector<rlp::Bytes> values(300, rlp::Bytes(40, 7));
    const Hash root = orderedTrieRoot(values);
    values[257].back() = 8;
    QVERIFY(orderedTrieRoot(values) != root);
    std::swap(values[0], values[257]);
    QVERIFY(orderedTrieRoot(values) != root);
}

QTEST_GUILESS_MAIN(TestProof)
#include "tst_proof.moc"
