// Renews the leases of one process, so that a worker may wait for its node as long as it likes.
#pragma once

#include "core/storage/leasefence.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace chainpoints {

/// As which process the workers own their chains. Safe from any thread; made first, destroyed last.
class LeaseKeeper
{
public:
    using OpenDatabase = std::function<Result<std::unique_ptr<sql::Connection>>()>;
    /// Whether a process is known to be gone; false where that cannot be told. Called from any thread, quick.
    using IsGone = std::function<bool(const LeaseHolder&)>;

    /// `open` is called in the keeper's own thread.
    LeaseKeeper(LeaseHolder self, OpenDatabase open, IsGone isGone);

    [[nodiscard]] const LeaseHolder& self() const { return m_self; }
    [[nodiscard]] bool isGone(const LeaseHolder& holder) const { return m_isGone(holder); }

    /// Renews this lease until it is lost or dropped, whenever the writes under it do not.
    void keep(std::shared_ptr<const LeaseFence> fence);
    void drop(ChainId chain);

private:
    using Fences = std::map<ChainId, std::shared_ptr<const LeaseFence>>;

    void run(std::stop_token stop);
    [[nodiscard]] Fences due();
    [[nodiscard]] Result<void> renew(const Fences& fences);

    const LeaseHolder m_self;
    const OpenDatabase m_open;
    const IsGone m_isGone;
    std::unique_ptr<sql::Connection> m_connection; ///< of the thread, like the next
    std::map<ChainId, std::chrono::steady_clock::time_point> m_renewedAt;

    std::mutex m_mutex;
    std::condition_variable_any m_stopped;
    Fences m_fences;       ///< guarded by m_mutex
    std::jthread m_thread; ///< last, so that it ends first
};

} // namespace chainpoints
