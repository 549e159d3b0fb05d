// What the reports are called in the window.
#pragma once

#include <QString>

#include <string>

namespace chainpoints {

/// "Balance changes"; the report's own name where there is no text for it.
[[nodiscard]] QString reportTitle(const std::string& report);

} // namespace chainpoints
