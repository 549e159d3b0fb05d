#include "app/stopsignals.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <memory>

namespace chainpoints {
namespace {

int writeEnd = -1;

// In a signal handler hardly anything is allowed; writing a byte is.
void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

void handle(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

} // namespace

struct StopSignals::Private
{
    int ends[2] = {-1, -1};
    std::unique_ptr<QSocketNotifier> notifier;
};

StopSignals::StopSignals(std::function<void()> stop) : m_private(new Private)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, m_private->ends) != 0)
        return;
    for (const int end : m_private->ends) {
        ::fcntl(end, F_SETFL, O_NONBLOCK);
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    writeEnd = m_private->ends[1];
    m_private->notifier = std::make_unique<QSocketNotifier>(m_private->ends[0], QSocketNotifier::Read);
    QObject::connect(m_private->notifier.get(), &QSocketNotifier::activated, m_private->notifier.get(),
                     [readEnd = m_private->ends[0], stop = std::move(stop)] {
                         char bytes[16];
                         if (::read(readEnd, bytes, sizeof bytes) > 0)
                             stop();
                     });
    handle(onSignal);
}

StopSignals::~StopSignals()
{
    handle(SIG_DFL);
    m_private->notifier.reset();
    for (const int end : m_private->ends)
        if (end >= 0)
            ::close(end);
    delete m_private;
}

void dieWithParent()
{
#ifdef __linux__
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

} // namespace chainpoints
