// The window at its settings, for pictures.
#pragma once

#include "tests/ui/settingstext.h"
#include "tests/ui/shownwindow.h"

#include <QAction>
#include <QFile>
#include <QTabWidget>

namespace chainpoints {

/// The settings are those of two chains.
inline void openSettings(ShownWindow& shown, const TestDatabase& database)
{
    shown.settingsFile = shown.folder.filePath(u"points.json"_s);
    QFile file(shown.settingsFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kSettingsText.toUtf8());
    file.close();
    shown.open(database);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QAction>(u"settingsPanelAction"_s)->trigger();
    QTRY_VERIFY(shown.find<QTabWidget>(u"settingsTabs"_s)->isVisible());
}

} // namespace chainpoints
