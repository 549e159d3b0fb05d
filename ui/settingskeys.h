// Where the window keeps its state. A key whose meaning changes gets a new number, so that an older state is
// passed over instead of misread.
#pragma once

#include <QString>

namespace chainpoints::settingskeys {

inline const QString kGeometry = QStringLiteral("window/1/geometry");
inline const QString kPanel = QStringLiteral("window/1/panel");         ///< its object name
inline const QString kSplitters = QStringLiteral("window/1/splitters"); ///< below it panel/splitter
inline const QString kDrawers = QStringLiteral("window/1/drawers"); ///< below it panel/splitter: is it open
inline const QString kColumns = QStringLiteral("window/1/columns"); ///< below it panel/table
inline const QString kTheme = QStringLiteral("window/1/theme");     ///< "system", "light", "dark"
inline const QString kLanguage = QStringLiteral("window/1/language");
inline const QString kZone = QStringLiteral("window/1/zone"); ///< "utc", "local"
inline const QString kExportFolder = QStringLiteral("window/1/exportFolder");
inline const QString kNotifyTray = QStringLiteral("notify/1/tray");
inline const QString kNotifySound = QStringLiteral("notify/1/sound");
inline const QString kNotifyWebhook = QStringLiteral("notify/1/webhook"); ///< of older versions: a secret now
inline const QString kNotifyHasWebhook = QStringLiteral("notify/1/hasWebhook"); ///< a secret is kept
inline const QString kNotifyDigest = QStringLiteral("notify/1/digestMinutes");
inline const QString kNotifyQuiet = QStringLiteral("notify/1/quietHours");
inline const QString kNotifyQuietFrom = QStringLiteral("notify/1/quietFrom"); ///< "22:00"
inline const QString kNotifyQuietTo = QStringLiteral("notify/1/quietTo");

} // namespace chainpoints::settingskeys
