// The cell with more digits than a table always has room for.
#pragma once

#include "ui/widgets/linesdelegate.h"

namespace chainpoints {

/// Each line in full, as a screen reader is told it, where there is room for it; else the model's text, which
/// is shorter.
class ExactDelegate : public LinesDelegate
{
    Q_OBJECT
public:
    using LinesDelegate::LinesDelegate;

protected:
    [[nodiscard]] QString textOf(const QModelIndex& index, const QFont& font, int width) const override;
    /// Never a number on two of them.
    [[nodiscard]] QStringList linesOf(const QString& text, const QFont& font, int width,
                                      int most) const override;
};

} // namespace chainpoints
