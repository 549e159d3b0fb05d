// What operators asked for, who they were, and what came of it.
#pragma once

#include "ui/activity/actionsmodel.h"
#include "ui/activity/historypage.h"

class QPlainTextEdit;
class QPushButton;

namespace chainpoints {

class Headline;
class Notice;

class ActionsPage : public HistoryPage
{
    Q_OBJECT
public:
    explicit ActionsPage(OperatorDesk& desk, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;

protected:
    [[nodiscard]] Saying emptiness() const override;
    [[nodiscard]] QString unreadable() const override;
    void describe(int row) override;
    void fitColumns() override;
    void retranslate() override;

private:
    void askForParts();
    void showParts(const ActionView& action);
    void cancelRest();

    ActionsModel m_model;
    std::optional<ActionSummary> m_described;
    bool m_unread = false; ///< its parts could not be read
    Headline* m_headline;
    QPushButton* m_cancel;
    Notice* m_note;
    Notice* m_problem;
    QPlainTextEdit* m_parts;
};

} // namespace chainpoints
