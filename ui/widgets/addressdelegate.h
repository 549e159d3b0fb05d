// The cell with an address.
#pragma once

#include "ui/widgets/linesdelegate.h"

namespace chainpoints {

/// In full where one or two lines can hold it, else beginning and end. What follows in a line of its own
/// stays there.
class AddressDelegate : public LinesDelegate
{
    Q_OBJECT
public:
    using LinesDelegate::LinesDelegate;

protected:
    [[nodiscard]] QStringList linesOf(const QString& text, const QFont& font, int width) const override;
};

} // namespace chainpoints
