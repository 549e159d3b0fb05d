#include "ui/reportexport.h"

#include "ui/reportfile.h"

#include <ostream>

namespace chainpoints {

ReportExport::ReportExport(OperatorDesk& desk, QObject* parent)
    : QObject(parent), m_desk(desk), m_rows(std::make_shared<std::atomic<std::int64_t>>(0))
{
    m_count.setInterval(kBetweenCountsMs);
    connect(&m_count, &QTimer::timeout, this, &ReportExport::progressed);
}

ReportExport::~ReportExport()
{
    m_stop.request_stop();
}

void ReportExport::start(const ReportRequest& request, const QString& file)
{
    if (isRunning())
        return;
    m_file = file;
    m_stop = {};
    m_rows = std::make_shared<std::atomic<std::int64_t>>(0);
    m_count.start();
    m_desk.ask(
        this,
        [request, file, stop = m_stop.get_token(), rows = m_rows](OperatorDoor& door) -> Result<void> {
            ReportFile target(file, stop, *rows);
            if (auto opened = target.open(); !opened)
                return opened;
            std::ostream out(&target);
            return target.finish(door.exportReport(request, "-", out));
        },
        [this](const Result<void>& result) { take(result); }, OperatorDesk::Lane::Reports);
    Q_EMIT progressed();
}

void ReportExport::cancel()
{
    m_stop.request_stop();
}

void ReportExport::take(const Result<void>& result)
{
    m_count.stop();
    const QString file = std::exchange(m_file, QString());
    if (result)
        Q_EMIT written(file, rows());
    else if (m_stop.stop_requested())
        Q_EMIT cancelled(file);
    else
        Q_EMIT failed(file, QString::fromStdString(result.error().message));
}

} // namespace chainpoints
