// What a program can find wrong with a picture of the window.
#pragma once

#include <QAbstractButton>
#include <QGlyphRun>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLayout>
#include <QStackedLayout>
#include <QStyle>
#include <QTextLayout>

#include <set>
#include <vector>

namespace chainpoints {

using namespace Qt::StringLiterals;

inline std::size_t coloursIn(const QImage& picture)
{
    std::set<QRgb> colours;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(picture.pixel(x, y));
    return colours.size();
}

inline bool fits(const QLabel& label)
{
    if (label.wordWrap())
        return label.heightForWidth(label.width()) <= label.height();
    return label.sizeHint().width() <= label.width() && label.sizeHint().height() <= label.height();
}

inline bool fits(const QAbstractButton& button)
{
    return button.hasHeightForWidth() ? button.heightForWidth(button.width()) <= button.height()
                                      : button.sizeHint().width() <= button.width();
}

inline QString nameOf(const QHeaderView& header, int section)
{
    return header.model()->headerData(section, header.orientation()).toString();
}

/// Qt's own hint is that of a bold text with an arrow.
inline bool fits(const QHeaderView& header, int section)
{
    const int margin = header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header);
    const bool arrow = header.isSortIndicatorShown() && header.sortIndicatorSection() == section;
    const int mark =
        arrow ? margin + header.style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, &header) : 0;
    const int words = header.fontMetrics().size(Qt::TextShowMnemonic, nameOf(header, section)).width();
    return header.isSectionHidden(section) || header.sectionSize(section) >= words + 2 * margin + mark;
}

/// Texts that their widgets cut.
inline QStringList clippedIn(const QWidget& window)
{
    QStringList clipped;
    const auto say = [&](const QWidget& widget, const QString& text) {
        clipped += widget.objectName() + u": "_s + text;
    };
    for (const auto* label : window.findChildren<QLabel*>())
        if (label->isVisible() && !label->text().isEmpty() && !fits(*label))
            say(*label, label->text());
    for (const auto* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible() && !button->text().isEmpty() && !fits(*button))
            say(*button, button->text());
    for (const auto* header : window.findChildren<QHeaderView*>())
        for (int i = 0; header->isVisible() && i < header->count(); ++i)
            if (!fits(*header, i))
                say(*header->parentWidget(), nameOf(*header, i));
    return clipped;
}

inline QString nameOf(QLayoutItem& item)
{
    return item.widget() ? item.widget()->objectName() : u"a layout"_s;
}

/// Parts of one layout that lie over each other, as where a window is too low for them.
inline QStringList overlapsIn(const QWidget& window)
{
    QStringList overlaps;
    for (const auto* layout : window.findChildren<QLayout*>()) {
        if (qobject_cast<const QStackedLayout*>(layout) || !layout->parentWidget() ||
            !layout->parentWidget()->isVisible())
            continue;
        std::vector<QLayoutItem*> seen;
        for (int i = 0; i < layout->count(); ++i)
            if (QLayoutItem* item = layout->itemAt(i); !item->isEmpty() && !item->spacerItem())
                seen.push_back(item);
        for (std::size_t i = 0; i < seen.size(); ++i)
            for (std::size_t j = i + 1; j < seen.size(); ++j)
                if (seen[i]->geometry().intersects(seen[j]->geometry()))
                    overlaps += nameOf(*seen[i]) + u" and "_s + nameOf(*seen[j]);
    }
    return overlaps;
}

inline QList<QGlyphRun> glyphsOf(const QString& text, const QFont& font)
{
    QTextLayout layout(QString(text).replace(u'\n', QChar::LineSeparator), font);
    layout.beginLayout();
    while (layout.createLine().isValid()) {
    }
    layout.endLayout();
    return layout.glyphRuns();
}

/// Texts with a character that no font has a glyph for.
inline QStringList boxedIn(const QWidget& window)
{
    QStringList boxed;
    const auto look = [&](const QString& text, const QFont& font) {
        for (const QGlyphRun& run : glyphsOf(text, font))
            if (run.glyphIndexes().contains(0U))
                boxed += text;
    };
    for (const auto* label : window.findChildren<QLabel*>())
        look(label->text(), label->font());
    for (const auto* button : window.findChildren<QAbstractButton*>())
        look(button->text(), button->font());
    for (const auto* header : window.findChildren<QHeaderView*>())
        for (int i = 0; i < header->count(); ++i)
            look(nameOf(*header, i), header->font());
    return boxed;
}

} // namespace chainpoints
