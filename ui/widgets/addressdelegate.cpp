#include "ui/widgets/addressdelegate.h"

#include "ui/format.h"

#include <QFontMetrics>

#include <algorithm>

namespace chainpoints {

QStringList AddressDelegate::linesOf(const QString& text, const QFont& font, int width, int most) const
{
    const auto isAddress = [](const QString& line) { return line.startsWith(QLatin1String("0x")); };
    QStringList lines = text.split(QLatin1Char('\n')).mid(0, most);
    if (std::ranges::none_of(lines, isAddress))
        return LinesDelegate::linesOf(text, font, width, most);
    if (lines.size() == 1 && most > 1 && !fits(text, font, width)) {
        const qsizetype half = (text.size() + 1) / 2;
        const QStringList halves{text.left(half), text.mid(half)};
        if (fits(halves[0], font, width) && fits(halves[1], font, width))
            return halves;
    }
    for (QString& line : lines)
        if (isAddress(line) && !fits(line, font, width))
            line = QFontMetrics(font).elidedText(format::shortHex(line), Qt::ElideMiddle, width);
    return lines;
}

} // namespace chainpoints
