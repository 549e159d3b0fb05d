#include "core/engine/backfill.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::size_t kFetchers = 3;
constexpr std::size_t kPagesAhead = 4;

} // namespace

Backfill::Backfill(ChainNodeFactory makeNode, BlockRange range, std::int64_t maxRange,
                   std::int64_t intervalSeconds, BlockHeight keepFrom, std::stop_token stop)
    : m_makeNode(std::move(makeNode)), m_range(range), m_interval(intervalSeconds), m_keepFrom(keepFrom),
      m_stop(std::move(stop)), m_planner(maxRange), m_unassigned(range.first), m_wanted(range.first)
{
    for (std::size_t i = 0; i < kFetchers; ++i)
        m_threads.emplace_back([this](std::stop_token own) { fetchLoop(std::move(own)); });
}

Backfill::~Backfill()
{
    for (std::jthread& thread : m_threads)
        thread.request_stop();
}

Result<std::optional<FetchedPage>> Backfill::next()
{
    std::unique_lock lock(m_mutex);
    if (m_wanted > m_range.last)
        return std::optional<FetchedPage>();
    m_changed.wait(lock, m_stop, [&] { return m_error || m_ready.contains(m_wanted); });
    if (m_stop.stop_requested())
        return Error{ErrorCode::Stopped, "stopped"};
    // A page that is there is handed out even where a later one failed.
    auto page = m_ready.extract(m_wanted);
    if (page.empty())
        return *m_error;
    m_wanted = page.mapped().page.range.last + 1;
    m_changed.notify_all();
    return std::optional(std::move(page.mapped()));
}

void Backfill::fetchLoop(std::stop_token stop)
{
    const auto node = m_makeNode(stop);
    while (const auto work = takeWork(stop))
        put(*work, fetchPage(*node, *work, m_interval, m_keepFrom));
}

bool Backfill::mayTake() const
{
    if (m_returned.empty() && m_unassigned > m_range.last)
        return false;
    const BlockHeight lowest = m_returned.empty() ? m_unassigned : m_returned.begin()->first;
    return lowest == m_wanted || m_ready.size() + m_inFlight < kPagesAhead;
}

std::optional<BlockRange> Backfill::takeWork(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [&] { return m_error || m_wanted > m_range.last || mayTake(); });
    if (stop.stop_requested() || m_error || !mayTake())
        return std::nullopt;
    ++m_inFlight;
    if (!m_returned.empty())
        return m_returned.extract(m_returned.begin()).value();
    const BlockRange work{m_unassigned, std::min(m_range.last, m_unassigned + (m_planner.size() - 1))};
    m_unassigned = work.last + 1;
    return work;
}

void Backfill::put(BlockRange asked, Result<FetchedPage> outcome)
{
    const std::scoped_lock lock(m_mutex);
    --m_inFlight;
    if (outcome) {
        m_planner.answered(asked.count(), outcome->logs);
        m_ready.emplace(asked.first, std::move(*outcome));
    } else if (outcome.error().code == ErrorCode::RangeLimit && asked.count() > 1) {
        m_planner.refused(asked.count());
        const BlockHeight middle = asked.first + (asked.count() / 2 - 1);
        m_returned.insert({asked.first, middle});
        m_returned.insert({middle + 1, asked.last});
    } else if (!m_error) {
        m_error = outcome.error();
    }
    m_changed.notify_all();
}

} // namespace chainpoints
