// The two charts of a user: the balance as steps, the points as bars with their total.
#pragma once

#include "core/access/views.h"
#include "ui/charts/plot.h"

class QLabel;
class QStackedLayout;

namespace chainpoints {

/// A plot, or a sentence in its place while there is nothing to draw.
class HistoryChart : public QWidget
{
    Q_OBJECT
public:
    [[nodiscard]] Plot& plot() const { return *m_plot; }
    /// Shows this in place of what was drawn.
    void setProblem(const QString& sentence);
    void clear() { setProblem({}); }
    [[nodiscard]] bool isDrawn() const;
    /// Empty while the plot is shown.
    [[nodiscard]] QString sentence() const;

protected:
    /// The plot is called `name` + "Plot".
    HistoryChart(const QString& name, QWidget* parent);

    void draw(std::vector<PlotSeries> series);
    void say(const QString& sentence);
    virtual void forget() = 0;
    /// Writes everything in the language in force.
    virtual void retranslate() = 0;
    void changeEvent(QEvent* event) override;

private:
    QStackedLayout* m_pages;
    Plot* m_plot;
    QLabel* m_sentence;
};

class BalanceChart : public HistoryChart
{
    Q_OBJECT
public:
    explicit BalanceChart(QWidget* parent = nullptr);

    /// The last balance holds up to `to`.
    void setHistory(BalanceHistory history, UnixTime to, const QString& symbol);

protected:
    void forget() override { m_history.reset(); }
    void retranslate() override;

private:
    void drawHistory();
    [[nodiscard]] std::optional<PlotHover> hoverAt(UnixTime time) const;

    std::optional<BalanceHistory> m_history;
    UnixTime m_to;
    QString m_symbol;
};

class PointsChart : public HistoryChart
{
    Q_OBJECT
public:
    explicit PointsChart(QWidget* parent = nullptr);

    void setHistory(PointsHistory history);

protected:
    void forget() override { m_history.reset(); }
    void retranslate() override;

private:
    void drawHistory();
    [[nodiscard]] QString nameOfBars() const;
    [[nodiscard]] std::optional<PlotHover> hoverAt(UnixTime time) const;

    std::optional<PointsHistory> m_history;
};

} // namespace chainpoints
