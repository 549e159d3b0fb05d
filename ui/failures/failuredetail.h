// One failure in full, below the table.
#pragma once

#include "core/access/views.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/notice.h"

#include <QPushButton>
#include <QScrollArea>

namespace chainpoints {

class FailureDetail : public QScrollArea
{
    Q_OBJECT
public:
    explicit FailureDetail(QWidget* parent = nullptr);

    /// `result`: of what was asked here; empty where nothing was.
    void describe(const FailureView& failure, const QString& result);
    /// No failure is selected.
    void clear();
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void userWanted(const QString& chain, const QString& address);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QString m_chain;
    QString m_address;
    Headline* m_headline;
    QPushButton* m_user;
    Notice* m_reason;
    Notice* m_engineSays;
    Notice* m_dismissal;
    Notice* m_result;
    FactGrid* m_facts;
};

} // namespace chainpoints
