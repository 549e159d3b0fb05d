// From an API request to its answer (SPEC 11), without sockets.
#pragma once

#include "core/access/operatordoor.h"
#include "core/http/apimessages.h"
#include "core/http/chainwatch.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chainpoints {

/// Safe from any thread: each answer uses doors of its own, or the watch.
class ApiRoutes
{
public:
    /// `watch` must outlive this; without one there are no events, no tip is ever stale, and the database is
    /// asked each time.
    ApiRoutes(std::string token, ApiDoors doors, ChainWatch* watch = nullptr)
        : m_token(std::move(token)), m_doors(std::move(doors)), m_watch(watch)
    {
    }

    /// Why the request is refused whatever its body says; nothing: the body is worth reading.
    [[nodiscard]] std::optional<ApiResponse> refusal(const ApiRequest& request) const;

    /// Never fails: what goes wrong is an answer too. Says nothing of the machine.
    [[nodiscard]] ApiResponse answer(const ApiRequest& request) const;

    /// A quick answer that must come also while others wait for their turn; it needs no door where there is a
    /// watch.
    [[nodiscard]] static bool isUrgent(const std::string& path);

    /// Its answer may hold thousands of rows.
    [[nodiscard]] static bool isLong(const std::string& path);

    /// Its answer goes on until somebody has enough.
    [[nodiscard]] static bool isEndless(const std::string& path);

    /// Every call there is: its method and its path with {names}.
    [[nodiscard]] static std::vector<std::pair<std::string, std::string>> all();

private:
    [[nodiscard]] bool isAuthorized(const std::string& authorization) const;
    [[nodiscard]] Result<std::vector<ChainView>> chains() const;
    [[nodiscard]] ApiResponse health() const;
    [[nodiscard]] ApiResponse readiness() const;
    [[nodiscard]] ApiResponse metrics() const;
    [[nodiscard]] ApiResponse events() const;

    const std::string m_token;
    const ApiDoors m_doors;
    ChainWatch* const m_watch;
};

} // namespace chainpoints
