// Takes the settled points of a user back to an earlier boundary, from the facts.
#pragma once

#include "core/points/settlement.h"
#include "core/storage/facts.h"

#include <string>

namespace chainpoints {

/// Where a user stands: so many points, up to a boundary.
struct PointsStanding
{
    PointsRaw points;
    UnixTime settled;

    bool operator==(const PointsStanding&) const = default;
};

/// Works within the caller's write transaction, through a connection that it does not own. Make it once the
/// facts (ledger rows, boundaries, rates, histories) are those that the points shall follow. Errors are those
/// of the connection.
class PointsRewind
{
public:
    [[nodiscard]] static Result<PointsRewind> on(sql::Connection& connection, const ChainRecord& chain);

    /// None: there are no points of this user.
    [[nodiscard]] Result<std::optional<PointsStanding>> standing(UserId user);

    /// Afterwards the user is settled up to `boundary` and not beyond, as if nothing later had ever been
    /// settled; one who is not that far stays where he is. Rows of user_points_change that go beyond are
    /// gone, open failures too. Precondition: the user has ledger rows, and the interval of the first one is
    /// not behind `boundary`.
    [[nodiscard]] Result<void> rewind(UserId user, const std::string& address, UnixTime boundary);

    /// The user starts anew with the interval of the first ledger row: settled up to there, nothing gained.
    /// An open failure that begins there stays. False: there is no such row.
    [[nodiscard]] Result<bool> restart(UserId user);

private:
    PointsRewind(sql::Connection& connection, ChainFacts facts)
        : m_connection(&connection), m_facts(std::move(facts))
    {
    }

    [[nodiscard]] Result<void> write(UserId user, const UserPointsState& state);
    [[nodiscard]] Result<std::optional<PointsRaw>> settledIn(UserId user);
    [[nodiscard]] Result<std::optional<RawAmount>> balanceAt(UserId user, BlockHeight height);

    sql::Connection* m_connection;
    ChainFacts m_facts;
};

/// Within the caller's write transaction: a user without ledger rows leaves the chain, and altogether where
/// he is on no other and nothing was decided of him.
[[nodiscard]] Result<void> removeUser(sql::Connection& connection, ChainId chain, UserId user);

} // namespace chainpoints
