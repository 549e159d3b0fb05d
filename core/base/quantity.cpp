#include "core/base/quantity.h"

#include "core/base/quotable.h"

#include <algorithm>

namespace chainpoints {

Result<mpz_class> parseInteger(std::string_view text)
{
    const bool negative = text.starts_with('-');
    const std::string_view digits = text.substr(negative ? 1 : 0);
    const bool plain = !digits.empty() &&
                       std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool canonical = digits == "0" ? !negative : !digits.starts_with('0');
    if (!plain || !canonical)
        return Error{ErrorCode::BadInput, "\"" + quotable(text, 100) + "\" is not a whole decimal number"};
    return mpz_class(std::string(text), 10);
}

std::string formatScaled(const mpz_class& value, int decimals)
{
    std::string digits = mpz_class(abs(value)).get_str();
    if (decimals > 0) {
        const auto places = static_cast<std::size_t>(decimals);
        if (digits.size() <= places)
            digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    return sgn(value) < 0 ? "-" + digits : digits;
}

mpz_class powerOfTen(int exponent)
{
    mpz_class result;
    mpz_ui_pow_ui(result.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
    return result;
}

} // namespace chainpoints
