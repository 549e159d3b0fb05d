#include "core/base/background.h"

#include <windows.h>

namespace chainpoints {

void becomeBackgroundThread(Background rank)
{
    (void)SetThreadPriority(GetCurrentThread(), rank == Background::BehindAll ? THREAD_PRIORITY_LOWEST
                                                                              : THREAD_PRIORITY_BELOW_NORMAL);
}

} // namespace chainpoints
