// Incidents and restatements, page by page. Internal to core/access.
#pragma once

#include "core/access/accountviews.h"
#include "core/access/incidentviews.h"
#include "core/base/result.h"
#include "core/storage/sql/connection.h"

namespace chainpoints {

// Each is one snapshot. NotFound: no such chain. BadInput: no address, no cursor of such a page.

[[nodiscard]] Result<IncidentPage> readIncidents(sql::Connection& connection, const IncidentQuery& query);

/// Also of an address that is no user any more, since a fork may have taken him away.
[[nodiscard]] Result<RestatementPage> readRestatements(sql::Connection& connection,
                                                       const UserRowsQuery& query);
[[nodiscard]] Result<RestatementPage> readRestatements(sql::Connection& connection,
                                                       const RestatementQuery& query);

} // namespace chainpoints
