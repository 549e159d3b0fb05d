#include "core/rpc/endpointpool.h"

#include "core/base/log.h"

#include <QStringList>
#include <QUrlQuery>

#include <algorithm>
#include <tuple>

namespace chainpoints {
namespace {

using std::chrono::milliseconds;

constexpr double kNewestShare = 0.2;
constexpr double kLieShare = 0.5;
/// A few blocks of lag are the network's, not the endpoint's.
constexpr std::int64_t kHarmlessLag = 3;
constexpr qsizetype kShortestKey = 16;

/// Keys are long path segments with digits, queries and user info.
void keepOutOfLogs(const QUrl& url)
{
    const QStringList segments = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    for (const QString& segment : segments)
        if (looksLikeKey(segment))
            log::redact(segment.toStdString());
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto& [key, value] : items)
        log::redact(value.toStdString());
    log::redact(url.password(QUrl::FullyDecoded).toStdString());
}

milliseconds roundedUp(EndpointPool::Clock::duration duration)
{
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(duration));
}

} // namespace

bool looksLikeKey(const QString& segment)
{
    return segment.size() >= kShortestKey &&
           std::any_of(segment.begin(), segment.end(), [](QChar c) { return c.isDigit(); });
}

EndpointPool::EndpointPool(const std::vector<std::string>& urls, Now now)
    : m_now(std::move(now)), m_knowledge(urls.size()), m_random(std::random_device()())
{
    for (const std::string& text : urls) {
        const QUrl url(QString::fromStdString(text));
        keepOutOfLogs(url);
        m_addresses.push_back({url.host().toStdString(), url});
    }
    const auto hosts = m_addresses;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        const auto sameHost = [&](const Address& other) { return other.name == hosts[i].name; };
        if (std::count_if(hosts.begin(), hosts.end(), sameHost) > 1)
            m_addresses[i].name += " (" + std::to_string(i + 1) + ")";
        m_knowledge[i].shown.name = m_addresses[i].name;
    }
}

double EndpointPool::cost(const Knowledge& endpoint)
{
    const double latency = std::max(1.0, endpoint.shown.latencyMs.value_or(1.0));
    return latency * (1.0 + 10.0 * endpoint.shown.errorWeight);
}

std::optional<EndpointPool::Pick> EndpointPool::pick(const std::vector<bool>& allowed,
                                                     std::optional<BlockHeight> needed) const
{
    const Clock::time_point now = m_now();
    const std::scoped_lock lock(m_mutex);
    BlockHeight highest{-1};
    for (const Knowledge& endpoint : m_knowledge)
        highest = std::max(highest, endpoint.shown.head.value_or(highest));

    std::optional<Pick> best;
    std::tuple<milliseconds, bool, double> bestRank;
    for (std::size_t i = 0; i < m_knowledge.size(); ++i) {
        if (!allowed[i])
            continue;
        const Knowledge& endpoint = m_knowledge[i];
        const milliseconds rest = roundedUp(endpoint.restsUntil - now);
        const bool lacksHead = needed ? !(endpoint.shown.head >= *needed)
                                      : endpoint.shown.head && highest - *endpoint.shown.head > kHarmlessLag;
        const std::tuple rank(rest, lacksHead, cost(endpoint));
        if (!best || rank < bestRank) {
            best = Pick{i, rest};
            bestRank = rank;
        }
    }
    return best;
}

void EndpointPool::measured(std::size_t endpoint, std::chrono::duration<double, std::milli> latency)
{
    const std::scoped_lock lock(m_mutex);
    std::optional<double>& average = m_knowledge[endpoint].shown.latencyMs;
    average = average ? *average + kNewestShare * (latency.count() - *average) : latency.count();
}

void EndpointPool::succeeded(std::size_t endpoint)
{
    const std::scoped_lock lock(m_mutex);
    Knowledge& known = m_knowledge[endpoint];
    ++known.shown.answers;
    ++known.shown.calls;
    known.failuresInRow = 0;
    known.shown.errorWeight *= 1.0 - kNewestShare;
}

milliseconds EndpointPool::backOff(Knowledge& endpoint, Clock::time_point startedAt)
{
    const bool sameTrouble = endpoint.failuresInRow > 0 && startedAt < endpoint.restBegan;
    if (!sameTrouble)
        ++endpoint.failuresInRow;
    const int doublings = std::min(endpoint.failuresInRow - 1, 16);
    const milliseconds full = std::min(kFirstRest * (std::int64_t{1} << doublings), kLongestRest);
    // Between three and five quarters, so that callers that failed together do not come back together.
    std::uniform_int_distribution<std::int64_t> jitter(full.count() * 3 / 4, full.count() * 5 / 4);
    return std::min(milliseconds(jitter(m_random)), kLongestRest);
}

