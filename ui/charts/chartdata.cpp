#include "ui/charts/chartdata.h"

#include <QStringList>

namespace chainpoints {

using namespace Qt::StringLiterals;

QString dataOf(const HistoryLoader::Answer& answer, QChar separator)
{
    QString text;
    const auto row = [&](const QStringList& cells) { text += cells.join(separator) + u'\n'; };
    const auto iso = [](UnixTime time) { return QString::fromStdString(formatTime(time)); };
    row({u"series"_s, u"from"_s, u"to"_s, u"balance"_s, u"gained"_s, u"total"_s});
    if (answer.balance) {
        const auto& points = answer.balance->points;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const UnixTime end =
                i + 1 < points.size() ? points[i + 1].time : answer.to.value_or(answer.balance->end);
            // Between two that are kept there were others.
            row({u"balance"_s, iso(points[i].time),
                 answer.balance->thinned ? QString() : iso(std::max(end, points[i].time)),
                 QString::fromStdString(points[i].balance), QString(), QString()});
        }
    }
    if (answer.points)
        for (const PointsBar& bar : answer.points->bars)
            row({u"points"_s, iso(bar.from), iso(bar.to), QString(), QString::fromStdString(bar.gained),
                 QString::fromStdString(bar.total)});
    return text;
}

} // namespace chainpoints
