// The reports of SPEC 12.
#pragma once

#include "core/report/csvwriter.h"
#include "core/report/reportrequest.h"
#include "core/storage/sql/connection.h"

#include <filesystem>
#include <ostream>

namespace chainpoints {

/// Header and rows, as of one snapshot of the database; memory does not grow with the rows. Does not finish
/// the sink. Errors: BadInput (no such report or column, an option that the report does not take, no
/// address), NotFound (no such chain), Refused (`at` is later than what there is, and says what there is),
/// Corrupt, Database, and those of the sink.
[[nodiscard]] Result<void> writeReport(sql::Connection& connection, const ReportRequest& request,
                                       CsvSink& sink);

/// The same into the file `out`, whole or not at all, or to `standardOutput` where `out` is "-".
[[nodiscard]] Result<void> exportReport(sql::Connection& connection, const ReportRequest& request,
                                        const std::filesystem::path& out, std::ostream& standardOutput);

} // namespace chainpoints
