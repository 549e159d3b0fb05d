#include "core/proof/rlp.h"

namespace chainpoints::rlp {
namespace {

constexpr std::uint8_t kText = 0x80;
constexpr std::uint8_t kList = 0xc0;
constexpr std::size_t kLongestShort = 55;

Bytes bigEndian(std::uint64_t value)
{
    Bytes result;
    for (; value > 0; value >>= 8U)
        result.insert(result.begin(), static_cast<std::uint8_t>(value & 0xffU));
    return result;
}

Bytes withLength(std::uint8_t kind, std::span<const std::uint8_t> content)
{
    Bytes result;
    if (content.size() <= kLongestShort) {
        result.push_back(static_cast<std::uint8_t>(kind + content.size()));
    } else {
        const Bytes length = bigEndian(content.size());
        result.push_back(static_cast<std::uint8_t>(kind + kLongestShort + length.size()));
        append(result, length);
    }
    append(result, content);
    return result;
}

} // namespace

Bytes text(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() == 1 && bytes.front() < kText)
        return {bytes.front()};
    return withLength(kText, bytes);
}

Bytes number(std::uint64_t value)
{
    return text(bigEndian(value));
}

Bytes list(std::span<const std::uint8_t> items)
{
    return withLength(kList, items);
}

void append(Bytes& bytes, std::span<const std::uint8_t> more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

} // namespace chainpoints::rlp
