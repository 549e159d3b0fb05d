// Failures that an operator has set aside: table failure_dismissal.
#pragma once

#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <string>

namespace chainpoints {

/// Part of a condition: the failure, a row of user_points_change called c, is not set aside.
inline constexpr const char* kNotDismissed =
    "NOT EXISTS (SELECT 1 FROM failure_dismissal d WHERE d.failure_id = c.id)";

// Within the caller's transaction.

/// False: it is set aside already. A new note replaces the old one.
[[nodiscard]] Result<bool> dismiss(sql::Connection& connection, FailureId failure, const std::string& by,
                                   const std::string& note);
/// False: it was not set aside.
[[nodiscard]] Result<bool> restore(sql::Connection& connection, FailureId failure);

} // namespace chainpoints
