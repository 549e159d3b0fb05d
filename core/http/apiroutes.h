// From an API request to its answer (SPEC 11), without sockets.
#pragma once

#include "core/base/result.h"
#include "core/storage/sql/connection.h"

#include <functional>
#include <memory>
#include <string>

namespace chainpoints {

struct ApiRequest
{
    std::string method;
    std::string path;          ///< decoded, without the query
    std::string authorization; ///< the header's value; empty where there is none
};

struct ApiResponse
{
    int status = 200;
    std::string body;          ///< JSON
    std::string allow;         ///< value of the header Allow; empty: none
    bool asksForToken = false; ///< sends WWW-Authenticate
};

/// Opens a connection in the calling thread, to which it then belongs.
using OpenReader = std::function<Result<std::unique_ptr<sql::Connection>>()>;

/// {"error":{"code":...,"message":...}} with the code that belongs to the HTTP status.
[[nodiscard]] ApiResponse errorResponse(int status, const std::string& message);

/// Safe from any thread: each answer uses a connection of its own.
class ApiRoutes
{
public:
    ApiRoutes(std::string token, OpenReader openReader)
        : m_token(std::move(token)), m_openReader(std::move(openReader))
    {
    }

    /// Never fails: what goes wrong is an answer too. Says nothing of the machine.
    [[nodiscard]] ApiResponse answer(const ApiRequest& request) const;

private:
    [[nodiscard]] bool isAuthorized(const std::string& authorization) const;
    [[nodiscard]] ApiResponse health() const;
    [[nodiscard]] ApiResponse chains() const;
    [[nodiscard]] ApiResponse chain(const std::string& name) const;

    const std::string m_token;
    const OpenReader m_openReader;
};

} // namespace chainpoints
