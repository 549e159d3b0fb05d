// The button in each row of the failures.
#pragma once

#include "ui/widgets/linesdelegate.h"

#include <QPersistentModelIndex>

namespace chainpoints {

/// Where FailuresModel::RetriableRole is set. Clicked with the mouse, or with Space on the current cell.
class RetryDelegate : public LinesDelegate
{
    Q_OBJECT
public:
    using LinesDelegate::LinesDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

Q_SIGNALS:
    void clicked(const QModelIndex& index);

private:
    QPersistentModelIndex m_pressed; ///< the row may move before the button is released
};

} // namespace chainpoints
