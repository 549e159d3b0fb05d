// Whether there is a display, and a sentence instead of Qt's abort where it cannot be used.
#pragma once

#include <memory>

class QApplication;

namespace chainpoints {

/// Whether a display is named; it may still be out of reach.
[[nodiscard]] bool displayNamed();

/// Ends the program with a sentence and status kBadUsage where the display cannot be used. `argc` and `argv`
/// must outlive the application. Main thread, before others are started.
[[nodiscard]] std::unique_ptr<QApplication> openDisplay(int& argc, char** argv);

} // namespace chainpoints
