#include "core/access/addressbook.h"

#include "core/storage/sql/rows.h"

#include <cstdint>

namespace chainpoints {
namespace {

/// Whether four digits stand side by side anywhere in the address.
bool holds(const Address& address, std::uint32_t fourDigits)
{
    // A window of three bytes that moves a byte, two digits, at a time.
    std::uint32_t window = 0;
    bool found = false;
    for (std::size_t i = 0; i < address.bytes.size(); ++i) {
        window = (window << 8U | address.bytes[i]) & 0xffffffU;
        if (i >= 1)
            found |= (window & 0xffffU) == fourDigits;
        if (i >= 2)
            found |= (window >> 4U & 0xffffU) == fourDigits;
    }
    return found;
}

} // namespace

Result<bool> AddressBook::catchUp(sql::Connection& connection, std::size_t atOnce)
{
    if (m_givenUp)
        return false;
    const bool isNew = m_users.empty();
    bool newestIsThere = isNew;
    std::size_t taken = 0;
    // From the newest known one on.
    auto read = sql::forEachRow(
        connection, "SELECT id, user_address FROM user WHERE id >= ? ORDER BY id LIMIT ?",
        {isNew ? 0 : m_users.back().value(), static_cast<std::int64_t>(isNew ? atOnce : atOnce + 1)},
        [&](const sql::Statement& row) -> Result<void> {
            const UserId user(row.integer(0));
            const auto address = Address::parse(row.text(1));
            if (!newestIsThere) {
                newestIsThere = address && user == m_users.back() && *address == m_addresses.back();
                return {};
            }
            m_givenUp |= !address || m_users.size() == kMostUsers;
            if (m_givenUp)
                return {};
            m_users.push_back(user);
            m_addresses.push_back(*address);
            ++taken;
            return {};
        });
    if (!read)
        return read.error();
    if (m_givenUp || !newestIsThere) {
        m_users = {};
        m_addresses = {};
        return false;
    }
    return taken < atOnce;
}

std::optional<std::vector<UserId>> AddressBook::find(const UserSearch& search, std::size_t most) const
{
    const std::uint32_t digits = search.firstDigits();
    std::vector<UserId> found;
    for (std::size_t i = 0; i < m_users.size(); ++i) {
        if (!holds(m_addresses[i], digits) || !search.matches(m_addresses[i].hex()))
            continue;
        if (found.size() == most)
            return std::nullopt;
        found.push_back(m_users[i]);
    }
    return found;
}

} // namespace chainpoints
