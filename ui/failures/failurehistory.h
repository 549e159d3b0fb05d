// What operators asked of a failure, and what came of it.
#pragma once

#include "core/access/operatordesk.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace chainpoints {

/// Window thread only. Asks the desk again whenever the failure became another; while there is nothing to
/// tell it is not seen.
class FailureHistory : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::size_t kMost = 100;

    /// The desk must outlive it.
    explicit FailureHistory(OperatorDesk& desk, QWidget* parent = nullptr);

    /// `result`: of what was asked here; another one means that there is more to tell.
    void show(const FailureView& failure, const QString& result);
    void askAgain();
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void take(const Result<std::vector<FailureActionView>>& answer);
    void write(const QStringList& lines);
    void writeActions();
    void retranslate();

    OperatorDesk& m_desk;
    std::optional<FailureView> m_failure;
    QString m_result;
    std::optional<std::vector<FailureActionView>> m_actions; ///< none: not read
    bool m_unread = false;                                   ///< the last time it could not be read
    QLabel* m_name;
    QPlainTextEdit* m_text;
};

} // namespace chainpoints
