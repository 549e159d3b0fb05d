// Of the points' schedule.
#include "core/base/time.h"
#include "core/model/rate.h"
#include "ui/settings/fieldproblems.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace chainpoints {
namespace {

class PointsProblems
{
    Q_DECLARE_TR_FUNCTIONS(PointsProblems)
public:
    static QString ofRates(const QString& lines)
    {
        std::optional<UnixTime> before;
        for (const QString& line : lines.split(u'\n')) {
            const QStringList words = line.simplified().split(u' ');
            const auto from = parseTime(words.front().toStdString());
            if (words.size() != 2 || !from || !parseRate(words.back().toStdString()))
                return tr("“%1” is no time with a rate, such as 2026-01-01T00:00:00Z 0.05.").arg(line);
            if (before && *from <= *before)
                return tr("Each rate must begin later than the one before.");
            before = *from;
        }
        return {};
    }
    static QString ofNumber(const QString& value, int highest)
    {
        bool good = false;
        const int number = value.toInt(&good);
        return good && 1 <= number && number <= highest ? QString()
                                                        : tr("Give a whole number, 1 to %1.").arg(highest);
    }
};

} // namespace

QString pointsProblem(const std::string& key, const QString& value)
{
    if (value.isEmpty())
        return {};
    if (key == "rates")
        return PointsProblems::ofRates(value);
    return PointsProblems::ofNumber(value, key == "interval_seconds" ? 86'400 : 100'000);
}

} // namespace chainpoints
