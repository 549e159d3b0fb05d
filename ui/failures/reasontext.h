// Why points could not be calculated, in the window's language. The engine's own sentence, in English, names
// block and amounts.
#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>

namespace chainpoints {

class ReasonText
{
    Q_DECLARE_TR_FUNCTIONS(ReasonText)
public:
    /// Of the code of a failure's reason; empty for one that is not known here.
    [[nodiscard]] static QString sentence(const std::string& code);
    /// The same, or the code itself where it is not known here.
    [[nodiscard]] static QString of(const std::string& code);
    /// What to do about it; empty for one that is not known here.
    [[nodiscard]] static QString remedy(const std::string& code);
};

} // namespace chainpoints
