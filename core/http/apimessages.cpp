#include "core/http/apimessages.h"

#include "core/base/log.h"

#include <nlohmann/json.hpp>

namespace chainpoints {
namespace {

const char* codeOf(int status)
{
    switch (status) {
    case 400:
        return "bad_request";
    case 401:
        return "unauthorized";
    case 403:
        return "forbidden";
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
    case 415:
        return "unsupported_media_type";
    case 429:
        return "too_many_requests";
    case 503:
        return "unavailable";
    default:
        return status >= 500 ? "internal" : "bad_request";
    }
}

} // namespace

ApiResponse errorResponse(int status, const std::string& message)
{
    const nlohmann::ordered_json body{
        {"error", {{"code", codeOf(status)}, {"message", log::redacted(message)}}}};
    // Names in the message may come from the request and hold any bytes.
    return {status, body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)};
}

ApiResponse unavailable()
{
    return errorResponse(503, "the database cannot be read now; try again, the log tells why");
}

ApiResponse errorResponse(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return errorResponse(404, error.message);
    case ErrorCode::BadInput:
        return errorResponse(400, error.message);
    case ErrorCode::Refused:
        return errorResponse(409, error.message);
    case ErrorCode::Conflict: // with other writers; no call reads something that it could be told to reload
    case ErrorCode::Database:
    case ErrorCode::Unreachable:
        log::warning("http", error.message);
        return unavailable();
    default:
        log::error("http", error.message);
        return errorResponse(500, "the answer could not be made; the log tells why");
    }
}

} // namespace chainpoints
