// A chart without its subject: lines, steps and bars over time that can be zoomed and moved. The seam behind
// which the drawing library stays.
#pragma once

#include "ui/charts/plotlayout.h"
#include "ui/charts/timerange.h"
#include "ui/theme.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace chainpoints {

/// What the crosshair tells at a time.
struct PlotHover
{
    struct Dot
    {
        UnixTime time;
        double position = 0;
        PlotSide side = PlotSide::Left;
    };
    UnixTime time; ///< where the upright line stands
    QString text;  ///< exact values, a line each
    std::vector<Dot> dots;
};

class Crosshair;

/// Turns wheel, mouse and keys into wishes for another range; who owns the range decides and calls
/// setRange(). Window thread.
class Plot : public QWidget
{
    Q_OBJECT
public:
    using Hover = std::function<std::optional<PlotHover>(UnixTime)>;

    explicit Plot(QWidget* parent = nullptr);

    void setSeries(std::vector<PlotSeries> series);
    void setRange(const TimeRange& range);
    void setHover(Hover hover) { m_hover = std::move(hover); }
    /// Shows the crosshair at a time, or takes it away.
    void pointAt(std::optional<UnixTime> time);

    [[nodiscard]] const std::vector<PlotSeries>& series() const { return m_series; }
    [[nodiscard]] const TimeRange& range() const { return m_range; }
    [[nodiscard]] const PlotLayout& places() const { return m_places; }
    /// Of the crosshair; empty where there is none.
    [[nodiscard]] QString hoverText() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeWanted(const chainpoints::TimeRange& range);
    void resetWanted();
    void pointed(std::optional<chainpoints::UnixTime> time);

protected:
    /// Draws what places() and series() say now.
    virtual void redraw() = 0;

    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Drag
    {
        double x = 0;
        TimeRange range;
    };
    void lay();
    void zoom(UnixTime fixed, double factor);
    void pan(double part);

    std::vector<PlotSeries> m_series;
    TimeRange m_range{UnixTime(0), UnixTime(1)};
    PlotLayout m_places;
    Hover m_hover;
    std::optional<UnixTime> m_pointedAt;
    std::optional<Drag> m_drag;
    Crosshair* m_crosshair;
};

/// The plot of this build.
[[nodiscard]] Plot* makePlot(QWidget* parent);

} // namespace chainpoints
