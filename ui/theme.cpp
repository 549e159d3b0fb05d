#include "ui/theme.h"

#include "ui/vectoricon.h"

#include <QApplication>
#include <QCoreApplication>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProxyStyle>
#include <QStyleHints>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>

namespace chainpoints::theme {
namespace {

using namespace Qt::StringLiterals;

struct Colors
{
    QRgb window, base, alternate, text, faint, button, border, shadow, highlight, highlightedText, link, tip;
};
// Around fields that are typed into, and of the scroll bar's slider.
constexpr QRgb kLightOutline = 0x7c848f;
constexpr QRgb kDarkOutline = 0x737d89;

constexpr Colors kLight{.window = 0xf3f4f6,
                        .base = 0xffffff,
                        .alternate = 0xf6f8fa,
                        .text = 0x1b1f24,
                        .faint = 0x626973,
                        .button = 0xfafbfc,
                        .border = 0xc4c9d0,
                        .shadow = 0x8a919b,
                        .highlight = 0x0b5cad,
                        .highlightedText = 0xffffff,
                        .link = 0x0b5cad,
                        .tip = 0xffffff};
constexpr Colors kDark{.window = 0x20242a,
                       .base = 0x181b20,
                       .alternate = 0x1d2126,
                       .text = 0xe6e9ed,
                       .faint = 0x9ba4ae,
                       .button = 0x2d333b,
                       .border = 0x434b55,
                       .shadow = 0x0d0f12,
                       .highlight = 0x2f74bd,
                       .highlightedText = 0xffffff,
                       .link = 0x6cb6ff,
                       .tip = 0x2d333b};

bool looksDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F;
}

/// The palette's choice; both are given, so that each colour stands beside its counterpart.
QColor either(QRgb light, QRgb dark)
{
    return QColor(isDark() ? dark : light);
}

/// What the platform wants now.
bool isPlatformDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    // Without a palette of its own the application has the platform's.
    QApplication::setPalette(QPalette());
    return looksDark(QGuiApplication::palette());
}

QPalette paletteOf(const Colors& colors)
{
    QPalette palette{QColor(colors.button), QColor(colors.window)};
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(role, QColor(color));
    };
    set(QPalette::Window, colors.window);
    set(QPalette::WindowText, colors.text);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternate);
    set(QPalette::Text, colors.text);
    set(QPalette::PlaceholderText, colors.faint);
    set(QPalette::Button, colors.button);
    set(QPalette::ButtonText, colors.text);
    set(QPalette::BrightText, colors.highlightedText);
    set(QPalette::Light, colors.button);
    set(QPalette::Midlight, colors.border);
    set(QPalette::Mid, colors.border);
    set(QPalette::Dark, colors.shadow);
    set(QPalette::Shadow, colors.shadow);
    set(QPalette::Highlight, colors.highlight);
    set(QPalette::HighlightedText, colors.highlightedText);
    set(QPalette::Link, colors.link);
    set(QPalette::LinkVisited, colors.link);
    set(QPalette::ToolTipBase, colors.tip);
    set(QPalette::ToolTipText, colors.text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(colors.faint));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.border));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(colors.text));
    return palette;
}

/// Fusion with a little more room inside buttons and fields, which are equally high beside each other.
class Style : public QProxyStyle
{
public:
    Style() : QProxyStyle(u"Fusion"_s) {}

    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override
    {
        const bool field = type == CT_LineEdit || type == CT_ComboBox;
        const QSize room = field ? QSize(0, 4) : type == CT_PushButton ? QSize(14, 4) : QSize(0, 0);
        return QProxyStyle::sizeFromContents(type, option, size + room, widget);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (element == PE_IndicatorCheckBox)
            outline(*option, *painter, option->palette.color(QPalette::PlaceholderText), 0);
        else if (element == PE_FrameLineEdit ||
                 (element == PE_Frame && qobject_cast<const QPlainTextEdit*>(widget)))
            outlineField(*option, *painter);
    }

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override
    {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
            control == CC_ScrollBar && bar)
            return drawScrollBar(*bar, *painter, widget);
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        if (control == CC_ComboBox || control == CC_SpinBox)
            outlineField(*option, *painter);
    }

private:
    // Fusion's own outlines are hardly to be told from the ground.
    static void outline(const QStyleOption& option, QPainter& painter, const QColor& color, int radius)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing, radius > 0);
        painter.setPen(color);
        painter.setBrush(Qt::NoBrush);
        if (radius > 0)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        else
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
        painter.restore();
    }
    /// Flat. Fusion's gradients are filled by threads that the window waits for, on a busy machine for long.
    void drawScrollBar(const QStyleOptionSlider& bar, QPainter& painter, const QWidget* widget) const
    {
        const auto rectOf = [&](SubControl part) {
            return proxy()->subControlRect(CC_ScrollBar, &bar, part, widget);
        };
        const bool isUpright = bar.orientation == Qt::Vertical;
        const auto arrow = [&](SubControl part, PrimitiveElement element) {
            QStyleOption option = bar;
            const QRect rect = rectOf(part);
            const int side = std::min(rect.width(), rect.height()) - 4;
            option.rect = QRect(0, 0, side, side);
            option.rect.moveCenter(rect.center());
            proxy()->drawPrimitive(element, &option, &painter, widget);
        };
        painter.fillRect(bar.rect, bar.palette.color(QPalette::Window));
        arrow(SC_ScrollBarSubLine, isUpright ? PE_IndicatorArrowUp : PE_IndicatorArrowLeft);
        arrow(SC_ScrollBarAddLine, isUpright ? PE_IndicatorArrowDown : PE_IndicatorArrowRight);
        if (bar.maximum <= bar.minimum)
            return;
        const bool isTouched =
            bar.activeSubControls & SC_ScrollBarSlider && bar.state & (State_MouseOver | State_Sunken);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isTouched ? bar.palette.color(QPalette::Highlight)
                                   : either(kLightOutline, kDarkOutline));
        painter.drawRoundedRect(rectOf(SC_ScrollBarSlider).adjusted(3, 3, -3, -3), 3, 3);
        painter.restore();
    }
    /// That of the field with the focus is Fusion's, in the highlight's colour; a disabled one may be faint.
    static void outlineField(const QStyleOption& option, QPainter& painter)
    {
        if (option.state & State_Enabled && !(option.state & State_HasFocus))
            outline(option, painter, either(kLightOutline, kDarkOutline), 2);
    }
};

