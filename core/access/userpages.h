// Users of one chain, page by page. Internal to core/access.
#pragma once

#include "core/access/addressbook.h"
#include "core/access/views.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

/// One snapshot; only users with `status`, if one is given. NotFound: no such chain. BadInput: no cursor of
/// this order. A book, if there is one, is searched instead of the database.
[[nodiscard]] Result<UserPage> readUsers(sql::Connection& connection, const UserQuery& query,
                                         std::optional<UserStatus> status = {}, AddressBook* book = nullptr);

} // namespace chainpoints
