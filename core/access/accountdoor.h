// The door to the users' accounts and what happened to them, for other programs: values in, values out,
// nothing is changed.
#pragma once

#include "core/access/accountviews.h"
#include "core/access/incidentviews.h"
#include "core/access/operatordoor.h"
#include "core/base/result.h"

#include <memory>
#include <optional>
#include <string>

namespace chainpoints {

/// For one request: belongs to the thread that makes the first call, opens its connection then, and is thrown
/// away afterwards. Each call is one snapshot. Errors of every call: Database (cannot be reached now),
/// Corrupt.
class AccountDoor
{
public:
    explicit AccountDoor(DoorParts::Open openReader);
    ~AccountDoor();

    /// As OperatorDoor::users, only those with this status if one is given.
    [[nodiscard]] Result<UserPage> users(const UserQuery& query, std::optional<UserStatus> status);
    /// Also BadInput. By points it scans all users.
    [[nodiscard]] Result<UserTotalPage> userTotals(const UserTotalQuery& query);

    // Of one user. Also NotFound (no such chain or user), BadInput.
    [[nodiscard]] Result<ChangePage> changes(const UserRowsQuery& query);
    [[nodiscard]] Result<SpanPage> spans(const UserRowsQuery& query);
    [[nodiscard]] Result<StatementPage> statement(const StatementQuery& query);
    /// On one chain, or on all. Also Refused: `at` is no settled boundary.
    [[nodiscard]] Result<UserPointsAtView> pointsAt(const std::optional<std::string>& chain,
                                                    const std::string& address, UnixTime at);

    /// What happened to one chain or all, newest first. Also NotFound, BadInput.
    [[nodiscard]] Result<IncidentPage> incidents(const IncidentQuery& query);
    /// Why a user's settled points are others than they were, oldest first. Also NotFound (no such chain),
    /// BadInput.
    [[nodiscard]] Result<RestatementPage> restatements(const UserRowsQuery& query);

private:
    template <typename Call>
    auto reading(Call&& call) -> decltype(call(std::declval<sql::Connection&>()));

    const DoorParts::Open m_openReader;
    std::unique_ptr<sql::Connection> m_reader;
};

} // namespace chainpoints
