// The reasons of the failures, with how many there are of each: the groups to choose from.
#pragma once

#include "core/access/operatordesk.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;

namespace chainpoints {

/// Window thread only. Not seen while there is nothing to choose.
class ReasonChoice : public QWidget
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    explicit ReasonChoice(OperatorDesk& desk, QWidget* parent = nullptr);

    /// Counts those that match once more. The choice stays, also where there is none of it any more.
    void count(const std::optional<std::string>& chain, FailureFilter filter);
    /// As in FailureQuery; empty: any.
    [[nodiscard]] std::string code() const;
    /// Of the chosen reason, as counted last.
    [[nodiscard]] std::int64_t failures() const;
    /// Any reason, without telling.
    void reset();

Q_SIGNALS:
    void chosen();
    void counted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void take(const FailureSet& set);
    void list();
    void retranslate();

    OperatorDesk& m_desk;
    FailureQuery m_query;  ///< of the newest question
    bool m_asking = false; ///< one at a time
    bool m_again = false;
    std::map<std::string, std::int64_t> m_counts;
    QLabel* m_caption;
    QComboBox* m_reasons;
};

} // namespace chainpoints
