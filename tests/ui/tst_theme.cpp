// Contrast and shapes of both themes.
#include "ui/appearance.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPalette>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QStyleOptionButton>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <map>
#include <memory>

using namespace chainpoints;
using namespace Qt::StringLiterals;
using theme::Ink;
using theme::Theme;
using theme::Tone;

namespace {

constexpr std::array kTones{Tone::Good, Tone::Busy, Tone::Idle, Tone::Warning, Tone::Bad};

/// Relative luminance as WCAG defines it.
double luminance(QColor color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(QColor a, QColor b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

QColor of(QPalette::ColorRole role, QPalette::ColorGroup group = QPalette::Active)
{
    return QApplication::palette().color(group, role);
}

void compareContrast(QColor ink, QColor ground, double least, const char* what)
{
    const double found = contrast(ink, ground);
    QVERIFY2(found >= least,
             qPrintable(u"%1: %2 on %3 is %4:1"_s.arg(QLatin1StringView(what), ink.name(), ground.name())
                            .arg(found, 0, 'f', 2)));
}

/// Where the icon is painted, colours aside.
QImage shape(Tone tone)
{
    return theme::icon(tone).pixmap(QSize(64, 64)).toImage().convertToFormat(QImage::Format_Alpha8);
}

int difference(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += std::abs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y))) > 128 ? 1 : 0;
    return count;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastOfTexts_data() { bothThemes(); }
    void contrastOfTexts();
    void contrastOfMarks_data() { bothThemes(); }
    void contrastOfMarks();
    void anUntickedBoxIsSeen_data() { bothThemes(); }
    void anUntickedBoxIsSeen();
    void fieldsAreSeen_data();
    void fieldsAreSeen();
    void theSliderOfAScrollBarIsSeen_data() { bothThemes(); }
    void theSliderOfAScrollBarIsSeen();
    void aSelectedMarkIsSeen_data() { bothThemes(); }
    void aSelectedMarkIsSeen();
    void eachToneHasAShapeOfItsOwn();
    void iconsAreCrispAtTwice();
    void iconsFollowTheTheme();
    void systemFollowsThePlatform();
    void aChangeOfThePlatformIsFollowed();
    void everyStateHasAWordAndATone();
    void namesOfThemes();

private:
    static void bothThemes();
};

void TestTheme::bothThemes()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

void TestTheme::contrastOfTexts()
{
    QFETCH(const Theme, theme);
    theme::apply(theme);
    const QPalette::ColorRole grounds[] = {QPalette::Window, QPalette::Base, QPalette::AlternateBase,
                                           QPalette::Button};
    for (const auto ground : grounds) {
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                QPalette::PlaceholderText, QPalette::Link})
            compareContrast(of(role), of(ground), 4.5, "text");
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            compareContrast(of(role, QPalette::Disabled), of(ground), 4.5, "disabled text");
    }
    compareContrast(of(QPalette::HighlightedText), of(QPalette::Highlight), 4.5, "selected text");
    compareContrast(of(QPalette::ToolTipText), of(QPalette::ToolTipBase), 4.5, "tool tip");
    for (const Tone tone : kTones) {
        compareContrast(of(QPalette::WindowText), theme::tint(tone), 4.5, "text of a banner");
        compareContrast(of(QPalette::Base), theme::color(tone), 4.5, "number in a badge");
        compareContrast(theme::color(tone), of(QPalette::Window), 4.5, "text in a tone");
        compareContrast(theme::color(tone), of(QPalette::Base), 4.5, "text in a tone");
    }
}

void TestTheme::contrastOfMarks()
{
    QFETCH(const Theme, theme);
    theme::apply(theme);
    for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
        for (const Tone tone : kTones)
            compareContrast(theme::color(tone), of(ground), 3, "tone");
        for (const Ink ink : {Ink::Balance, Ink::PointsBars, Ink::PointsTotal})
            compareContrast(theme::color(ink), of(ground), 3, "ink");
        compareContrast(of(QPalette::Highlight), of(ground), 3, "focus");
    }
    for (const Tone tone : kTones)
        compareContrast(theme::color(tone), theme::tint(tone), 3, "mark on a banner");
}

void TestTheme::anUntickedBoxIsSeen()
{
    QFETCH(const Theme, theme);
    theme::apply(theme);
    QCheckBox box;
    box.resize(box.sizeHint());
    QStyleOptionButton option;
    option.initFrom(&box);
    const QRect mark = box.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &box);
    const QColor outline = box.grab().toImage().pixelColor(mark.left(), mark.center().y());
    for (const auto ground : {QPalette::Window, QPalette::Base})
        compareContrast(outline, of(ground), 3, "outline");
}

void TestTheme::fieldsAreSeen_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<std::function<QWidget*()>>("made");
    const std::pair<const char*, std::function<QWidget*()>> fields[] = {
        {"line", [] { return new QLineEdit; }},
        {"lines", [] { return new QPlainTextEdit; }},
        {"choice", [] { return new QComboBox; }},
        {"choice that can be typed",
         [] {
             auto* box = new QComboBox;
             box->setEditable(true);
             return box;
         }},
        {"number", [] { return new QSpinBox; }}};
    for (const auto& [name, make] : fields) {
        QTest::addRow("%s, light", name) << Theme::Light << make;
        QTest::addRow("%s, dark", name) << Theme::Dark << make;
    }
}

