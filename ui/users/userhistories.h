// The data of the charts as tables.
#pragma once

#include "ui/charts/historyloader.h"
#include "ui/widgets/cellstable.h"

#include <QLabel>

namespace chainpoints {

/// Shows what the charts show, over the same stretch of time.
class UserHistories : public QWidget
{
    Q_OBJECT
public:
    explicit UserHistories(QWidget* parent = nullptr);

    void setHistories(const HistoryLoader::Answer& answer);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void write();
    void retranslate();

    std::optional<BalanceHistory> m_balances;
    std::optional<PointsHistory> m_gains;
    QLabel* m_note;
    QLabel* m_balanceName;
    CellsTable* m_balance;
    QLabel* m_pointsName;
    CellsTable* m_points;
};

} // namespace chainpoints
