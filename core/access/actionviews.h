// Actions as operators see them. Internal to core/access.
#pragma once

#include "core/access/views.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

/// One snapshot. NotFound: no such action.
[[nodiscard]] Result<ActionView> readAction(sql::Connection& connection, ActionId id);
/// One snapshot. BadInput: a cursor that is none.
[[nodiscard]] Result<ActionPage> readActions(sql::Connection& connection, const ActionQuery& query);

} // namespace chainpoints
