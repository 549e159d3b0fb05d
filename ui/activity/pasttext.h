// What incidents and restatements are called, in the window's language.
#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>

namespace chainpoints {

class PastText
{
    Q_DECLARE_TR_FUNCTIONS(PastText)
public:
    /// Of IncidentView::kind. What has no name yet stays as it is.
    [[nodiscard]] static QString incident(const std::string& kind);
    /// Of RestatementView::reason; likewise.
    [[nodiscard]] static QString reason(const std::string& reason);
};

} // namespace chainpoints
