#include "core/base/hex.h"

#include "core/base/quotable.h"

#include <charconv>

namespace chainpoints {
namespace {

int digitValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

std::string toHex(std::span<const std::uint8_t> bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text = "0x";
    text.reserve(2 + 2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

bool fromHex(std::string_view text, std::span<std::uint8_t> out)
{
    if (text.size() != 2 + 2 * out.size() || !text.starts_with("0x"))
        return false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = digitValue(text[2 + 2 * i]);
        const int low = digitValue(text[3 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        out[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return true;
}

Result<std::int64_t> parseHexQuantity(std::string_view text)
{
    std::uint64_t value = 0;
    const bool prefixed = text.size() > 2 && text.starts_with("0x");
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + (prefixed ? 2 : 0), end, value, 16);
    if (!prefixed || parsed.ec != std::errc() || parsed.ptr != end || value > INT64_MAX)
        return Error{ErrorCode::Protocol, "\"" + quotable(text, 40) + "\" is not a hexadecimal quantity"};
    return static_cast<std::int64_t>(value);
}

std::string toHexQuantity(std::int64_t value)
{
    char buffer[20];
    const auto written = std::to_chars(buffer, buffer + sizeof buffer, value, 16);
    return "0x" + std::string(buffer, written.ptr);
}

} // namespace chainpoints
