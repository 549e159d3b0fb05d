// What somebody wrote to find users by their address. Pure.
#pragma once

#include "core/storage/sql/rows.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chainpoints {

/// A part of an address in either case; with "0x" in front, its beginning.
class UserSearch
{
public:
    explicit UserSearch(const std::string& text);

    /// False: no address can hold it.
    [[nodiscard]] bool possible() const { return m_possible; }
    /// It singles out so few users that finding and sorting them beats walking along an order.
    [[nodiscard]] bool selective() const
    {
        return m_digits.size() >= (m_prefix ? kSelectiveBeginning : kSelectiveDigits);
    }
    [[nodiscard]] bool isBeginning() const { return m_prefix; }
    /// The first four as a number; there must be four.
    [[nodiscard]] std::uint32_t firstDigits() const;
    [[nodiscard]] bool matches(const std::string& address) const;

    /// " AND ..." on u.user_address, or nothing; its parameters are added to `parameters`.
    [[nodiscard]] std::string condition(std::vector<sql::Value>& parameters) const;

private:
    static constexpr std::size_t kSelectiveBeginning = 2; ///< one in 256
    static constexpr std::size_t kSelectiveDigits = 4;    ///< anywhere: one in 1,800

    bool m_possible = true;
    bool m_prefix = false;
    std::string m_digits;
};

} // namespace chainpoints
