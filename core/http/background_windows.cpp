#include "core/http/background.h"

#include <windows.h>

namespace chainpoints {

void becomeBackgroundThread()
{
    (void)SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_LOWEST);
}

} // namespace chainpoints
