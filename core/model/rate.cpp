#include "core/model/rate.h"

#include "core/base/quotable.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::size_t kDecimals = 9;
constexpr std::size_t kWholeDigits = 10;

bool allDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Result<mpz_class> parseRate(std::string_view text)
{
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const bool shaped = !whole.empty() && whole.size() <= kWholeDigits && allDigits(whole) &&
                        allDigits(fraction) && fraction.size() <= kDecimals &&
                        (point == std::string_view::npos || !fraction.empty());
    if (!shaped)
        return Error{ErrorCode::BadInput,
                     "\"" + quotable(text, 60) +
                         "\" is not a rate; write a decimal like \"0.05\" with at most 9 decimals"};
    std::string digits = std::string(whole) + std::string(fraction);
    digits.append(kDecimals - fraction.size(), '0');
    mpz_class rate(digits, 10);
    if (rate > powerOfTen(2 * static_cast<int>(kDecimals)))
        return Error{ErrorCode::BadInput,
                     "\"" + std::string(text) + "\" is too high a rate; at most 1000000000 is possible"};
    return rate;
}

std::string formatRate(const mpz_class& perHourE9)
{
    std::string text = formatScaled(perHourE9, kDecimals);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

} // namespace chainpoints
