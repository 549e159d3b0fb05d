// Where people keep their files.
#pragma once

#include <QString>

namespace chainpoints {

/// The folder for documents; the home folder where there is none.
[[nodiscard]] QString documentsFolder();

} // namespace chainpoints
