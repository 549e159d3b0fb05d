// The ways by which an operator is told. Tests give channels of their own.
#pragma once

#include "ui/theme.h"

#include <QString>
#include <QUrl>

#include <functional>

namespace chainpoints {

/// Calls return at once. Window thread.
class NotifyChannels
{
public:
    virtual ~NotifyChannels() = default;

    /// Whether the desktop has a tray now.
    [[nodiscard]] virtual bool hasTray() const = 0;
    /// The icon with its tooltip; nothing happens where there is no tray.
    virtual void showIcon(theme::Tone tone, const QString& tip) = 0;
    virtual void hideIcon() = 0;
    /// Beside the icon, for some seconds.
    virtual void showMessage(const QString& title, const QString& text, theme::Tone tone) = 0;
    virtual void beep() = 0;
    /// `then` with a sentence where it did not arrive, else with nothing.
    virtual void post(const QUrl& url, const QByteArray& json,
                      std::function<void(const QString& problem)> then) = 0;
};

} // namespace chainpoints
