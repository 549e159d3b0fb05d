// What is said to a command line.
#pragma once

#include <QString>

namespace chainpoints {

/// As one word for a POSIX shell, whatever is in it.
[[nodiscard]] QString quotedForShell(const QString& text);

} // namespace chainpoints
