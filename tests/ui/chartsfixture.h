// What the tests of charts and users share: a desk on a test database, histories by hand, the mouse's wheel.
#pragma once

#include "core/access/operatordesk.h"
#include "tests/support/testdoor.h"
#include "ui/charts/plot.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

namespace chainpoints {

/// Destroyed before the database is.
[[nodiscard]] inline std::unique_ptr<OperatorDesk> deskOf(const TestDatabase& database)
{
    return std::make_unique<OperatorDesk>(
        [&database](std::stop_token stop) { return doorOf(database, std::move(stop)); });
}

[[nodiscard]] inline std::string addressOf(std::uint32_t number)
{
    return user(number).hex();
}

/// More of a chain whose last block is `height` at `time`; an empty block comes first, so that no boundary is
/// left out.
[[nodiscard]] inline Story after(std::int64_t height, UnixTime time)
{
    return Story(height + 1).block(time);
}

/// Notches of the wheel, away from the person where positive.
inline void turnWheel(QWidget& widget, QPointF at, int notches)
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

/// Qt Test's own mouseMove() only moves the cursor, which says nothing to a window that is not below it.
inline void moveMouse(QWidget& widget, QPointF to)
{
    QMouseEvent event(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

/// The texts that a series carries.
[[nodiscard]] inline QStringList exactTexts(const PlotSeries& series)
{
    QStringList texts;
    for (const PlotPoint& point : series.points)
        texts.append(point.exact);
    return texts;
}

} // namespace chainpoints
