// A dated rate, as configured and recorded.
#pragma once

#include "core/base/quantity.h"
#include "core/base/time.h"

namespace chainpoints {

/// From `from` on a whole token gains perHourE9 / 10^9 points an hour.
struct RateChange
{
    UnixTime from;
    mpz_class perHourE9; ///< >= 0

    bool operator==(const RateChange&) const = default;
};

/// "0.05" -> 50000000. At most 9 decimals, not negative, at most 10^9 a token and hour.
[[nodiscard]] Result<mpz_class> parseRate(std::string_view text);
/// The shortest exact notation: "0.05", "1", "0".
[[nodiscard]] std::string formatRate(const mpz_class& perHourE9);

} // namespace chainpoints
