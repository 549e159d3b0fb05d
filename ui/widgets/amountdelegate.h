// The cell with an amount.
#pragma once

#include <QStyledItemDelegate>

namespace chainpoints {

/// Shows what a screen reader is told, which is exact, where there is room for it; else the model's text,
/// which is shorter.
class AmountDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace chainpoints
