#include "ui/reporttexts.h"

#include <QCoreApplication>

#include <map>

namespace chainpoints {

QString reportTitle(const std::string& report)
{
    static const std::map<std::string, const char*> titles{
        {"balances", QT_TRANSLATE_NOOP("reports", "Balances")},
        {"changes", QT_TRANSLATE_NOOP("reports", "Balance changes")},
        {"points", QT_TRANSLATE_NOOP("reports", "Points")},
        {"points-changes", QT_TRANSLATE_NOOP("reports", "Points by time span")},
        {"totals", QT_TRANSLATE_NOOP("reports", "Total points over all chains")},
        {"failures", QT_TRANSLATE_NOOP("reports", "Open failures")},
        {"chains", QT_TRANSLATE_NOOP("reports", "Chains")},
    };
    const auto found = titles.find(report);
    return found == titles.end() ? QString::fromStdString(report)
                                 : QCoreApplication::translate("reports", found->second);
}

} // namespace chainpoints
