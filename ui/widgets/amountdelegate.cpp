#include "ui/widgets/amountdelegate.h"

#include "ui/widgets/linesdelegate.h"

namespace chainpoints {

QSize AmountDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem free(option);
    free.rect.setWidth(QWIDGETSIZE_MAX);
    return QStyledItemDelegate::sizeHint(free, index);
}

void AmountDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QString exact = index.data(Qt::AccessibleTextRole).toString();
    const int around = option->widget ? LinesDelegate::widthAround(*option->widget, false) : 0;
    if (option->fontMetrics.horizontalAdvance(exact) + around <= option->rect.width())
        option->text = exact;
}

} // namespace chainpoints
