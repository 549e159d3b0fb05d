// Which logs are transfers, and what they say.
#include "core/ledger/transferdecoder.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

Hash topicOf(const Address& address)
{
    Hash topic;
    std::copy(address.bytes.begin(), address.bytes.end(), topic.bytes.begin() + 12);
    return topic;
}

/// 32 bytes, big-endian.
std::vector<std::uint8_t> word(std::uint8_t last)
{
    std::vector<std::uint8_t> bytes(32);
    bytes.back() = last;
    return bytes;
}

RawLog transferLog(const Address& from, const Address& to, std::vector<std::uint8_t> data)
{
    RawLog log;
    log.address = user(999);
    log.topics = {hash(0xddf252ad), topicOf(from), topicOf(to)};
    log.data = std::move(data);
    log.height = BlockHeight(17);
    log.blockHash = hash(170);
    log.txHash = hash(171);
    log.logIndex = 3;
    return log;
}

} // namespace

class TestTransferDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOverEverything();
    void readsTheWholeRangeOfValues_data();
    void readsTheWholeRangeOfValues();
    void mintsAndBurnsAreTransfers();
    void skips_data();
    void skips();
    void malformedCountsBeforeNoChange();
};

void TestTransferDecoder::takesOverEverything()
{
    const auto decoded = decodeTransfer(transferLog(user(0x01020304), user(0xfffefdfc), word(200)), at(15));
    const Transfer expected{user(0x01020304), user(0xfffefdfc), raw("200"), BlockHeight(17),
                            hash(170),        at(15),           hash(171),  3};
    QVERIFY(std::holds_alternative<Transfer>(decoded));
    QVERIFY(std::get<Transfer>(decoded) == expected);
}

void TestTransferDecoder::readsTheWholeRangeOfValues_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& hex, const char* expected) {
        QTest::newRow(name) << QByteArray::fromHex(hex.rightJustified(64, '0')) << QByteArray(expected);
    };
    row("1", "1", "1");
    row("256", "100", "256");
    row("2^64", "10000000000000000", "18446744073709551616");
    row("10^18", "de0b6b3a7640000", "1000000000000000000");
    row("2^255", "8" + QByteArray(63, '0'),
        "57896044618658097711785492504343953926634992332820282019728792003956564819968");
    row("2^256-1", QByteArray(64, 'f'),
        "115792089237316195423570985008687907853269984665640564039457584007913129639935");
}

void TestTransferDecoder::readsTheWholeRangeOfValues()
{
    QFETCH(QByteArray, bytes);
    const auto decoded = decodeTransfer(transferLog(user(1), user(2), {bytes.begin(), bytes.end()}), at(15));
    QVERIFY(std::holds_alternative<Transfer>(decoded));
    QTEST(QByteArray::fromStdString(std::get<Transfer>(decoded).value.decimal()), "expected");
}

void TestTransferDecoder::mintsAndBurnsAreTransfers()
{
    const auto mint = decodeTransfer(transferLog(user(0), user(1), word(1)), at(15));
    const auto burn = decodeTransfer(transferLog(user(1), user(0), word(1)), at(15));
    const auto toSelf = decodeTransfer(transferLog(user(1), user(1), word(1)), at(15));
    QVERIFY(std::get<Transfer>(mint).from.isZero());
    QVERIFY(std::get<Transfer>(burn).to.isZero());
    QVERIFY(std::holds_alternative<Transfer>(toSelf));
}

void TestTransferDecoder::skips_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("topics");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("value");
    QTest::addColumn<bool>("malformed");
    QTest::newRow("no topics") << 1 << 2 << 0 << 32 << 5 << true;
    QTest::newRow("one topic, all in the data") << 1 << 2 << 1 << 96 << 5 << true;
    QTest::newRow("two topics") << 1 << 2 << 2 << 64 << 5 << true;
    QTest::newRow("ERC-721: four topics, no data") << 1 << 2 << 4 << 0 << 5 << true;
    QTest::newRow("four topics") << 1 << 2 << 4 << 32 << 5 << true;
    QTest::newRow("no data") << 1 << 2 << 3 << 0 << 5 << true;
    QTest::newRow("31 bytes") << 1 << 2 << 3 << 31 << 5 << true;
    QTest::newRow("33 bytes") << 1 << 2 << 3 << 33 << 5 << true;
    QTest::newRow("64 bytes") << 1 << 2 << 3 << 64 << 5 << true;
    QTest::newRow("a megabyte") << 1 << 2 << 3 << 1'048'576 << 5 << true;
    QTest::newRow("value 0") << 1 << 2 << 3 << 32 << 0 << false;
    QTest::newRow("mint of 0") << 0 << 2 << 3 << 32 << 0 << false;
    QTest::newRow("burn of 0") << 1 << 0 << 3 << 32 << 0 << false;
    QTest::newRow("zero address to itself") << 0 << 0 << 3 << 32 << 5 << false;
}

void TestTransferDecoder::skips()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, topics);
    QFETCH(int, bytes);
    QFETCH(int, value);
    QFETCH(bool, malformed);
    RawLog log = transferLog(user(static_cast<std::uint32_t>(from)), user(static_cast<std::uint32_t>(to)),
                             std::vector<std::uint8_t>(static_cast<std::size_t>(bytes)));
    if (!log.data.empty())
        log.data.back() = static_cast<std::uint8_t>(value);
    log.topics.resize(static_cast<std::size_t>(topics), hash(4));
    const auto decoded = decodeTransfer(log, at(15));
    QVERIFY(std::holds_alternative<SkipReason>(decoded));
    QVERIFY(std::get<SkipReason>(decoded) == (malformed ? SkipReason::Malformed : SkipReason::NoChange));
}

void TestTransferDecoder::malformedCountsBeforeNoChange()
{
    const auto decoded = decodeTransfer(transferLog(user(0), user(0), {}), at(15));
    QVERIFY(std::get<SkipReason>(decoded) == SkipReason::Malformed);
}

CP_REGISTER_TEST(TestTransferDecoder);
#include "tst_transferdecoder.moc"
