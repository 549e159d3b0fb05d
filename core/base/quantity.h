// Exact integers of any size with a unit in the type. Nothing here rounds or overflows.
#pragma once

#include "core/base/result.h"

#include <gmpxx.h>

#include <compare>
#include <string>
#include <string_view>

namespace chainpoints {

/// Decimal digits with an optional leading '-'; nothing else (no '+', blanks, exponent, "-0"). Leading zeros
/// are refused.
[[nodiscard]] Result<mpz_class> parseInteger(std::string_view text);

/// `value` / 10^decimals in plain notation with exactly `decimals` decimals; no point where that is 0.
/// Range of decimals: 0 to 255.
[[nodiscard]] std::string formatScaled(const mpz_class& value, int decimals);

/// 10^exponent, exponent >= 0.
[[nodiscard]] mpz_class powerOfTen(int exponent);

/// A signed count of `Tag`'s unit. Only equal units can be added or compared.
template <typename Tag>
class Quantity
{
public:
    Quantity() = default;
    explicit Quantity(mpz_class value) : m_value(std::move(value)) {}

    [[nodiscard]] static Result<Quantity> fromDecimal(std::string_view text)
    {
        auto parsed = parseInteger(text);
        if (!parsed)
            return parsed.error();
        return Quantity(std::move(*parsed));
    }
    [[nodiscard]] std::string decimal() const { return m_value.get_str(); }
    [[nodiscard]] const mpz_class& value() const { return m_value; }
    [[nodiscard]] bool isZero() const { return sgn(m_value) == 0; }
    [[nodiscard]] bool isNegative() const { return sgn(m_value) < 0; }

    Quantity& operator+=(const Quantity& other)
    {
        m_value += other.m_value;
        return *this;
    }
    Quantity& operator-=(const Quantity& other)
    {
        m_value -= other.m_value;
        return *this;
    }
    friend Quantity operator+(Quantity a, const Quantity& b) { return a += b; }
    friend Quantity operator-(Quantity a, const Quantity& b) { return a -= b; }
    friend Quantity operator-(const Quantity& a) { return Quantity(mpz_class(-a.m_value)); }
    friend bool operator==(const Quantity& a, const Quantity& b) { return cmp(a.m_value, b.m_value) == 0; }
    friend std::strong_ordering operator<=>(const Quantity& a, const Quantity& b)
    {
        return cmp(a.m_value, b.m_value) <=> 0;
    }

private:
    mpz_class m_value;
};

/// Smallest units of a token (raw = whole tokens x 10^decimals). Ledger amounts and balances.
using RawAmount = Quantity<struct RawAmountTag>;
/// Units of 1 / (3600 x 10^9 x 10^decimals) points (SPEC 6): the exact sum of raw x rate x seconds.
using PointsRaw = Quantity<struct PointsRawTag>;

} // namespace chainpoints
