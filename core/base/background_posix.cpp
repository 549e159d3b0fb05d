#include "core/base/background.h"

#ifdef __APPLE__
#include <pthread.h>
#include <pthread/qos.h>
#elif defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace chainpoints {

void becomeBackgroundThread([[maybe_unused]] Background rank)
{
#ifdef __APPLE__
    (void)pthread_set_qos_class_self_np(rank == Background::BehindAll ? QOS_CLASS_UTILITY : QOS_CLASS_DEFAULT,
                                        0);
#elif defined(__linux__)
    // Linux has a nice value for each thread; each step is a factor of about 1.25 (sched(7)). With 12, two
    // threads get some 12 % where they have to share a processor with another: little of what a backfill has,
    // and not so little that a page takes minutes. With 9 some 12 % for one, as the engine of a window has
    // several.
    const int nice = rank == Background::BehindAll ? 12 : 9;
    (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), nice);
#endif
}

} // namespace chainpoints
