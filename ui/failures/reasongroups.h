// The failures by reason: how many there are of each, what to do about them, and which are listed below.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/failures/reasongroupsmodel.h"

#include <QLabel>
#include <QPushButton>

class QAction;

namespace chainpoints {

class RowTable;

/// Window thread only. Not seen while there is no group.
class ReasonGroups : public QWidget
{
    Q_OBJECT
public:
    using Codes = std::vector<std::string>;

    /// The desk must outlive it.
    explicit ReasonGroups(OperatorDesk& desk, QWidget* parent = nullptr);

    /// Counts those that match once more, whatever their reasons. What is picked stays, also where there is
    /// none of it any more.
    void count(FailureQuery query);
    /// As in FailureQuery; none: nothing is picked, so that all are listed.
    [[nodiscard]] Codes codes() const { return {m_picked.begin(), m_picked.end()}; }
    /// Of what is picked, or of all; none: not counted yet.
    [[nodiscard]] std::optional<std::int64_t> failures() const;
    /// Why the newest question has no answer; what is shown was known before it.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }
    /// Nothing is picked, without telling.
    void reset();
    /// Whether a retry can be asked for now.
    void setRetriable(bool retriable);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void picked();
    /// To the newest question, or an error: see problem().
    void answered();
    void retryWanted(const std::vector<std::string>& codes);

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void take(const std::vector<FailureGroup>& groups);
    void readSelection();
    void showSelection();
    void fitHeight();
    void retranslate();
    void fitColumns();
    [[nodiscard]] int heightOfRows(int rows) const;

    OperatorDesk& m_desk;
    FailureQuery m_query;  ///< of the newest question
    bool m_asking = false; ///< one at a time
    bool m_again = false;
    bool m_counted = false; ///< what the newest question is about
    std::optional<Error> m_problem;
    bool m_showing = false; ///< the selection changes by itself
    bool m_retriable = false;
    std::set<std::string> m_picked;
    ReasonGroupsModel m_model;
    RowTable* m_table;
    QAction* m_retry;
    QAction* m_all;
    QWidget* m_pickedRow;
    QLabel* m_pickedText;
    QPushButton* m_allButton;
};

} // namespace chainpoints
