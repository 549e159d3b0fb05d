// Shows what a retry of many failures would take on, before it is asked for.
#pragma once

#include "core/access/operatordesk.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace chainpoints {

class Notice;

/// Reads once what matches: exactly these failures are retried, whatever comes or goes meanwhile.
class RetryPlan : public QDialog
{
    Q_OBJECT
public:
    /// From here on the number must be typed.
    static constexpr std::size_t kManyFailures = 1000;

    /// The desk must outlive it. `configFile`: what the command line is told to use; empty: nothing.
    RetryPlan(OperatorDesk& desk, FailureQuery query, QString configFile = {}, QWidget* parent = nullptr);

    /// The command line that asks for the same, quoted for a shell.
    [[nodiscard]] QString command() const;

Q_SIGNALS:
    /// Not empty; the dialog closes.
    void confirmed(const std::vector<chainpoints::FailureId>& failures);

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void take(const Result<FailureSet>& answer);
    void confirm();
    void showSet();
    void showButtons();
    void retranslate();
    [[nodiscard]] QString scope() const;
    [[nodiscard]] QStringList warnings() const;
    /// How fast, and how long it will take.
    [[nodiscard]] QString pace() const;

    OperatorDesk& m_desk;
    const FailureQuery m_query;
    const QString m_configFile;
    std::optional<FailureSet> m_set;
    QLabel* m_scope;
    QLabel* m_count;
    QPlainTextEdit* m_groups;
    QLabel* m_pace;
    Notice* m_warning;
    Notice* m_problem;
    QLabel* m_typedName;
    QLineEdit* m_typed;
    QPushButton* m_copy;
    QPushButton* m_go;
    QPushButton* m_cancel;
};

} // namespace chainpoints
