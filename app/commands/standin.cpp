#include "app/commands/standin.h"

#include "core/engine/actionrunner.h"
#include "core/storage/actionstore.h"
#include "core/storage/chainstore.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr int kPartsAtOnce = 1000;

Result<void> executeAll(sql::Connection& connection, const std::string& chain, ActionNode node)
{
    ActionRunner runner(connection, chain, {}, std::move(node));
    for (;;) {
        auto executed = runner.run(kPartsAtOnce);
        if (!executed)
            return executed.error();
        if (*executed < kPartsAtOnce)
            return {};
    }
}

} // namespace

struct StandIn::Candidate
{
    std::unique_ptr<sql::Connection> connection;
    ChainLease lease;
};

StandIn::StandIn(const Config& config)
    : m_config(config), m_mark(config.dataFolder), m_leases(makeLeaseKeeper(config, m_mark))
{
}

StandIn::~StandIn() = default;

Result<void> StandIn::executeWhereNobodyOwns()
{
    auto reader = openReader(m_config);
    if (!reader)
        return reader.error();
    auto chains = ChainStore(**reader).all();
    if (!chains)
        return chains.error();
    for (const ChainRecord& chain : *chains) {
        auto waiting = ActionStore(**reader).next(chain.id);
        if (!waiting)
            return waiting.error();
        if (!*waiting)
            continue;
        auto candidate = candidateFor(chain);
        if (!candidate)
            return candidate.error();
        auto other = (*candidate)->lease.take();
        if (!other)
            return other.error();
        if (*other)
            continue;
        auto executed = executeAll(*(*candidate)->connection, chain.name, nodeOf(chain.name));
        auto given = (*candidate)->lease.giveBack();
        if (!executed)
            return executed;
        if (!given)
            return given;
    }
    return {};
}

ActionNode StandIn::nodeOf(const std::string& chain) const
{
    const auto configured = std::ranges::find(m_config.chains, chain, &ChainConfig::name);
    if (configured == m_config.chains.end())
        return {};
    return {&*configured, workerParts(m_config, *configured, {}, *m_leases).makeNode};
}

Result<StandIn::Candidate*> StandIn::candidateFor(const ChainRecord& chain)
{
    auto& candidate = m_candidates[chain.id];
    if (!candidate) {
        auto connection = openWriter(m_config);
        if (!connection)
            return connection.error();
        sql::Connection& opened = **connection;
        candidate.reset(new Candidate{std::move(*connection), {opened, chain.id, *m_leases}});
    }
    return candidate.get();
}

} // namespace chainpoints
