// Redis as the configuration describes it: found, logged in to, and connected to anew where the link broke.
#pragma once

#include "core/cache/redis/link.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace chainpoints::redis {

/// Belongs to one thread. Connects when it is first used.
class Client
{
public:
    Client(const RedisConfig& config, std::stop_token stop) : m_config(config), m_stop(std::move(stop)) {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Runs the commands in this order and returns their answers. A broken link is replaced and they run once
    /// more, so they must bear to be run twice. Errors: Database (no server, or it refuses) with a sentence
    /// and the remedy; Corrupt where a key holds another kind of value than a command works on; Stopped.
    [[nodiscard]] Result<std::vector<Answer>> run(const std::vector<Command>& commands);

private:
    [[nodiscard]] Result<std::vector<Answer>> attempt(const std::vector<Command>& commands);
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<HostPort> findMaster();
    [[nodiscard]] Result<HostPort> askSentinel(const HostPort& sentinel);

    const RedisConfig m_config;
    const std::stop_token m_stop;
    std::unique_ptr<Link> m_link;
};

} // namespace chainpoints::redis
