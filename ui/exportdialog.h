// What is to be exported, and where to; then how far it is, and what came of it.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/prompts.h"
#include "ui/theme.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSettings;

namespace chainpoints {

class ChainChoice;
class InstantEdit;
class Notice;
class ReportExport;

/// Not modal. Closed while a report is being written, it can be shown again: the report goes on.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// All must outlive the dialog; the settings keep the folder used last.
    ExportDialog(OperatorDesk& desk, Prompts& prompts, QSettings& settings, ReportExport& writing,
                 QWidget* parent);

    /// To the front. Where it was not seen, it is filled in for what is `nearest`; none: as it was last.
    void openFor(const std::optional<ReportRequest>& nearest);
    [[nodiscard]] ReportRequest request() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    /// A time that may be left open.
    struct Instant
    {
        QCheckBox* given;
        InstantEdit* edit;
        [[nodiscard]] std::optional<UnixTime> time() const;
    };

    void layOut();
    void connectParts();
    /// Which of the rows: all, or those that the panel on screen shows.
    enum class Rows { All, Matching, Selected };
    void offerRows();
    [[nodiscard]] Rows rows() const;
    Instant addInstant(const QString& name);
    [[nodiscard]] const ReportForm& form() const;
    [[nodiscard]] std::vector<std::string> chosenColumns() const;
    void setReport();
    void listColumns();
    void setChains();
    /// For those that are left open.
    void suggestTimes();
    void suggestFile();
    void chooseFile();
    /// What keeps the report from being written; empty: nothing.
    [[nodiscard]] QString problem() const;
    void go();
    void write();
    using Sentence = std::function<QString()>;
    /// Also after a change of the language or of the zone. Without a sentence: nothing.
    void say(theme::Tone tone, Sentence sentence);
    void showProgress();
    void showWritten(const QString& file, qint64 rows);
    void retranslate();

    OperatorDesk& m_desk;
    Prompts& m_prompts;
    QSettings& m_settings;
    ReportExport& m_writing;
    QFormLayout* m_form;
    QLabel* m_reportName;
    QComboBox* m_report;
    QLabel* m_chainName;
    ChainChoice* m_chain;
    QLabel* m_userName;
    QLineEdit* m_user;
    QLabel* m_rowsName;
    QComboBox* m_rows;
    QCheckBox* m_all;
    Instant m_at;
    Instant m_from;
    Instant m_to;
    QCheckBox* m_onlySome;
    QListWidget* m_columns;
    QLabel* m_fileName;
    QLineEdit* m_file;
    QPushButton* m_choose;
    QLabel* m_about;
    Notice* m_notice;
    QPushButton* m_folder;
    QPushButton* m_copy;
    QPushButton* m_close;
    QPushButton* m_go;
    theme::Tone m_tone = theme::Tone::Idle; ///< of what is said
    Sentence m_said;
    ReportRequest m_nearest; ///< where it was opened from
    QString m_suggested;     ///< the file's name that nobody changed yet
    QString m_replaced;      ///< the file that may be replaced
    QString m_written;       ///< the last one
};

} // namespace chainpoints
