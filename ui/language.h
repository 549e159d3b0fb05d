// The language of the window, changed while it runs: every widget gets QEvent::LanguageChange.
#pragma once

#include <QTranslator>

#include <memory>
#include <optional>
#include <vector>

namespace chainpoints {

enum class Language { English, Chinese };

/// As settings keep it: "en", "zh_CN".
[[nodiscard]] QString toText(Language language);
[[nodiscard]] std::optional<Language> languageFromText(const QString& text);
/// In its own words, so that whoever needs it can read it. Never translated.
[[nodiscard]] QString nameOf(Language language);
/// The best for the system's locale.
[[nodiscard]] Language systemLanguage();

/// The application's translations; they end with this object. One at a time.
class LanguageSwitch
{
public:
    explicit LanguageSwitch(Language language) { use(language); }

    void use(Language language);
    [[nodiscard]] Language current() const { return m_current; }

private:
    Language m_current = Language::English;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace chainpoints
