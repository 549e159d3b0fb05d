// The texts and numbers that a token's functions return.
#include "core/rpc/abitext.h"

#include <QTest>

using namespace chainpoints;

namespace {

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

std::vector<std::uint8_t> word(std::uint8_t value)
{
    std::vector<std::uint8_t> result(32, 0);
    result.back() = value;
    return result;
}

std::vector<std::uint8_t> abiString(std::string_view text)
{
    std::vector<std::uint8_t> result = word(32);
    const auto length = word(static_cast<std::uint8_t>(text.size()));
    result.insert(result.end(), length.begin(), length.end());
    result.insert(result.end(), text.begin(), text.end());
    result.resize((result.size() + 31) / 32 * 32, 0);
    return result;
}

} // namespace

class TestRpcToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTokenTexts_data();
    void readsTokenTexts();
    void readsDecimals();
};

void TestRpcToken::readsTokenTexts_data()
{
    QTest::addColumn<std::vector<std::uint8_t>>("bytes");
    QTest::addColumn<QString>("text");
    const auto padded = [](std::string_view text) {
        auto bytes = bytesOf(text);
        bytes.resize(32, 0);
        return bytes;
    };
    QTest::newRow("string") << abiString("Points") << QStringLiteral("Points");
    QTest::newRow("empty string") << abiString("") << QString();
    QTest::newRow("bytes32") << padded("MKR") << QStringLiteral("MKR");
    QTest::newRow("full bytes32") << bytesOf(std::string(32, 'x')) << QString(32, u'x');
    QTest::newRow("nothing") << std::vector<std::uint8_t>() << QString();
    QTest::newRow("NUL and control") << abiString(std::string_view("A\0B\x01\nC\x7f", 7))
                                     << QStringLiteral("ABC");
    QTest::newRow("direction override") << abiString("A\xe2\x80\xae"
                                                     "B")
                                        << QStringLiteral("AB");
    QTest::newRow("invalid UTF-8") << abiString("A\xff"
                                                "B")
                                   << QStringLiteral("A\uFFFDB");
    QTest::newRow("long") << abiString(std::string(200, 'y')) << QString(64, u'y');
    QTest::newRow("beyond the first plane")
        << abiString("\xf0\x9f\x92\x8e") << QString::fromUcs4(U"\U0001F48E");
    auto tooLong = abiString("abc");
    tooLong[63] = 200;
    QTest::newRow("length beyond the end") << tooLong << QString();
    auto far = abiString("abc");
    far[0] = 0xff;
    QTest::newRow("offset beyond the end") << far << QString();
    QTest::newRow("cut") << std::vector<std::uint8_t>(40, 0) << QString();
}

void TestRpcToken::readsTokenTexts()
{
    QFETCH(std::vector<std::uint8_t>, bytes);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(abiText(bytes)), text);
}

void TestRpcToken::readsDecimals()
{
    QCOMPARE(abiUint8(word(18)), std::optional(18));
    QCOMPARE(abiUint8(word(0)), std::optional(0));
    QCOMPARE(abiUint8(word(255)), std::optional(255));
    auto large = word(0);
    large[30] = 1;
    QVERIFY(!abiUint8(large));
    large = word(18);
    large[0] = 1;
    QVERIFY(!abiUint8(large));
    QVERIFY(!abiUint8({}));
    QVERIFY(!abiUint8(bytesOf("short")));
}

QTEST_GUILESS_MAIN(TestRpcToken)
#include "tst_rpctoken.moc"
