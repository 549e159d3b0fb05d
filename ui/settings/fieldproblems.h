// What is wrong with what was typed into a field of the settings.
#pragma once

#include <QString>

#include <string>

namespace chainpoints {

/// A sentence with the remedy, translated; empty where the value can be so. `key` is that of a chain in the
/// configuration, `value` without blanks around it, a list a line each. What the file's reader refuses beyond
/// that, it says itself.
[[nodiscard]] QString chainProblem(const std::string& key, const QString& value);

} // namespace chainpoints
