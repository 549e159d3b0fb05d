#include "core/rpc/endpointhealth.h"

#include "core/base/log.h"

#include <cmath>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

const QString kHidden = u"***"_s;

std::string wordOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::RateLimited:
        return "rate_limited";
    case FaultKind::Billing:
        return "billing";
    case FaultKind::Down:
        return "down";
    case FaultKind::TimedOut:
        return "timed_out";
    case FaultKind::WrongChain:
        return "wrong_chain";
    default:
        return "refused";
    }
}

EndpointState stateOf(const EndpointStatus& known)
{
    if (known.benchedUntil)
        return EndpointState::SetAside;
    return known.calls > 0 || known.head ? EndpointState::InUse : EndpointState::NotAsked;
}

EndpointHealth healthOf(const EndpointStatus& known, const std::string& url)
{
    EndpointHealth health;
    health.address = shownAddress(url);
    health.state = stateOf(known);
    health.until = known.benchedUntil;
    if (known.benchedUntil)
        health.why = log::redacted(known.restsFor);
    health.score = static_cast<int>(std::lround(EndpointHealth::kFaultless * (1.0 - known.errorWeight)));
    if (known.latencyMs)
        health.latencyMs = std::llround(*known.latencyMs);
    health.calls = known.calls;
    health.errors = known.errors;
    for (const auto& [kind, count] : known.errorsByKind)
        health.errorsByKind[wordOf(kind)] += count;
    health.lags = known.lags;
    health.behind = known.behind;
    health.lies = known.lies;
    health.lastError = log::redacted(known.lastError);
    return health;
}

/// "{secret:infura}"
bool isReference(const QString& segment)
{
    return segment.startsWith(u"{secret:"_s) && segment.indexOf(u'}') == segment.size() - 1;
}

} // namespace

std::string shownAddress(const std::string& url)
{
    // No QUrl: it would write the braces of a reference otherwise.
    QString rest = QString::fromStdString(url);
    const qsizetype scheme = rest.indexOf(u"://"_s);
    QString shown = scheme < 0 ? QString() : rest.first(scheme + 3);
    rest = rest.sliced(shown.size());
    rest.truncate(rest.indexOf(u'#') < 0 ? rest.size() : rest.indexOf(u'#'));
    const qsizetype query = rest.indexOf(u'?');
    const bool hasQuery = query >= 0;
    if (hasQuery)
        rest.truncate(query);
    QStringList segments = rest.split(u'/');
    if (const qsizetype at = segments.front().lastIndexOf(u'@'); at >= 0)
        segments.front() = kHidden + segments.front().sliced(at);
    for (qsizetype i = 1; i < segments.size(); ++i)
        if (looksLikeKey(segments[i]) && !isReference(segments[i]))
            segments[i] = kHidden;
    shown += segments.join(u'/');
    if (hasQuery)
        shown += u'?' + kHidden;
    return log::redacted(shown.toStdString());
}

std::vector<EndpointHealth> healthOf(const EndpointPool& pool, const ChainConfig& chain)
{
    std::vector<EndpointHealth> result;
    const std::vector<EndpointStatus> known = pool.status();
    for (std::size_t i = 0; i < known.size() && i < chain.rpc.size(); ++i)
        result.push_back(healthOf(known[i], chain.rpc[i].shown));
    return result;
}

} // namespace chainpoints