void EndpointPool::failed(std::size_t endpoint, const Fault& fault, Clock::time_point startedAt)
{
    const Clock::time_point now = m_now();
    const std::scoped_lock lock(m_mutex);
    Knowledge& known = m_knowledge[endpoint];
    milliseconds rest{0};
    switch (fault.kind) {
    case FaultKind::RangeTooWide:
    case FaultKind::TooDense:
    case FaultKind::Doubtful:
    case FaultKind::Reverted:
    case FaultKind::Stopped:
        return;
    case FaultKind::Behind:
        ++known.shown.lags;
        rest = fault.retryAfter.value_or(rest);
        break;
    case FaultKind::Billing:
    case FaultKind::WrongChain:
        ++known.shown.errors;
        ++known.shown.errorsByKind[fault.kind];
        rest = kLongRest;
        break;
    case FaultKind::Malformed:
        ++known.shown.lies;
        rest = backOff(known, startedAt);
        break;
    case FaultKind::RateLimited:
    case FaultKind::Down:
    case FaultKind::TimedOut:
    case FaultKind::Refused:
        ++known.shown.errors;
        ++known.shown.errorsByKind[fault.kind];
        rest =
            std::max(backOff(known, startedAt),
                     std::min<milliseconds>(fault.retryAfter.value_or(milliseconds(0)), kLongestRetryAfter));
        break;
    }
    ++known.shown.calls;
    known.lastFault = fault;
    known.shown.lastError = known.shown.name + " " + fault.message;
    if (fault.kind != FaultKind::Behind)
        known.shown.errorWeight += kNewestShare * (1.0 - known.shown.errorWeight);
    if (now + rest > known.restsUntil) {
        known.restsUntil = now + rest;
        known.restBegan = now;
        known.shown.restsFor = known.shown.lastError;
    }
}

void EndpointPool::lied(std::size_t endpoint, const std::string& what)
{
    const std::scoped_lock lock(m_mutex);
    Knowledge& known = m_knowledge[endpoint];
    ++known.shown.lies;
    known.shown.lastError = known.shown.name + " " + what;
    // It answers fast, and wrongly: others are asked first for a while.
    known.shown.errorWeight += kLieShare * (1.0 - known.shown.errorWeight);
}

bool EndpointPool::rests(std::size_t endpoint) const
{
    const Clock::time_point now = m_now();
    const std::scoped_lock lock(m_mutex);
    return m_knowledge[endpoint].restsUntil > now;
}

std::optional<Fault> EndpointPool::lastFault(std::size_t endpoint) const
{
    const std::scoped_lock lock(m_mutex);
    return m_knowledge[endpoint].lastFault;
}

bool EndpointPool::isVerified(std::size_t endpoint) const
{
    const std::scoped_lock lock(m_mutex);
    return m_knowledge[endpoint].shown.chainVerified;
}

void EndpointPool::setVerified(std::size_t endpoint)
{
    const std::scoped_lock lock(m_mutex);
    m_knowledge[endpoint].shown.chainVerified = true;
}

std::optional<BlockHeight> EndpointPool::head(std::size_t endpoint) const
{
    const std::scoped_lock lock(m_mutex);
    return m_knowledge[endpoint].shown.head;
}

void EndpointPool::setHead(std::size_t endpoint, std::optional<BlockHeight> head)
{
    const Clock::time_point now = m_now();
    const std::scoped_lock lock(m_mutex);
    EndpointStatus& shown = m_knowledge[endpoint].shown;
    shown.head = head;
    m_knowledge[endpoint].headAsked = now;
    // Endpoints are not asked at the same moment: only now do both heads say how far it is behind.
    shown.behind.reset();
    for (const Knowledge& known : m_knowledge)
        if (head && known.shown.head)
            shown.behind = std::max(shown.behind.value_or(0), *known.shown.head - *head);
}

std::optional<std::size_t> EndpointPool::takeUnknownHead()
{
    const Clock::time_point now = m_now();
    const std::scoped_lock lock(m_mutex);
    for (std::size_t i = 0; m_knowledge.size() > 1 && i < m_knowledge.size(); ++i) {
        Knowledge& known = m_knowledge[i];
        if (known.restsUntil <= now && (!known.headAsked || now - *known.headAsked >= kHeadAge)) {
            known.headAsked = now;
            return i;
        }
    }
    return std::nullopt;
}

std::size_t EndpointPool::batchLimit(std::size_t endpoint) const
{
    const std::scoped_lock lock(m_mutex);
    return m_knowledge[endpoint].batchLimit;
}

void EndpointPool::refusedBatch(std::size_t endpoint, std::size_t size)
{
    const std::scoped_lock lock(m_mutex);
    std::size_t& limit = m_knowledge[endpoint].batchLimit;
    limit = std::min<std::size_t>(limit, size > 10 ? 10 : 1);
}

std::optional<std::int64_t> EndpointPool::rangeCap(std::size_t endpoint) const
{
    const std::scoped_lock lock(m_mutex);
    return m_knowledge[endpoint].rangeCap;
}

void EndpointPool::limitRange(std::size_t endpoint, std::int64_t blocks)
{
    const std::scoped_lock lock(m_mutex);
    std::optional<std::int64_t>& cap = m_knowledge[endpoint].rangeCap;
    cap = std::min(cap.value_or(blocks), blocks);
}

std::vector<EndpointStatus> EndpointPool::status() const
{
    const Clock::time_point now = m_now();
    const std::scoped_lock lock(m_mutex);
    std::vector<EndpointStatus> result;
    for (const Knowledge& known : m_knowledge) {
        result.push_back(known.shown);
        if (known.restsUntil > now) {
            const auto left = std::chrono::ceil<std::chrono::seconds>(known.restsUntil - now);
            result.back().benchedUntil = wallClock() + left.count();
        }
    }
    return result;
}

} // namespace chainpoints
