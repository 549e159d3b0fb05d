// What goes through the API: requests and answers as values, without sockets.
#pragma once

#include "core/base/error.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace chainpoints {

struct ApiRequest
{
    std::string method;
    std::string path;          ///< decoded, without the query
    std::string authorization; ///< the header's value; empty where there is none; likewise the next two
    std::vector<std::pair<std::string, std::string>> query{}; ///< decoded
    std::string contentType{};
    std::string body{};
};

/// Takes a piece of an answer that goes on and on; false: nobody listens any more.
using ApiSink = std::function<bool(const std::string& piece)>;

struct ApiResponse
{
    int status = 200;
    std::string body;          ///< JSON, or text of `contentType`
    std::string allow{};       ///< value of the header Allow; empty: none
    bool asksForToken = false; ///< sends WWW-Authenticate
    std::string location{};    ///< value of the header Location; empty: none
    int retryAfter = 0;        ///< seconds, value of the header Retry-After; 0: none
    const char* contentType = "application/json";
    /// Writes the body piece by piece, until it or the sink has enough; empty: `body` is all.
    std::function<void(const ApiSink&)> stream{};
};

/// {"error":{"code":...,"message":...}} with the code that belongs to the HTTP status.
[[nodiscard]] ApiResponse errorResponse(int status, const std::string& message);

/// What people outside may know of an error; the rest goes to the log, since it may name files.
[[nodiscard]] ApiResponse errorResponse(const Error& error);

/// The database cannot be read; nothing goes to the log.
[[nodiscard]] ApiResponse unavailable();

} // namespace chainpoints
