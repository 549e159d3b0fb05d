// Which endpoint a call tries next, how long it waits, and when it gives up.
#pragma once

#include "core/base/result.h"
#include "core/rpc/endpointpool.h"

#include <stop_token>
#include <vector>

namespace chainpoints {

/// The retry policy of one call: at most three tries an endpoint, at most three seconds of waiting in all.
/// Endpoints that lack the block, time out, refuse a range, serve another chain or cannot be paid are not
/// tried twice.
class CallPlan
{
public:
    static constexpr int kMostTries = 3;
    static constexpr std::chrono::milliseconds kMostWaiting{3000};

    /// What a range error means: for several blocks the end of the call (ask for fewer), for a single block
    /// that the endpoint is of no use.
    enum class RangeErrors { EndTheCall, TryElsewhere };

    /// `needed` is the height that the endpoint should have. Keeps a reference to the pool.
    CallPlan(EndpointPool& pool, std::optional<BlockHeight> needed, RangeErrors rangeErrors,
             std::stop_token stop);

    /// The endpoint is of no use for this call, and not tried in it.
    void exclude(std::size_t endpoint, Fault why);
    /// The endpoint to try now, after any waiting. An error ends the call: Stopped, Behind (an endpoint
    /// lacked the block), Protocol (nonsense from all), else Unreachable.
    [[nodiscard]] Result<std::size_t> next();
    /// The try on the endpoint of the last next() failed; tells the pool. An error ends the call: Stopped,
    /// RangeLimit.
    [[nodiscard]] std::optional<Error> failed(std::size_t endpoint, Fault fault);
    /// The endpoints that did not answer in time.
    [[nodiscard]] std::vector<std::size_t> timedOut() const;

private:
    struct Attempt
    {
        int tries = 0;
        bool excluded = false;
        std::optional<Fault> fault;
    };

    [[nodiscard]] bool waitFor(std::chrono::milliseconds rest);
    [[nodiscard]] Error giveUp() const;

    EndpointPool& m_pool;
    std::optional<BlockHeight> m_needed;
    RangeErrors m_rangeErrors;
    std::stop_token m_stop;
    std::vector<Attempt> m_attempts;
    std::chrono::milliseconds m_waited{0};
    EndpointPool::Clock::time_point m_startedAt{};
};

} // namespace chainpoints
