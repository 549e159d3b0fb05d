// The program's configuration (SPEC 9) as validated values. Plain data; reading it is configreader.h.
#pragma once

#include "core/config/cacheconfig.h"
#include "core/config/databaseconfig.h"
#include "core/config/tlsfiles.h"
#include "core/model/rate.h"
#include "core/model/types.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// A text that may hold {secret:NAME} references. `shown` is the text as written, a URL's password hidden:
/// safe to log and store. `resolved` holds the secrets and goes nowhere but to the server it is meant for.
struct SecretText
{
    std::string shown;
    std::string resolved;
};

/// Of the API, in characters.
inline constexpr std::size_t kShortestToken = 16;

/// Where the HTTP API listens; `enabled` false for "off".
struct ApiConfig
{
    bool enabled = true;
    std::string host = "127.0.0.1"; ///< an IPv6 address without its brackets
    int port = 8787;                ///< 1 to 65535
    std::string token;              ///< from {secret:api}; empty: made at first start
    std::optional<TlsFiles> tls;    ///< certificate and key; none: HTTP without encryption
};

struct PointsConfig
{
    std::int64_t intervalSeconds = 3600; ///< 1 to 86400
    int batchSize = 1000;                ///< users a transaction, 1 to 100000
    std::vector<RateChange> rates;       ///< ascending by `from`, the first at 1970
};

/// How confirmed is told: head - count, or the height of the tagged block.
struct Confirmations
{
    enum class Kind { Count, Safe, Finalized };
    Kind kind = Kind::Count;
    std::int64_t count = 6; ///< 0 to 10000; unused with a tag
};

/// How an endpoint's answers are checked for logs it left out (SPEC 5).
enum class Verify { Off, Bloom, Full };

struct ChainConfig
{
    std::string name; ///< unique; [a-z0-9][a-z0-9-]*, at most 64
    EvmChainId evmChainId;
    Address contract;
    BlockHeight startBlock{0};
    Confirmations confirmations;
    std::chrono::milliseconds pollInterval{2000};
    std::chrono::milliseconds timeout{10000};
    std::int64_t maxRange = 10000; ///< blocks per eth_getLogs, 1 to 1000000
    std::vector<SecretText> rpc;   ///< at least one, http or https
    std::optional<int> decimals;   ///< read from the contract where left out; likewise the next two
    std::optional<std::string> symbol;
    std::optional<std::string> title;
    std::vector<Address> exclude; ///< these gain no points
    Verify verify = Verify::Bloom;
    std::int64_t maxRollback = 256; ///< blocks, 0 to 100000
};

struct Config
{
    std::filesystem::path file; ///< absolute
    std::filesystem::path
        dataFolder; ///< of log files and api-token: the database's, with a server this file's
    DatabaseConfig database;
    CacheConfig cache;
    ApiConfig api;
    PointsConfig points;
    std::vector<ChainConfig> chains; ///< at least one
};

} // namespace chainpoints
