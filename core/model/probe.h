// What a probe of a node or of a database finds out, step by step. Plain data.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace chainpoints {

/// What is tried, in this order. Beside each: what the numbers of a finding are where it passed.
enum class ProbeStep {
    // A node's.
    Resolve, ///< how many addresses its name has
    Connect, ///< milliseconds
    Network, ///< the EVM chain id
    Head,    ///< height, and its age in seconds
    Logs,    ///< blocks that eth_getLogs gives at once, and blocks that the configuration wants at once;
             ///< the text: why it does not give more
    Archive, ///< the height whose state it has: opening balances are asked for there
    Latency, ///< milliseconds: median, and 95th percentile
    // A database's.
    Open,    ///< 1: it is there; 0: a file that will be made
    Version, ///< none; the text names it
    Rights,  ///< none
    Schema,  ///< the version there (0: none yet), and the one that this program makes
    Clock,   ///< seconds that its clock is ahead of this machine's
};

/// What helps where a step failed.
enum class ProbeRemedy {
    None, ///< nothing failed, or the error says it
    CheckName,
    CheckServer,
    CheckCertificate,
    CheckKey,
    CheckChainId,
    WaitForNode,  ///< it is behind the network
    AskLessOften, ///< it limits requests
    AskAnother,   ///< it cannot do what is asked
    CheckStartBlock,
    NeedsArchive, ///< only where opening balances are asked for
    GiveMoreTime,
    CheckDatabase, ///< path, host, user, password
    UpgradeServer, ///< or set it up otherwise: the error says which
    GrantRights,
    UseOtherDatabase, ///< what is in this one is of others, newer, or half a copy
    SetClocks,
};

struct ProbeFinding
{
    ProbeStep step;
    bool passed = true;
    std::vector<std::int64_t> numbers = {};
    std::string text = {}; ///< failed: what happened, in English and without a secret; else see the step
    ProbeRemedy remedy = ProbeRemedy::None;
};

/// Told of each step as it ends, in the thread of the probe.
using ProbeListener = std::function<void(const ProbeFinding&)>;

} // namespace chainpoints
