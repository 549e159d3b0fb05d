// One failure in full, below the table.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/notice.h"

#include <QPushButton>
#include <QScrollArea>

namespace chainpoints {

class FailureHistory;

class FailureDetail : public QScrollArea
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    explicit FailureDetail(OperatorDesk& desk, QWidget* parent = nullptr);

    /// `result`: of what was asked here; empty where nothing was.
    void describe(const FailureView& failure, const QString& result);
    /// Something was asked of it: what was asked is read once more.
    void askAgain();
    /// No failure is selected.
    void clear();
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void userWanted(const QString& chain, const QString& address);
    void logWanted(const QString& chain, chainpoints::UnixTime time);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    [[nodiscard]] static QString nextAttempt(const FailureView& failure);

    QString m_chain;
    QString m_address;
    UnixTime m_lastAttempt;
    Headline* m_headline;
    QPushButton* m_user;
    QPushButton* m_log;
    Notice* m_reason;
    Notice* m_engineSays;
    Notice* m_dismissal;
    Notice* m_result;
    FactGrid* m_facts;
    FailureHistory* m_history;
};

} // namespace chainpoints
