// The time zone in which the window tells times: one for the whole application, as its language is. It is
// changed while the window runs; every widget gets QEvent::LanguageChange then, since all that it says of
// times reads otherwise.
#pragma once

#include "core/base/time.h"

#include <QString>
#include <QTimeZone>

namespace chainpoints::zone {

enum class Zone { Utc, Local };
/// As settings keep it: "utc", "local".
[[nodiscard]] QString toText(Zone zone);
/// What is neither of these is Utc.
[[nodiscard]] Zone zoneFromText(const QString& text);

/// The rules of the zone; UTC where the system does not know its own.
[[nodiscard]] QTimeZone rulesOf(Zone zone);
/// "UTC", "Berlin": short enough for the header of a column.
[[nodiscard]] QString nameOf(const QTimeZone& rules);

// The zone in use; window thread. UTC until told otherwise.

void use(const QTimeZone& rules);
[[nodiscard]] const QTimeZone& current();
[[nodiscard]] QString name();
/// What the clocks are ahead of UTC at that instant: "UTC", "UTC+05:30". Tells apart what a clock that is
/// put back shows twice.
[[nodiscard]] QString offsetAt(UnixTime time);

} // namespace chainpoints::zone
