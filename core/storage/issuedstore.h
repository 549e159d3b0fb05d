// What the settlements of a chain credited: table points_issued.
#pragma once

#include "core/base/quantity.h"
#include "core/base/time.h"
#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <vector>

namespace chainpoints {

/// One settlement: what all users gained from the boundary before up to `to`. Who had failed before is in it
/// with all that he gained since; what a retry credits is not.
struct IssuedPoints
{
    std::optional<UnixTime> from; ///< none: it was the first one
    UnixTime to;
    PointsRaw points;
};

/// Within the caller's transactions, through a connection that it does not own. Errors are those of the
/// connection. What cannot be read is not known; it stops no settlement.
class IssuedStore
{
public:
    IssuedStore(sql::Connection& connection, ChainId chain) : m_connection(connection), m_chain(chain) {}

    /// A part of the users is settled up to the boundary `to`.
    [[nodiscard]] Result<void> add(UnixTime to, const PointsRaw& points);
    /// All are, since `from`; parts of settlements that ended before their last user are in it.
    [[nodiscard]] Result<void> close(std::optional<UnixTime> from, UnixTime to);
    /// What was settled later than `boundary` is not any more; none: nothing is.
    [[nodiscard]] Result<void> rollBackTo(std::optional<UnixTime> boundary);
    /// Settled points became others.
    [[nodiscard]] Result<void> forget();

    /// Of settlements up to `to`, newest first.
    [[nodiscard]] Result<std::vector<IssuedPoints>> upTo(UnixTime to, std::size_t limit);

private:
    sql::Connection& m_connection;
    const ChainId m_chain;
};

} // namespace chainpoints
