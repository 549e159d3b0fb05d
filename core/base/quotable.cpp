#include "core/base/quotable.h"

namespace chainpoints {
namespace {

unsigned byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// The bytes of the control character that starts at `at`; 0: there is none.
std::size_t controlAt(std::string_view text, std::size_t at)
{
    const unsigned first = byteAt(text, at);
    if (first < 0x20 || first == 0x7f)
        return 1;
    // U+0080 to U+009F, which some terminals obey like an escape.
    const unsigned second = byteAt(text, at + 1);
    return first == 0xc2 && second >= 0x80 && second < 0xa0 ? 2 : 0;
}

} // namespace

std::string quotable(std::string_view text, std::size_t most)
{
    std::size_t end = most < text.size() ? most : text.size();
    while (end > 0 && (byteAt(text, end) & 0xc0U) == 0x80)
        --end;
    std::string result;
    for (std::size_t at = 0; at < end;) {
        const std::size_t control = controlAt(text, at);
        result += control > 0 ? '?' : text[at];
        at += control > 0 ? control : 1;
    }
    return result;
}

} // namespace chainpoints
