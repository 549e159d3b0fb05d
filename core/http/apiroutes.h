// From an API request to its answer (SPEC 11), without sockets.
#pragma once

#include "core/access/operatordoor.h"
#include "core/base/result.h"

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

/// A door for the calling thread.
using MakeDoor = std::function<std::unique_ptr<OperatorDoor>()>;

/// {"error":{"code":...,"message":...}} with the code that belongs to the HTTP status.
[[nodiscard]] ApiResponse errorResponse(int status, const std::string& message);

/// Safe from any thread: each answer uses a door of its own.
class ApiRoutes
{
public:
    ApiRoutes(std::string token, MakeDoor makeDoor)
        : m_token(std::move(token)), m_makeDoor(std::move(makeDoor))
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
    const MakeDoor m_makeDoor;
};

} // namespace chainpoints
