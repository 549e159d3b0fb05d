// A field for an instant, entered in the zone in use (ui/zone.h).
#pragma once

#include "core/base/time.h"

#include <QDateTimeEdit>
#include <QTimeZone>

namespace chainpoints {

/// When the zone changes the field shows the same instant on the other clock. What a clock that is put back
/// shows twice is the first of both.
class InstantEdit : public QDateTimeEdit
{
    Q_OBJECT
public:
    explicit InstantEdit(QWidget* parent = nullptr);

    void setInstant(UnixTime time);
    [[nodiscard]] UnixTime instant() const;
    /// For those who hear the window.
    void setName(const QString& name);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool m_advanced = false; ///< by the last digit, to the next part
    QTimeZone m_zone;        ///< of what is shown
};

} // namespace chainpoints
