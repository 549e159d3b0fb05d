// How an operator wants to be told.
#pragma once

#include <QString>
#include <QTime>

#include <chrono>

class QSettings;

namespace chainpoints {

struct NotifyPreferences
{
    bool tray = true; ///< an icon, and messages beside it
    bool sound = false;
    QString webhook;                ///< gets each message as JSON; empty: none
    std::chrono::minutes digest{0}; ///< at most one message in this time
    bool hasQuietHours = false;     ///< what happens meanwhile is told when they are over
    QTime quietFrom{22, 0};         ///< in the window's zone; the end may lie on the next day
    QTime quietTo{7, 0};

    bool operator==(const NotifyPreferences&) const = default;

    /// Whether `time` of the day lies in the quiet hours.
    [[nodiscard]] bool isQuiet(QTime time) const;
};

/// What is missing or malformed is as above.
[[nodiscard]] NotifyPreferences notifyPreferencesOf(const QSettings& settings);
/// All but the webhook's address, which is a secret: whoever knows it may write there.
void keep(const NotifyPreferences& preferences, QSettings& settings);

/// A sentence for the person, empty where `url` will do: https, or http to this machine.
[[nodiscard]] QString problemOfWebhook(const QString& url);

} // namespace chainpoints
