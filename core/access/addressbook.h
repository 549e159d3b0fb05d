// The addresses of all users in memory, so that a search for a part of one need not go through the database.
#pragma once

#include "core/base/result.h"
#include "core/model/types.h"
#include "core/storage/sql/connection.h"
#include "core/storage/usersearch.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace chainpoints {

/// Grows with the questions: 28 bytes a user, for each door that finds users. Knows everybody only where ids
/// follow the order of the commits (Dialect::idsFollowCommits). One thread's.
class AddressBook
{
public:
    /// 112 MB; with more users the book is given up, and the database does the searching.
    static constexpr std::size_t kMostUsers = 4'000'000;
    /// So few that a question hardly waits for them.
    static constexpr std::size_t kUsersAtOnce = 50'000;

    /// Takes up to `atOnce` of the users that were added since. True: it knows all whom the connection's open
    /// transaction sees, and perhaps some who are gone. Begins anew where the newest one that it knows is
    /// another now, as in a database that was put in the place of the former.
    [[nodiscard]] Result<bool> catchUp(sql::Connection& connection, std::size_t atOnce = kUsersAtOnce);
    /// In order of their ids. Nothing: more than `most`. `search` must be selective and no beginning.
    [[nodiscard]] std::optional<std::vector<UserId>> find(const UserSearch& search, std::size_t most) const;

private:
    bool m_givenUp = false; ///< too many users, or an address that is none: only the database can look at it
    std::vector<UserId> m_users;
    std::vector<Address> m_addresses; ///< of m_users, in their order
};

} // namespace chainpoints
