#include "core/rpc/abitext.h"

#include <QChar>
#include <QList>
#include <QString>

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::size_t kWord = 32;
constexpr qsizetype kLongestText = 64;

/// A word as a size; nothing where it is absurdly large.
std::optional<std::size_t> wordAt(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    if (bytes.size() < kWord || offset > bytes.size() - kWord)
        return std::nullopt;
    const auto word = bytes.subspan(offset, kWord);
    const auto low = word.last(4);
    if (std::any_of(word.begin(), word.end() - 4, [](std::uint8_t byte) { return byte != 0; }))
        return std::nullopt;
    std::size_t value = 0;
    for (const std::uint8_t byte : low)
        value = value << 8 | byte;
    return value;
}

std::string clean(std::span<const std::uint8_t> bytes)
{
    // 64 characters have at most 256 bytes; some more in case that many of them go.
    const auto head = bytes.first(std::min<std::size_t>(bytes.size(), 4096));
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char*>(head.data()), static_cast<qsizetype>(head.size()));
    QList<uint> kept;
    for (const uint c : text.toUcs4()) {
        const QChar::Category category = QChar::category(c);
        if (category != QChar::Other_Control && category != QChar::Other_Format)
            kept.append(c);
    }
    kept.resize(std::min(kept.size(), kLongestText));
    const std::u32string characters(kept.begin(), kept.end());
    return QString::fromStdU32String(characters).trimmed().toStdString();
}

} // namespace

std::string abiText(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() == kWord)
        return clean(
            bytes.first(static_cast<std::size_t>(std::find(bytes.begin(), bytes.end(), 0) - bytes.begin())));
    const auto offset = wordAt(bytes, 0);
    const auto length = offset ? wordAt(bytes, *offset) : std::nullopt;
    if (!length || *length > bytes.size() - *offset - kWord)
        return {};
    return clean(bytes.subspan(*offset + kWord, *length));
}

std::optional<RawAmount> abiUint256(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() != kWord)
        return std::nullopt;
    mpz_class value;
    mpz_import(value.get_mpz_t(), kWord, 1 /* most significant first */, 1, 1, 0, bytes.data());
    return RawAmount(std::move(value));
}

std::optional<int> abiUint8(std::span<const std::uint8_t> bytes)
{
    const auto value = wordAt(bytes, 0);
    if (!value || *value > 255)
        return std::nullopt;
    return static_cast<int>(*value);
}

} // namespace chainpoints
