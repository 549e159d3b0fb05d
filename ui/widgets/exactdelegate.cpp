#include "ui/widgets/exactdelegate.h"

namespace chainpoints {

QString ExactDelegate::textOf(const QModelIndex& index, const QFont& font, int width) const
{
    QStringList lines = index.data().toString().split(QLatin1Char('\n'));
    const QStringList exact = index.data(Qt::AccessibleTextRole).toString().split(QLatin1Char('\n'));
    if (exact.size() != lines.size())
        return lines.join(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i)
        if (fits(exact[i], font, width))
            lines[i] = exact[i];
    return lines.join(QLatin1Char('\n'));
}

QStringList ExactDelegate::linesOf(const QString& text, const QFont&, int, int most) const
{
    return text.split(QLatin1Char('\n')).mid(0, most);
}

} // namespace chainpoints
