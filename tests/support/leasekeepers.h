// Owners of chains for tests.
#pragma once

#include "core/engine/leasekeeper.h"
#include "tests/support/testdatabase.h"

namespace chainpoints {

/// A process that owns chains of `database`, which must outlive it, and knows of nobody's death.
[[nodiscard]] inline std::unique_ptr<LeaseKeeper> keeperOf(const TestDatabase& database,
                                                           const LeaseHolder& self = {"host", 1, "one"})
{
    return std::make_unique<LeaseKeeper>(
        self, [&database]() -> Result<std::unique_ptr<sql::Connection>> { return database.openWriter(); },
        [](const LeaseHolder&) { return false; });
}

} // namespace chainpoints
