#include "ui/widgets/linesdelegate.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace chainpoints {
namespace {

constexpr int kLines = 2;

int margin(const QWidget* widget)
{
    const QStyle* style = widget ? widget->style() : QApplication::style();
    return style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, widget) + 4;
}

int iconSize(const QWidget* widget)
{
    const QStyle* style = widget ? widget->style() : QApplication::style();
    return style->pixelMetric(QStyle::PM_SmallIconSize, nullptr, widget);
}

} // namespace

int LinesDelegate::heightOfRow(const QWidget& table)
{
    return kLines * table.fontMetrics().lineSpacing() + 2 * margin(&table);
}

int LinesDelegate::widthAround(const QWidget& table, bool withIcon)
{
    return 2 * margin(&table) + 2 + (withIcon ? iconSize(&table) + margin(&table) : 0);
}

void LinesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QRect area = paintGround(painter, item);
    const QString text = textOf(index, item.font, area.width());
    const bool second = text.contains(QLatin1Char('\n'));
    const int lineHeight = item.fontMetrics.lineSpacing();
    const int most = std::clamp(area.height() / lineHeight, 1, kLines);
    const QStringList lines = linesOf(text, item.font, area.width(), most);
    const auto height = static_cast<int>(lines.size()) * lineHeight;
    QRect line(area.left(), area.center().y() - height / 2 + 1, area.width(), lineHeight);
    painter->save();
    painter->setFont(item.font);
    painter->setPen(ink(item));
    for (const QString& one : lines) {
        const QString shown = item.fontMetrics.elidedText(one, Qt::ElideRight, area.width());
        painter->drawText(line, int(item.displayAlignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter,
                          shown);
        line.translate(0, lineHeight);
        if (second)
            painter->setPen(faintInk(item));
    }
    painter->restore();
}

QSize LinesDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), option.widget ? heightOfRow(*option.widget) : size.height()};
}

QString LinesDelegate::textOf(const QModelIndex& index, const QFont&, int) const
{
    return index.data().toString();
}

bool LinesDelegate::fits(const QString& line, const QFont& font, int width)
{
    return QFontMetrics(font).elidedText(line, Qt::ElideRight, width) == line;
}

QStringList LinesDelegate::linesOf(const QString& text, const QFont& font, int width, int most) const
{
    if (text.contains(QLatin1Char('\n'))) {
        QStringList lines = text.split(QLatin1Char('\n')).mid(0, most);
        for (QString& line : lines)
            line = QFontMetrics(font).elidedText(line, Qt::ElideRight, width);
        return lines;
    }
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap); // a number in two parts would read as another number
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid() && lines.size() < most;
         line = layout.createLine()) {
        line.setLineWidth(width);
        const bool last = lines.size() == most - 1;
        const QString part = text.mid(line.textStart(), last ? -1 : line.textLength()).trimmed();
        lines += last ? QFontMetrics(font).elidedText(part, Qt::ElideRight, width) : part;
    }
    layout.endLayout();
    return lines;
}

QRect LinesDelegate::paintGround(QPainter* painter, const QStyleOptionViewItem& item)
{
    QStyleOptionViewItem ground(item);
    ground.text.clear();
    ground.icon = {};
    ground.features &= ~QStyleOptionViewItem::ViewItemFeatures(QStyleOptionViewItem::HasDecoration |
                                                               QStyleOptionViewItem::HasDisplay);
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, item.widget);
    const int space = margin(item.widget);
    QRect area = item.rect.adjusted(space, 0, -space, 0);
    if (!item.icon.isNull()) {
        const int size = iconSize(item.widget);
        const QRect place(area.left(), area.center().y() - size / 2, size, size);
        item.icon.paint(painter, place, Qt::AlignCenter,
                        item.state & QStyle::State_Selected ? QIcon::Selected : QIcon::Normal);
        area.setLeft(place.right() + 1 + space);
    }
    return area;
}

QColor LinesDelegate::ink(const QStyleOptionViewItem& item)
{
    return item.palette.color(item.state & QStyle::State_Selected ? QPalette::HighlightedText
                                                                  : QPalette::Text);
}

QColor LinesDelegate::faintInk(const QStyleOptionViewItem& item)
{
    return item.palette.color(item.state & QStyle::State_Selected ? QPalette::HighlightedText
                                                                  : QPalette::PlaceholderText);
}

} // namespace chainpoints