void TestTheme::fieldsAreSeen()
{
    QFETCH(const Theme, theme);
    QFETCH(const std::function<QWidget*()>, made);
    theme::apply(theme);
    const std::unique_ptr<QWidget> field(made());
    field->resize(120, field->sizeHint().height());
    const QImage shown = field->grab().toImage();
    for (const QPoint at : {QPoint(0, shown.height() / 2), QPoint(shown.width() - 1, shown.height() / 2),
                            QPoint(60, 0), QPoint(60, shown.height() - 1)})
        for (const auto ground : {QPalette::Window, QPalette::Base})
            compareContrast(shown.pixelColor(at), of(ground), 3, "outline");
}

void TestTheme::theSliderOfAScrollBarIsSeen()
{
    QFETCH(const Theme, theme);
    theme::apply(theme);
    for (const auto direction : {Qt::Vertical, Qt::Horizontal}) {
        QScrollBar bar(direction);
        bar.setRange(0, 100);
        bar.setValue(50);
        bar.resize(direction == Qt::Vertical ? QSize(16, 200) : QSize(200, 16));
        const QColor slider = bar.grab().toImage().pixelColor(bar.rect().center());
        for (const auto ground : {QPalette::Window, QPalette::Base})
            compareContrast(slider, of(ground), 3, "slider");
    }
}

void TestTheme::aSelectedMarkIsSeen()
{
    QFETCH(const Theme, theme);
    theme::apply(theme);
    for (const Tone tone : kTones) {
        const QImage mark = theme::icon(tone).pixmap(QSize(64, 64), QIcon::Selected).toImage();
        int seen = 0;
        for (int y = 0; y < mark.height(); ++y)
            for (int x = 0; x < mark.width(); ++x)
                if (const QColor ink = mark.pixelColor(x, y);
                    ink.alpha() == 255 && contrast(ink, of(QPalette::Highlight)) >= 3)
                    ++seen;
        QVERIFY2(seen > 250, qPrintable(u"tone %1: %2"_s.arg(int(tone)).arg(seen)));
    }
}

void TestTheme::eachToneHasAShapeOfItsOwn()
{
    for (const Tone a : kTones)
        for (const Tone b : kTones)
            if (a < b)
                QVERIFY2(difference(shape(a), shape(b)) > 250,
                         qPrintable(u"tones %1 and %2"_s.arg(int(a)).arg(int(b))));
}

void TestTheme::iconsAreCrispAtTwice()
{
    for (const Tone tone : kTones) {
        const QPixmap pixmap = theme::icon(tone).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        QCOMPARE(pixmap.devicePixelRatio(), 2.0);
        QImage drawn = pixmap.toImage();
        drawn.setDevicePixelRatio(1); // two points of the screen for each unit, none of them interpolated
        QCOMPARE(drawn, theme::icon(tone).pixmap(QSize(32, 32)).toImage());
    }
}

void TestTheme::iconsFollowTheTheme()
{
    const QIcon icon = theme::icon(Tone::Good);
    theme::apply(Theme::Light);
    const QColor light = icon.pixmap(16).toImage().pixelColor(8, 8);
    QCOMPARE(light, theme::color(Tone::Good));
    theme::apply(Theme::Dark);
    const QColor dark = icon.pixmap(16).toImage().pixelColor(8, 8);
    QCOMPARE(dark, theme::color(Tone::Good));
    QVERIFY(light != dark);
}

// The platform of the tests is a light one, and cannot be made dark: so the window is, as if the platform had
// been.
void TestTheme::systemFollowsThePlatform()
{
    theme::apply(Theme::Dark);
    QVERIFY(theme::isDark());
    theme::apply(Theme::System);
    QVERIFY(!theme::isDark());
}

void TestTheme::aChangeOfThePlatformIsFollowed()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    Appearance appearance(settings);
    QWidget window;
    const auto tellChange = [&window] {
        QEvent change(QEvent::ThemeChange);
        QCoreApplication::sendEvent(&window, &change);
    };
    theme::apply(Theme::Dark);
    tellChange();
    QTRY_VERIFY(!theme::isDark());
    appearance.setTheme(Theme::Dark); // who chose for himself keeps it
    tellChange();
    QTest::qWait(1); // nothing comes of it
    QVERIFY(theme::isDark());
}

void TestTheme::everyStateHasAWordAndATone()
{
    std::map<QString, ChainState> words;
    for (const ChainState state : {ChainState::Starting, ChainState::Backfilling, ChainState::Live,
                                   ChainState::Paused, ChainState::Unreachable, ChainState::FinalityViolated})
        QVERIFY(words.emplace(theme::word(state), state).second);
    QCOMPARE(theme::toneOf(ChainState::Live), Tone::Good);
    QCOMPARE(theme::toneOf(ChainState::Paused), Tone::Idle);
    QCOMPARE(theme::toneOf(ChainState::FinalityViolated), Tone::Bad);
}

void TestTheme::namesOfThemes()
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        QCOMPARE(theme::themeFromText(theme::toText(theme)), theme);
    QCOMPARE(theme::themeFromText(u"purple"_s), Theme::System);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
