// Theme, language and time zone of the whole application, as the settings keep them.
#pragma once

#include "ui/language.h"
#include "ui/theme.h"
#include "ui/zone.h"

#include <QObject>
#include <QTimer>

class QSettings;

namespace chainpoints {

/// Whoever shows or sets one of them asks this. There is one at a time; window thread.
class Appearance : public QObject
{
    Q_OBJECT
public:
    /// Applies what `settings` hold; they must outlive this.
    explicit Appearance(QSettings& settings);

    /// Sees that the platform changed its theme, which Theme::System follows.
    bool eventFilter(QObject* watched, QEvent* event) override;

    [[nodiscard]] theme::Theme theme() const;
    [[nodiscard]] Language language() const { return m_language.current(); }
    [[nodiscard]] zone::Zone zone() const;
    // Each applies at once and is kept.
    void setTheme(theme::Theme theme);
    void setLanguage(Language language);
    void setZone(zone::Zone zone);

Q_SIGNALS:
    void changed();

private:
    void followPlatform();

    QSettings& m_settings;
    LanguageSwitch m_language;
    QTimer m_platformChange; ///< told to each window: looked at once
};

} // namespace chainpoints
