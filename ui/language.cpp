#include "ui/language.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QLocale>
#include <QWidget>

namespace chainpoints {

using namespace Qt::StringLiterals;

QString toText(Language language)
{
    return language == Language::Chinese ? u"zh_CN"_s : u"en"_s;
}

std::optional<Language> languageFromText(const QString& text)
{
    for (const Language language : {Language::English, Language::Chinese})
        if (toText(language) == text)
            return language;
    return std::nullopt;
}

QString nameOf(Language language)
{
    return language == Language::Chinese ? u"简体中文"_s : u"English"_s;
}

Language systemLanguage()
{
    return QLocale::system().language() == QLocale::Chinese ? Language::Chinese : Language::English;
}

namespace {

/// Many characters look otherwise in Japanese. Where the system's own language is not Chinese, it is the
/// Japanese look that is found for them, unless a font is named.
void useFontFor(Language language)
{
    QFont font = QApplication::font();
    QStringList families{font.families().value(0)};
    if (language == Language::Chinese)
        for (const QString& family : {u"PingFang SC"_s, u"Microsoft YaHei UI"_s, u"Noto Sans CJK SC"_s,
                                      u"Noto Sans SC"_s, u"Source Han Sans SC"_s, u"WenQuanYi Micro Hei"_s})
            if (QFontDatabase::hasFamily(family))
                families.append(family);
    font.setFamilies(families);
    QApplication::setFont(font);
    // Qt tells the windows by itself only once the application's loop runs.
    for (QWidget* window : QApplication::topLevelWidgets()) {
        QEvent change(QEvent::ApplicationFontChange);
        QCoreApplication::sendEvent(window, &change);
    }
}

} // namespace

void LanguageSwitch::use(Language language)
{
    const QLocale locale = language == Language::Chinese ? QLocale(QLocale::Chinese, QLocale::China)
                                                         : QLocale(QLocale::English, QLocale::UnitedStates);
    std::vector<std::unique_ptr<QTranslator>> translators;
    const auto load = [&](const QString& name, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        const bool found = translator->load(locale, name, u"_"_s, folder);
        if (found)
            translators.push_back(std::move(translator));
        return found;
    };
    // Qt's own texts: installed with Qt, or packed beside the program.
    if (!load(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        load(u"qtbase"_s, QCoreApplication::applicationDirPath() + u"/translations"_s);
    load(u"chainpoints"_s, u":/i18n"_s);

    QLocale::setDefault(locale);
    m_current = language;
    useFontFor(language);
    // The old ones go after the new ones came, so that no widget asks in between.
    for (const auto& translator : translators)
        QCoreApplication::installTranslator(translator.get());
    std::swap(m_translators, translators);
}

} // namespace chainpoints
