#include "core/access/accountdoor.h"

#include "core/access/incidentpages.h"
#include "core/access/statements.h"
#include "core/access/userpages.h"
#include "core/access/userrows.h"
#include "core/access/usertotalpages.h"

namespace chainpoints {

AccountDoor::AccountDoor(DoorParts::Open openReader) : m_openReader(std::move(openReader)) {}

AccountDoor::~AccountDoor() = default;

template <typename Call>
auto AccountDoor::reading(Call&& call) -> decltype(call(std::declval<sql::Connection&>()))
{
    if (!m_reader) {
        auto opened = m_openReader();
        if (!opened)
            return opened.error();
        m_reader = std::move(*opened);
    }
    return call(*m_reader);
}

Result<UserPage> AccountDoor::users(const UserQuery& query, std::optional<UserStatus> status)
{
    return reading([&](sql::Connection& connection) { return readUsers(connection, query, status); });
}

Result<UserTotalPage> AccountDoor::userTotals(const UserTotalQuery& query)
{
    return reading([&](sql::Connection& connection) { return readUserTotals(connection, query); });
}

Result<ChangePage> AccountDoor::changes(const UserRowsQuery& query)
{
    return reading([&](sql::Connection& connection) { return readChanges(connection, query); });
}

Result<SpanPage> AccountDoor::spans(const UserRowsQuery& query)
{
    return reading([&](sql::Connection& connection) { return readSpans(connection, query); });
}

Result<StatementPage> AccountDoor::statement(const StatementQuery& query)
{
    return reading([&](sql::Connection& connection) { return readStatement(connection, query); });
}

Result<IncidentPage> AccountDoor::incidents(const IncidentQuery& query)
{
    return reading([&](sql::Connection& connection) { return readIncidents(connection, query); });
}

Result<RestatementPage> AccountDoor::restatements(const UserRowsQuery& query)
{
    return reading([&](sql::Connection& connection) { return readRestatements(connection, query); });
}

Result<UserPointsAtView> AccountDoor::pointsAt(const std::optional<std::string>& chain,
                                               const std::string& address, UnixTime at)
{
    return reading([&](sql::Connection& connection) { return readPointsAt(connection, chain, address, at); });
}

} // namespace chainpoints
