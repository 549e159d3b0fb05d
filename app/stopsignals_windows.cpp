#include "app/stopsignals.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <windows.h>

#include <mutex>

namespace chainpoints {
namespace {

std::mutex mutex;
std::function<void()> stopCall;

// Windows calls this in a thread of its own.
BOOL WINAPI onConsoleEvent(DWORD)
{
    const std::scoped_lock lock(mutex);
    if (!stopCall)
        return FALSE;
    QMetaObject::invokeMethod(QCoreApplication::instance(), stopCall, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

struct StopSignals::Private
{
};

StopSignals::StopSignals(std::function<void()> stop) : m_private(nullptr)
{
    const std::scoped_lock lock(mutex);
    stopCall = std::move(stop);
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

StopSignals::~StopSignals()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    const std::scoped_lock lock(mutex);
    stopCall = nullptr;
}

void dieWithParent() {}

} // namespace chainpoints
