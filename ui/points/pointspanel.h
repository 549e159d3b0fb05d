// The page of points: who has the most, and up to when each chain is settled.
#pragma once

#include "ui/pagesource.h"
#include "ui/panel.h"
#include "ui/points/leaders.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace chainpoints {

class CellsTable;
class EmptyPage;
class Notice;

class PointsPanel : public Panel
{
    Q_OBJECT
public:
    explicit PointsPanel(OperatorDesk& desk, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void refresh() override;
    [[nodiscard]] std::optional<ReportRequest> nearestReport() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void readNews();
    void listChains();
    void open();
    void take(Result<LeaderPage> page, bool isMore);
    void showUserAt(int row);
    void write();
    void writeAsOf();
    void writeHours();
    void showEmptiness();
    void retranslate();
    [[nodiscard]] std::string chain() const; ///< empty: all

    PageSource<LeaderPage> m_source;
    std::vector<Leader> m_leaders;
    std::vector<SettledUpTo> m_asOf; ///< of the leaders
    std::optional<Error> m_problem;
    bool m_answered = false;
    QTimer m_rest; ///< after a scan
    QLabel* m_chainName;
    QComboBox* m_chains;
    QLabel* m_asOfText;
    Notice* m_notice;
    QStackedWidget* m_stack;
    EmptyPage* m_empty;
    CellsTable* m_table;
    QLabel* m_hoursName;
    CellsTable* m_hours;
};

} // namespace chainpoints
