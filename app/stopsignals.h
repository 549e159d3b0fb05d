// SIGINT and SIGTERM (on Windows: Ctrl-C, close, shut-down) as a call in the main thread.
#pragma once

#include <functional>

namespace chainpoints {

/// One at a time. `stop` is called through the event loop of the thread that made this, once for each signal.
class StopSignals
{
public:
    explicit StopSignals(std::function<void()> stop);
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

private:
    struct Private;
    Private* m_private;
};

/// Called in a child process before it becomes another program: that program then dies with this one, however
/// this one ends. Does nothing where the platform cannot do it.
void dieWithParent();

} // namespace chainpoints
