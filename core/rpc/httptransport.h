// One HTTP POST at a time, blocking, interruptible, over connections that stay open.
#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace chainpoints {

/// How a POST ended.
struct HttpAnswer
{
    enum class End {
        Answered, ///< `status`, `body` and `retryAfter` hold; any status
        TimedOut,
        TooLarge, ///< the body exceeds the cap
        Failed,   ///< no connection, or it broke
        Stopped,
    };
    End end = End::Failed;
    int status = 0;
    QByteArray body;
    std::optional<std::chrono::milliseconds> retryAfter;
    /// Where it was not answered: what happened, as the rest of a sentence; names scheme, host and port at
    /// most, since path, query and user info may carry keys.
    std::string problem;
};

/// Belongs to the thread that made it, which needs no event loop of its own.
class HttpTransport
{
public:
    static constexpr qint64 kMostBodyBytes = 256 * 1024 * 1024;

    explicit HttpTransport(qint64 mostBodyBytes = kMostBodyBytes);

    /// Sends a JSON body. Redirects are answers like any other. `timeout` is how long the server may be
    /// silent; the whole answer may take ten times that. Returns within 100 ms of a stop. `waits` is called
    /// once a second meanwhile.
    [[nodiscard]] HttpAnswer post(const QUrl& url, const QByteArray& body, std::chrono::milliseconds timeout,
                                  const std::stop_token& stop, const std::function<void()>& waits = {});

private:
    QNetworkAccessManager m_network;
    qint64 m_mostBodyBytes;
};

/// "https://host:port", all that may be shown of an address.
[[nodiscard]] std::string shownOrigin(const QUrl& url);

} // namespace chainpoints
