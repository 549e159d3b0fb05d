// Chains as the database knows them: their facts, heights and state.
#pragma once

#include "core/config/config.h"
#include "core/model/chainstate.h"
#include "core/model/endpointhealth.h"
#include "core/model/rate.h"
#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace chainpoints {

/// A row of table `chain`.
struct ChainRecord
{
    ChainId id;
    std::string name;
    EvmChainId evmChainId;
    std::string title;
    std::string symbol;
    std::optional<int> decimals;
    Address contract;
    bool active = true;
    BlockHeight startBlock;
    std::string confirmations; ///< a number, "safe" or "finalized"
    BlockHeight confirmed;     ///< before the first block these three are startBlock - 1
    BlockHeight processed;
    BlockHeight calculated;
    std::optional<UnixTime> calculatedTime;
    std::int64_t users = 0;
    std::int64_t changes = 0;
    std::int64_t skippedLogs = 0;
};

/// A row of table `chain_status`: what the owning process last said. Informative only.
struct ChainStatus
{
    ChainState state = ChainState::Starting;
    std::optional<BlockHeight> head;
    std::vector<Alert> alerts;
    std::vector<EndpointHealth> endpoints;
    std::string lastError;
    UnixTime updatedAt;
};

/// Reads and writes through a connection that it does not own. Errors are those of the connection.
class ChainStore
{
public:
    explicit ChainStore(sql::Connection& connection) : m_connection(connection) {}

    /// Records what the configuration says: new chains, rates, exclusions. What would change already recorded
    /// facts (another contract, another rate in settled time) is refused with BadInput naming the key. One
    /// transaction.
    [[nodiscard]] Result<void> record(const Config& config);
    /// What the contract says of itself. Fails with BadInput if other decimals are recorded.
    [[nodiscard]] Result<void> recordToken(ChainId chain, const TokenInfo& token);

    [[nodiscard]] Result<std::vector<ChainRecord>> all();
    [[nodiscard]] Result<ChainRecord> byName(const std::string& name);

    [[nodiscard]] Result<void> setConfirmed(ChainId chain, BlockHeight height);
    [[nodiscard]] Result<void> setStatus(ChainId chain, const ChainStatus& status);
    /// The default for a chain that nobody has followed yet.
    [[nodiscard]] Result<ChainStatus> status(ChainId chain);
    /// Without those that were dismissed.
    [[nodiscard]] Result<std::int64_t> openFailures(ChainId chain);

    [[nodiscard]] Result<std::vector<RateChange>> rates();
    [[nodiscard]] Result<std::int64_t> intervalSeconds();

private:
    [[nodiscard]] Result<void> holdUpOwners();
    [[nodiscard]] Result<void> recordInterval(std::int64_t seconds);
    [[nodiscard]] Result<void> recordRates(const std::vector<RateChange>& rates);
    [[nodiscard]] Result<void> recordChain(const ChainConfig& chain);
    [[nodiscard]] Result<std::set<std::string>> exclusions(const ChainRecord& chain);
    [[nodiscard]] Result<void> recordExclusions(const ChainRecord& chain,
                                                const std::vector<Address>& addresses);
    /// Up to when points of any user of the chain are settled, also by a pass that has not ended.
    [[nodiscard]] Result<std::optional<UnixTime>> settledUpTo(const ChainRecord& chain);
    [[nodiscard]] Result<std::optional<ChainRecord>> find(const std::string& name);

    sql::Connection& m_connection;
};

} // namespace chainpoints
