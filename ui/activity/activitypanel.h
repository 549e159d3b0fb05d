// What happened: asked for by operators, to the chains, to settled points.
#pragma once

#include "ui/panel.h"

#include <QTabWidget>

namespace chainpoints {

class HistoryPage;

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

private:
    void add(HistoryPage* page);
    void retranslate();

    QTabWidget* m_tabs;
    std::vector<HistoryPage*> m_pages; ///< as the tabs
};

} // namespace chainpoints
