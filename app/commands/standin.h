// Does what operators asked for on chains that nobody follows.
#pragma once

#include "app/composition.h"
#include "app/processmark.h"
#include "core/engine/actionrunner.h"
#include "core/engine/chainlease.h"

#include <map>

namespace chainpoints {

/// Owns a chain only for as long as it executes what waits there. `config` must outlive it.
class StandIn
{
public:
    explicit StandIn(const Config& config);
    ~StandIn();

    /// One look at each chain: where something waits and nobody owns it, that is done.
    [[nodiscard]] Result<void> executeWhereNobodyOwns();

private:
    struct Candidate;
    [[nodiscard]] ActionNode nodeOf(const std::string& chain) const;
    [[nodiscard]] Result<Candidate*> candidateFor(const ChainRecord& chain);

    const Config& m_config;
    const ProcessMark m_mark;
    const std::unique_ptr<LeaseKeeper> m_leases;
    std::map<ChainId, std::unique_ptr<Candidate>> m_candidates; ///< kept, since they tell who is silent
};

} // namespace chainpoints
