// What operators asked for, who they were, and what came of it.
#pragma once

#include "ui/activity/activitymodel.h"
#include "ui/panel.h"

class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace chainpoints {

class EmptyPage;
class Headline;
class RowTable;

class ActivityPanel : public Panel
{
    Q_OBJECT
public:
    explicit ActivityPanel(OperatorDesk& desk, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void refresh() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();
    void take();
    void showSelected();
    void showParts(const ActionView& action);
    void showEmptiness();
    void retranslate();
    void fitColumns();

    ActivityModel m_model;
    std::optional<ActionSummary> m_described;
    QStackedWidget* m_stack;
    EmptyPage* m_empty;
    QSplitter* m_splitter;
    RowTable* m_table;
    Headline* m_headline;
    QPlainTextEdit* m_parts;
};

} // namespace chainpoints
