// What the window is told of the thing that is open.
#pragma once

#include <QString>
#include <QStringList>

namespace chainpoints {

struct WindowInfo
{
    QString configFile{};   ///< empty for the demo
    QString settingsFile{}; ///< which the settings are in; also the demo's
    QString databaseFile{};
    bool demo = false;
    QStringList demoNodes{}; ///< URLs of the demo's nodes
};

} // namespace chainpoints
