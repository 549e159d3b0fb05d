// One open connection to a Redis server or a Sentinel; blocking, interruptible.
#pragma once

#include "core/cache/redis/protocol.h"
#include "core/config/cacheconfig.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QSslSocket>

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace chainpoints::redis {

/// Belongs to the thread that made it, which needs no event loop of its own. Errors: Database (no connection,
/// it broke, silence for longer than `timeout`) with a sentence that names host and port; Stopped, within 100
/// ms of a stop. After an error the link is of no use.
class Link
{
public:
    /// Connected, and encrypted where the configuration says so. `config` must outlive the link.
    [[nodiscard]] static Result<std::unique_ptr<Link>> open(const RedisConfig& config, const HostPort& server,
                                                            std::stop_token stop);

    /// Sends all commands at once; the answers in the same order, refusals among them.
    [[nodiscard]] Result<std::vector<Answer>> exchange(const std::vector<Command>& commands);

    /// "Redis at host:port"
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    Link(const RedisConfig& config, const HostPort& server, std::stop_token stop);
    [[nodiscard]] Result<void> setUpTls();
    [[nodiscard]] Result<void> connect(const HostPort& server);
    [[nodiscard]] Result<void> wait(const QDeadlineTimer& whole);
    [[nodiscard]] Error failure(const std::string& what) const;
    [[nodiscard]] Error broken() const;

    const RedisConfig& m_config;
    const std::string m_name;
    const std::stop_token m_stop;
    QEventLoop m_loop; ///< before the socket, which is deaf in a thread that never had one
    QSslSocket m_socket;
    AnswerReader m_answers;
    bool m_answered = false;
};

} // namespace chainpoints::redis
