#include "ui/appearance.h"

#include "ui/settingskeys.h"

#include <QApplication>
#include <QEvent>
#include <QSettings>

namespace chainpoints {
namespace {

Language languageOf(const QSettings& settings)
{
    return languageFromText(settings.value(settingskeys::kLanguage).toString()).value_or(systemLanguage());
}

} // namespace

Appearance::Appearance(QSettings& settings) : m_settings(settings), m_language(languageOf(settings))
{
    theme::apply(theme());
    zone::use(zone::rulesOf(zone()));
    m_platformChange.setSingleShot(true);
    connect(&m_platformChange, &QTimer::timeout, this, &Appearance::followPlatform);
    qApp->installEventFilter(this);
}

bool Appearance::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ThemeChange)
        m_platformChange.start(0);
    return QObject::eventFilter(watched, event);
}

void Appearance::followPlatform()
{
    if (theme() == theme::Theme::System)
        theme::apply(theme::Theme::System);
}

theme::Theme Appearance::theme() const
{
    return theme::themeFromText(m_settings.value(settingskeys::kTheme).toString());
}

zone::Zone Appearance::zone() const
{
    return zone::zoneFromText(m_settings.value(settingskeys::kZone).toString());
}

void Appearance::setTheme(theme::Theme theme)
{
    m_settings.setValue(settingskeys::kTheme, theme::toText(theme));
    theme::apply(theme);
    Q_EMIT changed();
}

void Appearance::setLanguage(Language language)
{
    m_settings.setValue(settingskeys::kLanguage, toText(language));
    m_language.use(language);
    Q_EMIT changed();
}

void Appearance::setZone(zone::Zone zone)
{
    m_settings.setValue(settingskeys::kZone, zone::toText(zone));
    zone::use(zone::rulesOf(zone));
    Q_EMIT changed();
}

} // namespace chainpoints
