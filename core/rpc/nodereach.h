// Whether a server can be reached at all, before anything is asked of it.
#pragma once

#include "core/base/result.h"

#include <QUrl>

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace chainpoints {

// Both block, at most until a stop, and need no event loop in their thread. What they say names the host and
// the port at most.

/// How many addresses the URL's host has, 1 for one that is an address itself. NotFound, Stopped.
[[nodiscard]] Result<std::int64_t> addressesOf(const QUrl& url, std::stop_token stop);

struct Reached
{
    std::chrono::milliseconds took{0};
    std::optional<std::string> problem; ///< a sentence where it was not reached
    bool encryption = false;            ///< the problem is one of TLS
};

/// Connects, for https with TLS as a request would, and hangs up.
[[nodiscard]] Reached reach(const QUrl& url, std::chrono::milliseconds timeout, std::stop_token stop);

} // namespace chainpoints
