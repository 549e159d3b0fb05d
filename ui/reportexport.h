// Writing reports into files: asks where, lets the desk write, says what came of it.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/prompts.h"

#include <QObject>
#include <QStringList>

class QSettings;

namespace chainpoints {

class ReportExport : public QObject
{
    Q_OBJECT
public:
    /// `desk`, `prompts` and `settings` (the folder used last) outlive this. Ended with a report under way,
    /// it tells nothing more of it.
    ReportExport(OperatorDesk& desk, Prompts& prompts, QSettings& settings, QWidget& window);

    /// Asks where to; then the report is written, after those that were asked for before it.
    void ask(const QString& report);

Q_SIGNALS:
    /// What is being written; empty: nothing.
    void progressed(const QString& text);
    void written(const QString& file);
    void failed(const QString& file, const QString& sentence);

private:
    void write(const QString& report, const QString& file);
    void tellProgress();
    [[nodiscard]] QString suggestedFile(const QString& report) const;

    OperatorDesk& m_desk;
    Prompts& m_prompts;
    QSettings& m_settings;
    QWidget& m_window;
    QStringList m_waiting; ///< names of the files, the one being written first
};

} // namespace chainpoints
