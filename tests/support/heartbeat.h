// How long a thread with an event loop does not come back to it.
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace chainpoints {

/// Beats every 5 ms in the thread that made it; beside it a thread without work beats likewise. A busy
/// machine holds up both: only the time that the first stood still while the second went on is the first
/// one's own.
class Heartbeat
{
public:
    using Clock = std::chrono::steady_clock;
    struct Stall
    {
        Clock::time_point from;
        Clock::time_point to;
        [[nodiscard]] std::chrono::milliseconds length() const
        {
            return std::chrono::duration_cast<std::chrono::milliseconds>(to - from);
        }
    };
    [[nodiscard]] Clock::time_point start() const { return m_start; }

    Heartbeat() : m_control([this](std::stop_token stop) { beatBeside(stop); })
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(m_last, m_stalls); });
        m_timer.start(kBeat);
    }

    /// Ends the beating. All times that the thread stood still for more than 20 ms, the machine's own part
    /// taken off.
    [[nodiscard]] std::vector<Stall> stop()
    {
        m_timer.stop();
        m_control.request_stop();
        m_control.join();
        std::vector<Stall> own;
        for (const Stall& stall : m_stalls) {
            std::chrono::milliseconds machine{0};
            for (const Stall& beside : m_controlStalls)
                if (beside.from < stall.to && stall.from < beside.to)
                    machine = std::max(
                        machine,
                        Stall{std::max(beside.from, stall.from), std::min(beside.to, stall.to)}.length());
            own.push_back({stall.from, stall.to - machine});
        }
        return own;
    }

private:
    static constexpr std::chrono::milliseconds kBeat{5};
    static constexpr std::chrono::milliseconds kWorthNoting{20};

    static void beat(Clock::time_point& last, std::vector<Stall>& stalls)
    {
        const auto now = Clock::now();
        if (now - last > kWorthNoting)
            stalls.push_back({last, now});
        last = now;
    }

    void beatBeside(std::stop_token stop)
    {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        auto last = Clock::now();
        while (!stop.stop_requested()) {
            never.wait_for(lock, stop, kBeat, [] { return false; });
            beat(last, m_controlStalls);
        }
    }

    const Clock::time_point m_start = Clock::now();
    QTimer m_timer;
    Clock::time_point m_last = m_start;
    std::vector<Stall> m_stalls;
    std::vector<Stall> m_controlStalls; ///< the control thread's until it has ended
    std::jthread m_control;
};

} // namespace chainpoints
