// The operators' door to a test database.
#pragma once

#include "core/access/accountdoor.h"
#include "core/access/operatordoor.h"
#include "tests/support/testdatabase.h"

namespace chainpoints {

/// The database must outlive the door.
[[nodiscard]] inline std::unique_ptr<OperatorDoor> doorOf(const TestDatabase& database,
                                                          std::stop_token stop = {})
{
    using Opened = Result<std::unique_ptr<sql::Connection>>;
    return std::make_unique<OperatorDoor>(DoorParts{[&database]() -> Opened { return database.openReader(); },
                                                    [&database]() -> Opened { return database.openWriter(); },
                                                    "tester@host", "test"},
                                          std::move(stop));
}

[[nodiscard]] inline std::unique_ptr<AccountDoor> accountsOf(const TestDatabase& database)
{
    return std::make_unique<AccountDoor>(
        [&database]() -> Result<std::unique_ptr<sql::Connection>> { return database.openReader(); });
}

} // namespace chainpoints