void draw(Tone tone, QPainter& painter, const QColor& ink, const QColor& ground)
{
    painter.setBrush(ink);
    switch (tone) {
    case Tone::Good:
        painter.drawEllipse(QPointF(8, 8), 5.5, 5.5);
        break;
    case Tone::Busy: // an open ring with its left half filled
        painter.drawPie(QRectF(2.5, 2.5, 11, 11), 90 * 16, 180 * 16);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 1.6));
        painter.drawEllipse(QPointF(8, 8), 4.7, 4.7);
        break;
    case Tone::Idle:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 1.6));
        painter.drawEllipse(QPointF(8, 8), 4.7, 4.7);
        break;
    case Tone::Warning:
        painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(QPolygonF{{8, 2.8}, {14, 13}, {2, 13}});
        painter.setPen(QPen(ground, 1.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(8, 6.4), QPointF(8, 9));
        painter.drawPoint(QPointF(8, 11.4));
        break;
    case Tone::Bad:
        painter.drawRoundedRect(QRectF(2, 2, 12, 12), 1.6, 1.6);
        painter.setPen(QPen(ground, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6));
        painter.drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6));
        break;
    }
}

} // namespace

QString toText(Theme theme)
{
    switch (theme) {
    case Theme::System:
        break;
    case Theme::Light:
        return u"light"_s;
    case Theme::Dark:
        return u"dark"_s;
    }
    return u"system"_s;
}

Theme themeFromText(const QString& text)
{
    for (const Theme theme : {Theme::Light, Theme::Dark})
        if (toText(theme) == text)
            return theme;
    return Theme::System;
}

void apply(Theme theme)
{
    const bool dark = theme == Theme::System ? isPlatformDark() : theme == Theme::Dark;
    const QPalette palette = paletteOf(dark ? kDark : kLight);
    QApplication::setStyle(new Style);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

bool isDark()
{
    return looksDark(QGuiApplication::palette());
}

// Okabe and Ito's tones, darker on a light ground, lighter on a dark one: each can also be a text's colour.
QColor color(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return either(0x007556, 0x2fc79a);
    case Tone::Busy:
        return either(0x0069a6, 0x56b4e9);
    case Tone::Idle:
        return either(0x5c636e, 0xa3abb5);
    case Tone::Warning:
        return either(0x8a5a00, 0xf0b429);
    case Tone::Bad:
        return either(0xad2e00, 0xff8052);
    }
    return {};
}

QColor tint(Tone tone)
{
    const QColor window = QGuiApplication::palette().color(QPalette::Window);
    const QColor touch = color(tone);
    const auto mixed = [](int ground, int ink) { return (ground * 88 + ink * 12) / 100; };
    return {mixed(window.red(), touch.red()), mixed(window.green(), touch.green()),
            mixed(window.blue(), touch.blue())};
}

Tone toneOf(ChainState state)
{
    switch (state) {
    case ChainState::Starting:
    case ChainState::Backfilling:
        return Tone::Busy;
    case ChainState::Live:
        return Tone::Good;
    case ChainState::Paused:
        return Tone::Idle;
    case ChainState::Unreachable:
        return Tone::Warning;
    case ChainState::FinalityViolated:
        return Tone::Bad;
    }
    return Tone::Bad;
}

QIcon icon(Tone tone)
{
    return vectorIcon([tone](QPainter& painter, const IconInk& ink) {
        draw(tone, painter, ink.isSelected ? ink.line : color(tone), ink.ground);
    });
}

QString word(ChainState state)
{
    const auto text = [](const char* word) { return QCoreApplication::translate("theme", word); };
    switch (state) {
    case ChainState::Starting:
        return text(QT_TRANSLATE_NOOP("theme", "Starting"));
    case ChainState::Backfilling:
        return text(QT_TRANSLATE_NOOP("theme", "Backfilling"));
    case ChainState::Live:
        return text(QT_TRANSLATE_NOOP("theme", "Live"));
    case ChainState::Paused:
        return text(QT_TRANSLATE_NOOP("theme", "Paused"));
    case ChainState::Unreachable:
        return text(QT_TRANSLATE_NOOP("theme", "Unreachable"));
    case ChainState::FinalityViolated:
        return text(QT_TRANSLATE_NOOP("theme", "Finality violated"));
    }
    return {};
}

QColor color(Ink ink)
{
    switch (ink) {
    case Ink::Balance:
        return either(0x0069a6, 0x56b4e9);
    case Ink::PointsBars:
        return either(0x009371, 0x2fa383);
    case Ink::PointsTotal:
        return either(0xa8470c, 0xf0a05a);
    case Ink::Grid:
        return either(0xdde0e5, 0x363d46);
    }
    return {};
}

} // namespace chainpoints::theme
