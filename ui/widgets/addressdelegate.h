// The cell with an address.
#pragma once

#include "ui/widgets/linesdelegate.h"

namespace chainpoints {

/// An address shows in full where the lines of the cell can hold it, else its beginning and end. Other lines
/// are as elsewhere.
class AddressDelegate : public LinesDelegate
{
    Q_OBJECT
public:
    using LinesDelegate::LinesDelegate;

protected:
    [[nodiscard]] QStringList linesOf(const QString& text, const QFont& font, int width,
                                      int most) const override;
};

} // namespace chainpoints
