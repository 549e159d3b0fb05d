#include "core/http/apiroutes.h"

#include "core/http/apicalls.h"
#include "core/http/metrics.h"
#include "core/http/openapi.h"
#include "core/http/queryreader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace chainpoints {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kInParts = "multipart/";
constexpr const char* kHealth = "/healthz";
constexpr const char* kReady = "/readyz";
constexpr const char* kMetrics = "/metrics";
constexpr const char* kEvents = "/api/v1/events";
constexpr const char* kOpenApi = "/api/v1/openapi.json";

/// A path with {names}, and what answers there; no handler: ApiRoutes itself.
struct Route
{
    const char* method;
    const char* pattern;
    ApiHandler handler;
    bool isLong = false; ///< may hold thousands of rows
};

constexpr std::array kRoutes{
    Route{"GET", kHealth, nullptr},
    Route{"GET", kReady, nullptr},
    Route{"GET", kMetrics, nullptr},
    Route{"GET", kEvents, nullptr},
    Route{"GET", kOpenApi, nullptr},
    Route{"GET", "/api/v1/chains", listChains},
    Route{"GET", "/api/v1/chains/{name}", showChain},
    Route{"POST", "/api/v1/chains/{name}/pause", pauseChain},
    Route{"POST", "/api/v1/chains/{name}/resume", resumeChain},
    Route{"GET", "/api/v1/users", listUsers, true},
    Route{"GET", "/api/v1/users/{address}", showUser},
    Route{"GET", "/api/v1/users/{address}/changes", listChanges, true},
    Route{"GET", "/api/v1/users/{address}/points-changes", listPointsChanges, true},
    Route{"GET", "/api/v1/users/{address}/statement", showStatement, true},
    Route{"GET", "/api/v1/users/{address}/points", showPoints},
    Route{"GET", "/api/v1/users/{address}/restatements", listRestatements, true},
    Route{"PUT", "/api/v1/users/{address}/status", setUserStatus},
    Route{"GET", "/api/v1/incidents", listIncidents, true},
    Route{"GET", "/api/v1/failures", listFailures, true},
    Route{"POST", "/api/v1/failures/retry", retryFailures},
    Route{"POST", "/api/v1/failures/{id}/retry", retryFailure},
    Route{"GET", "/api/v1/actions", listActions, true},
    Route{"GET", "/api/v1/actions/{id}", showAction},
    Route{"POST", "/api/v1/actions/{id}/cancel", cancelAction},
};

/// Takes the same time wherever the two differ.
bool equalInConstantTime(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |=
            static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

bool equalInAnyCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool isJson(std::string_view contentType)
{
    contentType = contentType.substr(0, contentType.find(';'));
    while (contentType.ends_with(' '))
        contentType.remove_suffix(1);
    return equalInAnyCase(contentType, "application/json");
}

/// The next part of a path that starts with '/'; takes it away.
std::string_view takePart(std::string_view& path)
{
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view part = path.substr(1, end - 1);
    path.remove_prefix(end);
    return part;
}

/// What stands at the {names}; nothing where the path is another.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path)
{
    std::vector<std::string> names;
    while (!pattern.empty() && path.starts_with('/')) {
        const std::string_view wanted = takePart(pattern);
        const std::string_view part = takePart(path);
        if (wanted.starts_with('{') && !part.empty())
            names.emplace_back(part);
        else if (wanted != part)
            return std::nullopt;
    }
    return pattern.empty() && path.empty() ? std::optional(std::move(names)) : std::nullopt;
}

struct Found
{
    const Route* route = nullptr; ///< none: the path has no such method
    std::vector<std::string> names;
    std::string allowed; ///< methods of the path; empty: there is no such path
};

Found find(const std::string& method, const std::string& path)
{
    Found found;
    for (const Route& route : kRoutes) {
        auto names = match(route.pattern, path);
        if (!names)
            continue;
        const std::string_view its = route.method;
        found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(its == "GET" ? "GET, HEAD" : its);
        if (!found.route && (method == its || (method == "HEAD" && its == "GET"))) {
            found.route = &route;
            found.names = std::move(*names);
        }
    }
    return found;
}

ApiResponse wrongMethod(const std::string& method, const std::string& allowed)
{
    ApiResponse response = errorResponse(405, method + " is not possible here, only " + allowed);
    response.allow = allowed;
    return response;
}

ApiResponse wrongType()
{
    return errorResponse(415, "send the body as \"Content-Type: application/json\"");
}

} // namespace

