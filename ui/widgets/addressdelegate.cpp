#include "ui/widgets/addressdelegate.h"

#include <QFontMetrics>

namespace chainpoints {

QStringList AddressDelegate::linesOf(const QString& text, const QFont& font, int width) const
{
    const QFontMetrics metrics(font);
    if (const qsizetype end = text.indexOf(QLatin1Char('\n')); end >= 0)
        return {metrics.elidedText(text.left(end), Qt::ElideMiddle, width), text.mid(end + 1)};
    // As when it is painted: an advance is rounded.
    const auto fits = [&](const QString& line) {
        return metrics.elidedText(line, Qt::ElideRight, width) == line;
    };
    if (fits(text))
        return {text};
    const qsizetype half = (text.size() + 1) / 2;
    const QStringList halves{text.left(half), text.mid(half)};
    if (fits(halves[0]) && fits(halves[1]))
        return halves;
    return {metrics.elidedText(text, Qt::ElideMiddle, width)};
}

} // namespace chainpoints
