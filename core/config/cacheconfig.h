// The `cache` part of the configuration as validated values. Plain data; reading it is cacheconfigreader.h.
#pragma once

#include "core/config/netaddress.h"
#include "core/config/tlsfiles.h"

#include <chrono>
#include <string>
#include <variant>
#include <vector>

namespace chainpoints {

/// The cache inside the program's own database.
struct EmbeddedCacheConfig
{
};

struct RedisConfig
{
    std::string shown;             ///< for messages: "redis://host:port/0", or with the master's name
    std::vector<HostPort> servers; ///< the one server; with `master` the Sentinels, in the order to ask them
    std::string master;            ///< the name under which Sentinels watch the server; empty: none do
    std::string user;              ///< empty: Redis's user "default"
    std::string password;          ///< empty: none is sent
    std::string sentinelPassword;  ///< likewise
    int database = 0;              ///< 0 to 16383
    std::string prefix = "chainpoints";      ///< what all keys begin with, before a colon
    std::chrono::milliseconds timeout{2000}; ///< how long a server may be silent, 10 to 60000
    bool encrypted = false;                  ///< TLS, to servers and Sentinels alike
    TlsFiles tls;
};

using CacheConfig = std::variant<EmbeddedCacheConfig, RedisConfig>;

} // namespace chainpoints
