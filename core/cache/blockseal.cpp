#include "core/cache/blockseal.h"

#include "core/cache/pendingtext.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>
#include <charconv>

namespace chainpoints {
namespace {

constexpr qsizetype kKeyBytes = 32;
constexpr std::size_t kIdLetters = 16;
constexpr const char* kSetting = "cache_seal";

std::string newKey()
{
    std::array<quint32, kKeyBytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray::fromRawData(reinterpret_cast<const char*>(words.data()), kKeyBytes)
        .toHex()
        .toStdString();
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray::fromRawData(text.data(), qsizetype(text.size()));
}

/// The line before the next newline; removes both from `rest`. None where there is no newline.
std::optional<std::string_view> takeLine(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

std::optional<std::int64_t> count(std::string_view text)
{
    std::int64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
    return whole && value >= 0 ? std::optional(value) : std::nullopt;
}

} // namespace

Result<std::string> sealKeyOf(sql::Connection& connection)
{
    if (auto kept = connection.write(
            connection.dialect().insertOrKeep("setting", std::array<std::string_view, 2>{"name", "value"},
                                              std::array<std::string_view, 1>{"name"}),
            {std::string(kSetting), newKey()});
        !kept)
        return kept.error();
    auto query = connection.query("SELECT value FROM setting WHERE name = ?", {std::string(kSetting)});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    std::string key = *row ? (*query)->text(0) : std::string();
    (*query)->close();
    if (key.size() != std::size_t(kKeyBytes * 2))
        return Error{ErrorCode::Corrupt, std::string("table setting has no usable ") + kSetting +
                                             "; delete that row, and a new one is made"};
    return key;
}

BlockSeal::BlockSeal(std::string key, EvmChainId chain, const Address& contract)
    : m_key(std::move(key)), m_chain(std::to_string(chain.value()) + " " + contract.hex())
{
}

std::string BlockSeal::id() const
{
    return sealOf("id", "").substr(0, kIdLetters);
}

std::string BlockSeal::sealed(const PendingBlock& block) const
{
    const BlockHeader& header = block.header;
    const std::string text = header.hash.hex() + "\n" + header.parentHash.hex() + "\n" +
                             std::to_string(header.time.value()) + "\n" + std::to_string(block.skippedLogs) +
                             "\n" + toPendingText(block.transfers);
    return sealOf(std::to_string(header.height.value()), text) + "\n" + text;
}

std::optional<PendingBlock> BlockSeal::opened(BlockHeight height, std::string_view text) const
{
    const auto seal = takeLine(text);
    if (!seal || *seal != sealOf(std::to_string(height.value()), text))
        return std::nullopt;
    // Sealed by this program, though perhaps by another version of it.
    const auto hash = takeLine(text);
    const auto parent = takeLine(text);
    const auto time = takeLine(text);
    const auto skipped = takeLine(text);
    if (!skipped)
        return std::nullopt;
    const auto hashValue = Hash::parse(*hash);
    const auto parentValue = Hash::parse(*parent);
    const auto timeValue = count(*time);
    const auto skippedValue = count(*skipped);
    if (!hashValue || !parentValue || !timeValue || !skippedValue)
        return std::nullopt;
    const BlockHeader header{height, *hashValue, *parentValue, UnixTime(*timeValue)};
    auto transfers = fromPendingText(std::string(text), header);
    if (!transfers)
        return std::nullopt;
    return PendingBlock{header, std::move(*transfers), *skippedValue};
}

std::string BlockSeal::sealOf(std::string_view purpose, std::string_view text) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, QByteArray::fromStdString(m_key));
    code.addData("chainpoints pending block\n" + QByteArray::fromStdString(m_chain) + '\n' +
                 bytesOf(purpose) + '\n');
    code.addData(bytesOf(text));
    return code.result().toHex().toStdString();
}

} // namespace chainpoints
