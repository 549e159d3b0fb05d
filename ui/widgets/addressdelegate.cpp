#include "ui/widgets/addressdelegate.h"

#include <QFontMetrics>

namespace chainpoints {

QStringList AddressDelegate::linesOf(const QString& text, const QFont& font, int width) const
{
    const QFontMetrics metrics(font);
    if (metrics.horizontalAdvance(text) <= width)
        return {text};
    const qsizetype half = (text.size() + 1) / 2;
    const QStringList halves{text.left(half), text.mid(half)};
    if (metrics.horizontalAdvance(halves[0]) <= width && metrics.horizontalAdvance(halves[1]) <= width)
        return halves;
    return {metrics.elidedText(text, Qt::ElideMiddle, width)};
}

} // namespace chainpoints
