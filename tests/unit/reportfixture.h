// What the tests of the reports share: asking for a report and reading its rows.
#pragma once

#include "core/report/reports.h"
#include "tests/support/testdatabase.h"

#include <QString>
#include <QStringList>

#include <sstream>

namespace chainpoints {

inline const QString kA = QStringLiteral("0x0000000000000000000000000000000000000001");
inline const QString kB = QStringLiteral("0x0000000000000000000000000000000000000002");

inline Result<std::string> csv(sql::Connection& connection, const ReportRequest& request)
{
    std::ostringstream out;
    if (auto written = exportReport(connection, request, "-", out); !written)
        return written.error();
    return out.str();
}

/// The rows below the header, or the error.
inline QStringList rows(TestDatabase& database, const ReportRequest& request)
{
    const auto reader = database.openReader();
    const auto result = csv(*reader, request);
    if (!result)
        return {failure(result)};
    QStringList lines = text(*result).split(QLatin1Char('\n'));
    lines.removeFirst();
    lines.removeLast();
    return lines;
}

inline ReportRequest asked(const std::string& report)
{
    ReportRequest request;
    request.report = report;
    return request;
}

inline ReportRequest askedAt(const std::string& report, UnixTime time)
{
    ReportRequest request = asked(report);
    request.at = time;
    return request;
}

} // namespace chainpoints
