// The cell with a bar of two layers over its text.
#pragma once

#include "ui/widgets/linesdelegate.h"

namespace chainpoints {

/// Draws the bar where ChainsModel::PerMilleRole is set, else as any cell.
class ProgressDelegate : public LinesDelegate
{
    Q_OBJECT
public:
    using LinesDelegate::LinesDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace chainpoints
