// What is wrong with what was typed into a field of the settings.
#pragma once

#include <QString>

#include <string>

namespace chainpoints {

// A sentence with the remedy, translated; empty where the value can be so. `key` is that of the part in the
// configuration, `value` without blanks around it, a list a line each. What the file's reader refuses beyond
// that, it says itself.

[[nodiscard]] QString chainProblem(const std::string& key, const QString& value);
[[nodiscard]] QString databaseProblem(const std::string& key, const QString& value);
[[nodiscard]] QString cacheProblem(const std::string& key, const QString& value);
/// Of "rates" a line holds a time and a rate.
[[nodiscard]] QString pointsProblem(const std::string& key, const QString& value);

} // namespace chainpoints
