// The program with a window.
#pragma once

#include "app/commandline.h"

namespace chainpoints {

/// For DesktopOptions and DemoOptions; displayNamed() must be true. Returns the exit status.
[[nodiscard]] int runDesktop(const CommandLine& line, int argc, char** argv);

} // namespace chainpoints
