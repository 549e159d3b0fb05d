// What happened to chains and to settled points: tables incident and points_restatement.
#pragma once

#include "core/model/action.h"
#include "core/model/types.h"
#include "core/storage/pointsrewind.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chainpoints {

/// incident.id
using IncidentId = Id<struct IncidentIdTag>;

/// One block, as it was and as the nodes have it now.
struct BlockDifference
{
    BlockHeight height;
    Hash ours;
    Hash theirs;
};

/// A row of table `incident`, before it is stored.
struct Incident
{
    static constexpr const char* kDeepFork = "deep_fork";
    static constexpr const char* kFinalityViolated = "finality_violated";
    static constexpr const char* kRollback = "rollback";

    std::string kind;
    std::optional<BlockHeight> ancestor; ///< the newest block that both have; none where it is not known
    BlockHeight oldTip;                  ///< the last processed block before
    Hash oldTipHash;
    BlockHeight newTip; ///< the nodes' head
    Hash newTipHash;
    std::int64_t rowsRemoved = 0;
    std::int64_t usersChanged = 0;
    std::string sentence;
    std::vector<BlockDifference> differences;
    std::optional<ActionId> action;
};

/// Why a chain is not followed, and its points are not settled.
struct Halt
{
    std::string sentence;
    UnixTime since;
};

/// Why settled points changed, and on whose word.
struct RestatementCause
{
    static constexpr const char* kFork = "fork";
    static constexpr const char* kRollback = "rollback";
    static constexpr const char* kOpening = "opening_balance";
    static constexpr const char* kRecalculation = "recalculation";

    std::string reason;
    std::optional<IncidentId> incident{};
    std::optional<ActionId> action{};
    std::string requestedBy{}; ///< empty: nobody asked
};

/// What became of one user's points.
struct Restatement
{
    std::string address;
    std::int64_t rowsRemoved = 0; ///< of the ledger
    PointsStanding before;
    PointsStanding after;
};

/// Reads and writes through a connection that it does not own, within the caller's transaction. Errors are
/// those of the connection.
class IncidentStore
{
public:
    IncidentStore(sql::Connection& connection, ChainId chain) : m_connection(connection), m_chain(chain) {}

    /// Also ends an open finality_violated of this chain. `resolved`: nothing is left to do.
    [[nodiscard]] Result<IncidentId> add(const Incident& incident, bool resolved);
    /// True where an open finality_violated says the same already.
    [[nodiscard]] Result<bool> isKnown(const Incident& violation);
    /// The open finality_violated, if there is one.
    [[nodiscard]] Result<std::optional<Halt>> halt();
    /// Ends it.
    [[nodiscard]] Result<void> resolve();
    /// When blocks of this range were last rolled back, if that was without an operator's action.
    [[nodiscard]] Result<std::optional<UnixTime>> takenBackUnasked(BlockRange range);
    /// How often a fork replaced processed blocks and was healed.
    [[nodiscard]] Result<std::int64_t> forks();
    [[nodiscard]] Result<void> add(const RestatementCause& cause, std::span<const Restatement> restatements);

private:
    sql::Connection& m_connection;
    const ChainId m_chain;
};

} // namespace chainpoints
