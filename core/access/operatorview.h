// What operators see, for the command line, the HTTP API and the window alike: plain values, asked for one by
// one.
#pragma once

#include "core/base/time.h"
#include "core/model/ledger.h"
#include "core/model/types.h"
#include "core/storage/chainstore.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// The process that follows a chain.
struct ChainOwner
{
    std::string host;
    std::int64_t pid = 0;
};

/// One chain with everything that is known of it (SPEC 11). Heights before the first block are start block
/// - 1.
struct ChainView
{
    std::string name;
    EvmChainId evmChainId;
    Address contract;
    std::string symbol; ///< empty until the contract was asked; likewise the next two
    std::string title;
    std::optional<int> decimals;
    bool active = true;
    std::string state; ///< "starting", "backfilling", "live", "paused", "unreachable", "finality_violated"
    std::vector<Alert> alerts;
    std::optional<ChainOwner> owner;
    BlockHeight startBlock;
    std::string confirmations; ///< a number, "safe" or "finalized"
    std::optional<BlockHeight> head;
    BlockHeight confirmed;
    BlockHeight processed;
    BlockHeight calculated;
    std::optional<UnixTime> calculatedTime;
    std::int64_t users = 0;
    std::int64_t changes = 0;
    std::int64_t skippedLogs = 0;
    std::int64_t openFailures = 0;
    std::string lastError; ///< empty where there is none
};

/// A user's points over all chains.
struct UserPointsView
{
    std::string address; ///< lower case
    UserStatus status = UserStatus::Normal;
    std::string points; ///< exact sum, cut at 18 decimals
    std::vector<std::string> chains;
};

/// Each call is one snapshot. Belongs to the thread of its connection, which must outlive it. Errors:
/// NotFound, Database, Corrupt.
class OperatorView
{
public:
    explicit OperatorView(sql::Connection& connection) : m_connection(connection) {}

    /// By name.
    [[nodiscard]] Result<std::vector<ChainView>> chains();
    [[nodiscard]] Result<ChainView> chain(const std::string& name);
    /// Those with the most points, most first, equals by address. Scans all users.
    [[nodiscard]] Result<std::vector<UserPointsView>> topUsers(std::size_t limit);

private:
    [[nodiscard]] Result<ChainView> view(const ChainRecord& record);

    sql::Connection& m_connection;
};

} // namespace chainpoints
