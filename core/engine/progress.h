// What a worker tells while it works. Values only; nothing is computed from them.
#pragma once

#include "core/model/lease.h"
#include "core/storage/chainstore.h"

#include <functional>
#include <optional>
#include <string>

namespace chainpoints {

/// A snapshot of one chain's progress.
struct ChainProgress
{
    std::string chain;
    ChainState state = ChainState::Starting;
    std::optional<BlockHeight> head;
    BlockHeight startBlock;
    BlockHeight confirmed;
    BlockHeight processed;
    std::optional<UnixTime> settledUpTo;
    std::int64_t settlingUsers = 0; ///< users settled in the running pass; 0 when none runs
    std::int64_t users = 0;
    std::string lastError;
    bool isCutOff = false;            ///< that error is of the database
    std::optional<LeaseHolder> owner; ///< another process that follows the chain; then nothing else counts
};

/// Called from worker threads; must be quick and safe from any thread.
using ProgressListener = std::function<void(const ChainProgress&)>;

} // namespace chainpoints
