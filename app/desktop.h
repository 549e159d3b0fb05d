// The program with a window. The only file of app/ that knows ui/.
#pragma once

#include "app/commandline.h"

namespace chainpoints {

/// Returns the exit status. Where there is no display it says so and what to use instead.
[[nodiscard]] int runDesktop(const CommandLine& line, int argc, char** argv);

} // namespace chainpoints
