// Whose settled points became others: from what to what, and why.
#pragma once

#include "ui/activity/historypage.h"
#include "ui/activity/restatementsmodel.h"

namespace chainpoints {

class PastDetail;

class RestatementsPage : public HistoryPage
{
    Q_OBJECT
public:
    explicit RestatementsPage(OperatorDesk& desk, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;

protected:
    [[nodiscard]] Saying emptiness() const override;
    [[nodiscard]] QString unreadable() const override;
    void describe(int row) override;
    void fitColumns() override;
    void retranslate() override;

private:
    RestatementsModel m_model;
    PastDetail* m_detail;
};

} // namespace chainpoints
