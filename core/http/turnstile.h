// Lets only so many answers be made at the same time, so that many clients do not slow down the engine.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace chainpoints {

/// Safe from any thread.
class Turnstile
{
public:
    Turnstile(std::size_t places, std::size_t mostWaiting) : m_places(places), m_mostWaiting(mostWaiting) {}

    /// A place until it is destroyed.
    class Pass
    {
    public:
        explicit Pass(Turnstile& turnstile, std::chrono::milliseconds patience)
            : m_turnstile(turnstile), m_entered(turnstile.enter(patience))
        {
        }
        ~Pass()
        {
            if (m_entered)
                m_turnstile.leave();
        }
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        /// False: too many wait, or it took too long.
        explicit operator bool() const { return m_entered; }

    private:
        Turnstile& m_turnstile;
        const bool m_entered;
    };

private:
    bool enter(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        if (m_places == 0 && m_waiting >= m_mostWaiting)
            return false;
        ++m_waiting;
        const bool entered = m_changed.wait_for(lock, patience, [this] { return m_places > 0; });
        --m_waiting;
        if (entered)
            --m_places;
        return entered;
    }
    void leave()
    {
        const std::lock_guard lock(m_mutex);
        ++m_places;
        m_changed.notify_one();
    }

    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_changed;
    std::size_t m_places;
    const std::size_t m_mostWaiting;
    std::size_t m_waiting = 0;
};

} // namespace chainpoints
