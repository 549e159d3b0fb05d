#include "ui/reportexport.h"

#include "ui/format.h"
#include "ui/reporttexts.h"
#include "ui/settingskeys.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QWidget>

#include <filesystem>
#include <sstream>

namespace chainpoints {

using namespace Qt::StringLiterals;

ReportExport::ReportExport(OperatorDesk& desk, Prompts& prompts, QSettings& settings, QWidget& window)
    : m_desk(desk), m_prompts(prompts), m_settings(settings), m_window(window)
{
}

QString ReportExport::suggestedFile(const QString& report) const
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(m_settings.value(settingskeys::kExportFolder, documents).toString());
    const QString day = format::time(wallClock()).left(10);
    return folder.filePath(u"%1-%2.csv"_s.arg(report, day));
}

void ReportExport::ask(const QString& report)
{
    const Prompts::File question{.title = tr("Export: %1").arg(reportTitle(report.toStdString())),
                                 .suggested = suggestedFile(report),
                                 .filter = tr("CSV files (*.csv)"),
                                 .suffix = u"csv"_s};
    m_prompts.saveFile(&m_window, question, [this, self = QPointer(this), report](const QString& file) {
        if (self)
            write(report, file);
    });
}

void ReportExport::write(const QString& report, const QString& file)
{
    m_settings.setValue(settingskeys::kExportFolder, QFileInfo(file).absolutePath());
    m_waiting << QFileInfo(file).fileName();
    tellProgress();
    m_desk.ask(
        this,
        [report, file](OperatorDoor& door) {
            ReportRequest request;
            request.report = report.toStdString();
            std::ostringstream unused;
            return door.exportReport(request, std::filesystem::path(file.toStdU16String()), unused);
        },
        [this, file](const Result<void>& result) {
            m_waiting.removeFirst(); // one lane: they end in the order in which they were asked for
            tellProgress();
            if (result)
                Q_EMIT written(file);
            else
                Q_EMIT failed(file, QString::fromStdString(result.error().message));
        },
        OperatorDesk::Lane::Reports);
}

void ReportExport::tellProgress()
{
    Q_EMIT progressed(m_waiting.isEmpty() ? QString() : tr("Writing %1…").arg(m_waiting.first()));
}

} // namespace chainpoints
