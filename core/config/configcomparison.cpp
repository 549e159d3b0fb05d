#include "core/config/configcomparison.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace chainpoints {
namespace {

std::set<std::string> addresses(const std::vector<Address>& list)
{
    std::set<std::string> all;
    for (const Address& address : list)
        all.insert(address.hex());
    return all;
}

std::optional<std::string> factThatDiffers(const ChainConfig& a, const ChainConfig& b)
{
    if (a.evmChainId != b.evmChainId)
        return "chain_id";
    if (a.contract != b.contract)
        return "contract";
    if (a.startBlock != b.startBlock)
        return "start_block";
    if (a.decimals && b.decimals && *a.decimals != *b.decimals)
        return "decimals";
    if (addresses(a.exclude) != addresses(b.exclude))
        return "exclude";
    return std::nullopt;
}

/// A chain of `a` that `b` does not list.
std::optional<std::string> missingChain(const Config& a, const Config& b)
{
    for (const ChainConfig& chain : a.chains)
        if (std::ranges::find(b.chains, chain.name, &ChainConfig::name) == b.chains.end())
            return chain.name;
    return std::nullopt;
}

std::string hostOf(const MysqlConfig& server)
{
    return server.host == "localhost" ? "127.0.0.1" : server.host;
}

} // namespace

std::optional<std::string> factsThatDiffer(const Config& a, const Config& b)
{
    if (a.points.intervalSeconds != b.points.intervalSeconds)
        return "points.interval_seconds is not the same";
    if (a.points.rates != b.points.rates)
        return "points.rates are not the same";
    for (const auto& missing : {missingChain(a, b), missingChain(b, a)})
        if (missing)
            return "chains: only one of them lists \"" + *missing + "\"";
    for (const ChainConfig& chain : a.chains)
        if (const auto key =
                factThatDiffers(chain, *std::ranges::find(b.chains, chain.name, &ChainConfig::name)))
            return "chains, \"" + chain.name + "\": " + *key + " is not the same";
    return std::nullopt;
}

bool isSameDatabase(const DatabaseConfig& a, const DatabaseConfig& b)
{
    if (a.mysql && b.mysql)
        return hostOf(*a.mysql) == hostOf(*b.mysql) && a.mysql->port == b.mysql->port &&
               a.mysql->name == b.mysql->name;
    if (a.mysql || b.mysql)
        return false;
    std::error_code missing;
    return a.path.lexically_normal() == b.path.lexically_normal() ||
           std::filesystem::equivalent(a.path, b.path, missing);
}

} // namespace chainpoints
