#include "core/http/background.h"

#ifdef __APPLE__
#include <pthread.h>
#include <pthread/qos.h>
#else
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace chainpoints {

void becomeBackgroundThread()
{
#ifdef __APPLE__
    (void)pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
#elif defined(__linux__)
    // Linux has a nice value for each thread. With this one a thread gets some 6 % of a processor that
    // another wants for itself, and two of them some 12 % where they have to share it (sched(7): each step is
    // a factor of about 1.25): little of what a backfill has, and not so little that a page takes minutes.
    constexpr int kNice = 12;
    (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), kNice);
#endif
}

} // namespace chainpoints
