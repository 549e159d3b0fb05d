#include "core/storage/usersearch.h"

#include <cctype>

namespace chainpoints {

UserSearch::UserSearch(const std::string& text)
{
    for (const char c : text)
        if (!std::isspace(static_cast<unsigned char>(c)))
            m_digits += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    m_prefix = m_digits.starts_with("0x");
    if (m_prefix)
        m_digits.erase(0, 2);
    m_possible = m_digits.find_first_not_of("0123456789abcdef") == std::string::npos && m_digits.size() <= 40;
}

std::uint32_t UserSearch::firstDigits() const
{
    return static_cast<std::uint32_t>(std::stoul(m_digits.substr(0, 4), nullptr, 16));
}

bool UserSearch::matches(const std::string& address) const
{
    if (!m_possible)
        return false;
    // Behind "0x", so that a search for 0 does not find everybody.
    return m_prefix ? address.compare(2, m_digits.size(), m_digits) == 0
                    : address.find(m_digits, 2) != std::string::npos;
}

std::string UserSearch::condition(std::vector<sql::Value>& parameters) const
{
    if (!m_possible)
        return " AND 1 = 0";
    if (m_digits.empty())
        return {};
    if (m_prefix) {
        parameters.emplace_back("0x" + m_digits);
        // 'g' follows the last hexadecimal digit.
        parameters.emplace_back("0x" + m_digits + "g");
        return " AND u.user_address >= ? AND u.user_address < ?";
    }
    parameters.emplace_back("0x%" + m_digits + "%");
    return " AND u.user_address LIKE ?";
}

} // namespace chainpoints
