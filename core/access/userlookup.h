// From what a caller wrote to the user that is meant. Internal to core/access.
#pragma once

#include "core/base/result.h"
#include "core/model/ledger.h"
#include "core/storage/chainstore.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

struct FoundUser
{
    UserId id;
    std::string address;
    UserStatus status = UserStatus::Normal;
};

[[nodiscard]] Error noAddress(const std::string& text);

/// BadInput: no address. NotFound: nobody has it.
[[nodiscard]] Result<FoundUser> findUser(sql::Connection& connection, const std::string& address);

/// The one that is named, or all by name. NotFound: no such chain.
[[nodiscard]] Result<std::vector<ChainRecord>> chainsNamed(sql::Connection& connection,
                                                           const std::optional<std::string>& name);

} // namespace chainpoints
