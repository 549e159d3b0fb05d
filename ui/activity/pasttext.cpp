#include "ui/activity/pasttext.h"

namespace chainpoints {

QString PastText::incident(const std::string& kind)
{
    if (kind == "deep_fork")
        return tr("Deep fork");
    if (kind == "finality_violated")
        return tr("Finality violated");
    if (kind == "rollback")
        return tr("Rollback");
    return QString::fromStdString(kind);
}

QString PastText::reason(const std::string& reason)
{
    if (reason == "fork")
        return tr("Fork");
    if (reason == "rollback")
        return tr("Rollback");
    if (reason == "opening_balance")
        return tr("Opening balance");
    if (reason == "recalculation")
        return tr("Recalculation");
    return QString::fromStdString(reason);
}

} // namespace chainpoints
