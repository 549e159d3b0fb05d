// Works settled points out anew after the facts that they follow from were changed.
#pragma once

#include "core/storage/incidentstore.h"
#include "core/storage/pointsrewind.h"
#include "core/storage/pointsstore.h"

#include <stop_token>

namespace chainpoints {

/// Works within the caller's write transaction, through a connection that it does not own. Make it once the
/// facts are changed. Errors are those of the connection, and Refused where the token's decimals are not
/// known yet.
class Recalculation
{
public:
    [[nodiscard]] static Result<Recalculation> on(sql::Connection& connection, const ChainRecord& chain,
                                                  std::stop_token stop = {});

    /// One user's points from the interval of `from` on, up to where they were settled; up to the newest
    /// closable boundary where a failure had kept them back, unless the chain is halted or its logs are in
    /// doubt. What was there before and after; none where nothing was settled behind `from`.
    [[nodiscard]] Result<std::optional<Restatement>> user(UserId user, const std::string& address,
                                                          UnixTime from);
    /// The same from the first ledger row on, whatever was settled before. None: there is no such row.
    [[nodiscard]] Result<std::optional<Restatement>> wholeUser(UserId user, const std::string& address);
    /// All users of the chain; those whose points changed.
    [[nodiscard]] Result<std::vector<Restatement>> allUsers(UnixTime from);

    /// Where the user of that address stands; none: there are no such points.
    [[nodiscard]] Result<std::optional<PointsStanding>> standing(const std::string& address);

private:
    Recalculation(sql::Connection& connection, const ChainRecord& chain, std::int64_t intervalSeconds,
                  bool mayGoOn, PointsRewind rewind, PointsStore points)
        : m_connection(&connection), m_chain(chain.id), m_interval(intervalSeconds), m_mayGoOn(mayGoOn),
          m_rewind(std::move(rewind)), m_points(std::move(points))
    {
    }
    [[nodiscard]] Result<Restatement> settleAgain(UserId user, const std::string& address,
                                                  const PointsStanding& before, bool failed);
    [[nodiscard]] Result<bool> hasFailed(UserId user);
    [[nodiscard]] Result<void> forgetIssued();

    sql::Connection* m_connection;
    ChainId m_chain;
    std::int64_t m_interval;
    bool m_mayGoOn; ///< beyond what was settled
    bool m_hasForgotten = false;
    PointsRewind m_rewind;
    PointsStore m_points;
};

} // namespace chainpoints
