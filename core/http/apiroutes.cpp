#include "core/http/apiroutes.h"

#include "core/access/chainjson.h"
#include "core/base/log.h"

#include <nlohmann/json.hpp>

namespace chainpoints {
namespace {

constexpr std::string_view kChains = "/api/v1/chains";
constexpr std::string_view kBearer = "Bearer ";

const char* codeOf(int status)
{
    switch (status) {
    case 400:
        return "bad_request";
    case 401:
        return "unauthorized";
    case 404:
        return "not_found";
    case 405:
        return "method_not_allowed";
    case 409:
        return "conflict";
    case 413:
        return "too_large";
    case 414:
        return "uri_too_long";
    case 503:
        return "unavailable";
    default:
        return status >= 500 ? "internal" : "bad_request";
    }
}

/// What people outside may know of an error; the rest goes to the log, since it may name files.
ApiResponse answerFor(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return errorResponse(404, error.message);
    case ErrorCode::BadInput:
        return errorResponse(400, error.message);
    case ErrorCode::Refused:
    case ErrorCode::Conflict:
        return errorResponse(409, error.message);
    case ErrorCode::Database:
    case ErrorCode::Unreachable:
        log::warning("http", error.message);
        return errorResponse(503, "the database cannot be read now; try again, the log tells why");
    default:
        log::error("http", error.message);
        return errorResponse(500, "the answer could not be made; the log tells why");
    }
}

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

bool isBearer(std::string_view authorization)
{
    return authorization.size() >= kBearer.size() &&
           std::equal(kBearer.begin(), kBearer.end(), authorization.begin(), [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) ==
                      std::tolower(static_cast<unsigned char>(b));
           });
}

bool isRead(const std::string& method)
{
    return method == "GET" || method == "HEAD";
}

ApiResponse wrongMethod(const std::string& method)
{
    ApiResponse response = errorResponse(405, method + " is not possible here, only GET");
    response.allow = "GET, HEAD";
    return response;
}

} // namespace

ApiResponse errorResponse(int status, const std::string& message)
{
    const nlohmann::ordered_json body{{"error", {{"code", codeOf(status)}, {"message", message}}}};
    // Names in the message may come from the request and hold any bytes.
    return {status, body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace), {}, false};
}

ApiResponse ApiRoutes::answer(const ApiRequest& request) const
{
    if (request.path == "/healthz")
        return isRead(request.method) ? health() : wrongMethod(request.method);
    if (!isAuthorized(request.authorization)) {
        ApiResponse response =
            errorResponse(401, "send \"Authorization: Bearer TOKEN\" with the token of this program");
        response.asksForToken = true;
        return response;
    }
    const std::string_view path = request.path;
    const bool all = path == kChains;
    const bool one =
        path.starts_with(kChains) && path.size() > kChains.size() + 1 && path[kChains.size()] == '/';
    if (!all && !one)
        return errorResponse(404, "there is no such call");
    if (!isRead(request.method))
        return wrongMethod(request.method);
    return all ? chains() : chain(std::string(path.substr(kChains.size() + 1)));
}

bool ApiRoutes::isAuthorized(const std::string& authorization) const
{
    // An empty token would let everybody in.
    return !m_token.empty() && isBearer(authorization) &&
           equalInConstantTime(std::string_view(authorization).substr(kBearer.size()), m_token);
}

ApiResponse ApiRoutes::health() const
{
    if (auto read = m_makeDoor()->chains(); !read)
        return answerFor({ErrorCode::Database, read.error().message});
    return {200, R"({"status":"ok"})", {}, false};
}

ApiResponse ApiRoutes::chains() const
{
    auto views = m_makeDoor()->chains();
    return views ? ApiResponse{200, chainsJson(*views), {}, false} : answerFor(views.error());
}

ApiResponse ApiRoutes::chain(const std::string& name) const
{
    auto view = m_makeDoor()->chain(name);
    return view ? ApiResponse{200, chainJson(*view), {}, false} : answerFor(view.error());
}

} // namespace chainpoints
