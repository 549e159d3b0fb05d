#include "core/rpc/callplan.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace chainpoints {
namespace {

Error stopped()
{
    return Error{ErrorCode::Stopped, "stopped while a node was asked"};
}

bool isRangeError(FaultKind kind)
{
    return kind == FaultKind::RangeTooWide || kind == FaultKind::TooDense;
}

/// A second try within the same call would bring the same.
bool isSettled(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Behind:
    case FaultKind::TimedOut:
    case FaultKind::Billing:
    case FaultKind::WrongChain:
    case FaultKind::Doubtful:
    case FaultKind::Reverted:
    case FaultKind::RangeTooWide:
    case FaultKind::TooDense:
        return true;
    default:
        return false;
    }
}

bool isNonsense(FaultKind kind)
{
    return kind == FaultKind::Malformed || kind == FaultKind::Refused || kind == FaultKind::WrongChain ||
           kind == FaultKind::Doubtful || kind == FaultKind::Reverted || isRangeError(kind);
}

} // namespace

CallPlan::CallPlan(EndpointPool& pool, std::optional<BlockHeight> needed, RangeErrors rangeErrors,
                   std::stop_token stop)
    : m_pool(pool), m_needed(needed), m_rangeErrors(rangeErrors), m_stop(std::move(stop)),
      m_attempts(pool.size())
{
}

void CallPlan::exclude(std::size_t endpoint, Fault why)
{
    m_attempts[endpoint].excluded = true;
    m_attempts[endpoint].fault = std::move(why);
}

Result<std::size_t> CallPlan::next()
{
    for (;;) {
        if (m_stop.stop_requested())
            return stopped();
        std::vector<bool> allowed;
        for (const Attempt& attempt : m_attempts)
            allowed.push_back(!attempt.excluded && attempt.tries < kMostTries);
        const auto pick = m_pool.pick(allowed, m_needed);
        if (!pick || m_waited + pick->rest > kMostWaiting)
            return giveUp();
        if (pick->rest.count() == 0) {
            ++m_attempts[pick->endpoint].tries;
            m_startedAt = m_pool.now();
            return pick->endpoint;
        }
        if (!waitFor(pick->rest))
            return stopped();
    }
}

bool CallPlan::waitFor(std::chrono::milliseconds rest)
{
    m_waited += rest;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, m_stop, rest, [] { return false; });
    return !m_stop.stop_requested();
}

std::optional<Error> CallPlan::failed(std::size_t endpoint, Fault fault)
{
    m_pool.failed(endpoint, fault, m_startedAt);
    if (fault.kind == FaultKind::Stopped)
        return stopped();
    if (isRangeError(fault.kind) && m_rangeErrors == RangeErrors::EndTheCall)
        return Error{ErrorCode::RangeLimit, m_pool.name(endpoint) + " " + fault.message};
    m_attempts[endpoint].excluded = isSettled(fault.kind);
    m_attempts[endpoint].fault = std::move(fault);
    return std::nullopt;
}

std::vector<std::size_t> CallPlan::timedOut() const
{
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < m_attempts.size(); ++i)
        if (m_attempts[i].fault && m_attempts[i].fault->kind == FaultKind::TimedOut)
            result.push_back(i);
    return result;
}

Error CallPlan::giveUp() const
{
    bool behind = false;
    bool nonsense = true;
    std::string reasons;
    for (std::size_t i = 0; i < m_attempts.size(); ++i) {
        // An endpoint that rests was not tried in this call: why it rests is the reason.
        const auto fault = m_attempts[i].fault ? m_attempts[i].fault : m_pool.lastFault(i);
        const FaultKind kind = fault ? fault->kind : FaultKind::Down;
        behind = behind || kind == FaultKind::Behind;
        nonsense = nonsense && isNonsense(kind);
        reasons += (i > 0 ? "; " : "") + m_pool.name(i) + " " + (fault ? fault->message : "is resting");
    }
    if (behind)
        return Error{ErrorCode::Behind, "no endpoint has the block yet: " + reasons};
    if (nonsense)
        return Error{ErrorCode::Protocol, "no endpoint gives a right answer: " + reasons};
    return Error{ErrorCode::Unreachable, "no endpoint answers: " + reasons};
}

} // namespace chainpoints
