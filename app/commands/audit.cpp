#include "app/commands/commands.h"
#include "app/composition.h"
#include "core/audit/auditor.h"
#include "core/audit/onchain.h"
#include "core/rpc/httpnode.h"
#include "core/storage/chainstore.h"

#include <algorithm>
#include <cstdio>

namespace chainpoints {

namespace {

Result<void> auditContracts(const Config& config, sql::Connection& connection, const AuditOptions& options,
                            AuditReport& result)
{
    auto chains = ChainStore(connection).all();
    if (!chains)
        return chains.error();
    for (const ChainRecord& stored : *chains) {
        const auto configured = std::ranges::find(config.chains, stored.name, &ChainConfig::name);
        if (configured != config.chains.end() || (options.chain && *options.chain != stored.name))
            continue;
        const std::string sentence = "chain " + stored.name +
                                     " is not in the configuration, so no node can be "
                                     "asked for its contract";
        if (options.chain)
            return Error{ErrorCode::BadInput, sentence};
        std::fprintf(stderr, "%s\n", sentence.c_str());
    }
    for (const ChainConfig& chain : config.chains) {
        if (options.chain && *options.chain != chain.name)
            continue;
        const auto node = makeHttpNodeFactory(chain, makeEndpointPool(chain))({});
        const TokenState state{
            [&](std::span<const Address> holders, BlockHeight at) { return node->balances(holders, at); },
            [&](BlockHeight at) { return node->totalSupply(at); }};
        auto compared = auditOnchain(connection, chain.name, state, result);
        if (!compared)
            return compared.error();
        if (options.json)
            continue;
        if (*compared)
            std::printf("%s: %lld balances and the total supply compared with the contract\n",
                        chain.name.c_str(), static_cast<long long>(**compared));
        else
            std::printf("%s: no block is processed yet, the contract was not asked\n", chain.name.c_str());
    }
    return {};
}

} // namespace

int runAudit(const Config& config, const AuditOptions& options)
{
    auto connection = openReader(config);
    if (!connection)
        return report(connection.error());
    auto result = audit(**connection, {options.chain, {}});
    if (!result)
        return report(result.error());
    if (options.onchain)
        if (auto audited = auditContracts(config, **connection, options, *result); !audited)
            return report(audited.error());
    if (options.json) {
        std::printf("%s\n", toJson(*result).c_str());
        return flushed(result->ok() ? kDone : kFoundWrong);
    }
    for (const Difference& difference : result->differences)
        std::printf("%s %s %s: %s\n", difference.chain.c_str(), difference.address.c_str(),
                    difference.kind.c_str(), difference.sentence.c_str());
    std::printf("%lld users, %lld changes, %lld spans checked: %s\n", static_cast<long long>(result->users),
                static_cast<long long>(result->changes), static_cast<long long>(result->spans),
                result->ok() ? "everything adds up"
                             : (std::to_string(result->differenceCount) + " differences").c_str());
    return flushed(result->ok() ? kDone : kFoundWrong);
}

} // namespace chainpoints
