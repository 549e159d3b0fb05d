// Balance and points of one user over the same stretch of time.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/charts/chartexport.h"
#include "ui/charts/historychart.h"
#include "ui/charts/historyloader.h"

#include <QLabel>
#include <QPushButton>

namespace chainpoints {

/// Both charts show the same range: zooming one zooms both, and what comes into sight is asked for again, so
/// that thinned histories become exact.
class UserCharts : public QWidget
{
    Q_OBJECT
public:
    /// Desk and prompts must outlive it.
    UserCharts(OperatorDesk& desk, Prompts& prompts, QWidget* parent = nullptr);

    /// Shows everything of this user.
    void setUser(const QString& chain, const QString& address, const QString& symbol);
    void clear();
    /// Asks for what is shown once more.
    void refresh();

Q_SIGNALS:
    /// The user as of the charts.
    void userRead(const chainpoints::UserView& user);
    /// What is drawn now.
    void historiesRead(const chainpoints::HistoryLoader::Answer& answer);

protected:
    void changeEvent(QEvent* event) override;

private:
    void take(const HistoryLoader::Answer& answer);
    void showRange(const TimeRange& wanted);
    void showAll();
    void applyRange();
    void retranslate();

    HistoryLoader m_loader;
    QLabel* m_rangeText;
    QPushButton* m_reset;
    BalanceChart* m_balance;
    PointsChart* m_points;
    ChartExport* m_export;
    QString m_chain;
    QString m_symbol;
    std::optional<TimeRange> m_whole; ///< none before the first answer
    std::optional<TimeRange> m_shown; ///< none: the whole range, also when it grows
};

} // namespace chainpoints