bool ApiRoutes::isUrgent(const std::string& path)
{
    return path == kHealth || path == kReady || path == kMetrics || path == kEvents;
}

bool ApiRoutes::isLong(const std::string& path)
{
    const Found found = find("GET", path);
    return found.route && found.route->isLong;
}

bool ApiRoutes::isEndless(const std::string& path)
{
    return path == kEvents;
}

std::vector<std::pair<std::string, std::string>> ApiRoutes::all()
{
    std::vector<std::pair<std::string, std::string>> calls;
    for (const Route& route : kRoutes)
        calls.emplace_back(route.method, route.pattern);
    return calls;
}

std::optional<ApiResponse> ApiRoutes::refusal(const ApiRequest& request) const
{
    if (request.path != kHealth && !isAuthorized(request.authorization)) {
        ApiResponse response =
            errorResponse(401, "send \"Authorization: Bearer TOKEN\" with the token of this program");
        response.asksForToken = true;
        return response;
    }
    const Found found = find(request.method, request.path);
    if (found.allowed.empty())
        return errorResponse(404, "there is no such call");
    if (!found.route)
        return wrongMethod(request.method, found.allowed);
    // What is no text is nobody's name, and not every database takes it.
    if (!isText(request))
        return errorResponse(400, "the address of the call and its query must be UTF-8");
    // The library takes such a body apart, so that none would be left to look at.
    if (equalInAnyCase(request.contentType.substr(0, kInParts.size()), kInParts))
        return wrongType();
    return std::nullopt;
}

ApiResponse ApiRoutes::answer(const ApiRequest& request) const
{
    if (auto refused = refusal(request))
        return std::move(*refused);
    // Browsers send other types without asking first; clients name one also where there is no body.
    if (!request.body.empty() && !isJson(request.contentType))
        return wrongType();
    if (request.path == kHealth)
        return health();
    if (request.path == kReady)
        return readiness();
    if (request.path == kMetrics)
        return metrics();
    if (request.path == kEvents)
        return events();
    if (request.path == kOpenApi)
        return {200, openApi()};
    Found found = find(request.method, request.path);
    const auto door = m_doors.toEngine();
    const auto accounts = m_doors.toAccounts();
    return found.route->handler({request, *door, *accounts, std::move(found.names)});
}

bool ApiRoutes::isAuthorized(const std::string& authorization) const
{
    const std::string_view text = authorization;
    // An empty token would let everybody in.
    return !m_token.empty() && equalInAnyCase(text.substr(0, kBearer.size()), kBearer) &&
           equalInConstantTime(text.substr(kBearer.size()), m_token);
}

Result<std::vector<ChainView>> ApiRoutes::chains() const
{
    return m_watch ? m_watch->chains() : m_doors.toEngine()->chains();
}

ApiResponse ApiRoutes::health() const
{
    if (!chains())
        return unavailable();
    return {200, R"({"status":"ok"})"};
}

ApiResponse ApiRoutes::readiness() const
{
    auto read = chains();
    if (!read)
        return unavailable();
    std::string reasons;
    for (const std::string& problem : m_watch ? m_watch->problems(*read) : std::vector<std::string>())
        reasons += (reasons.empty() ? "" : "; ") + problem;
    return reasons.empty() ? ApiResponse{200, R"({"status":"ready"})"} : errorResponse(503, reasons);
}

ApiResponse ApiRoutes::metrics() const
{
    auto read = chains();
    if (!read)
        return unavailable();
    ApiResponse response{200, metricsText(*read, wallClock())};
    response.contentType = kMetricsType;
    return response;
}

ApiResponse ApiRoutes::events() const
{
    auto stream = m_watch ? m_watch->listen() : std::nullopt;
    if (!stream) {
        ApiResponse response = errorResponse(429, "too many listen to events already; try again later");
        response.retryAfter = 10;
        return response;
    }
    ApiResponse response;
    response.contentType = "text/event-stream";
    response.stream = std::move(*stream);
    return response;
}

} // namespace chainpoints
