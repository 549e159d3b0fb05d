#include "core/access/operatordoor.h"

#include "core/access/actionrequests.h"
#include "core/access/actionviews.h"
#include "core/access/addressbook.h"
#include "core/access/blockpages.h"
#include "core/access/chainviews.h"
#include "core/access/failurepages.h"
#include "core/access/histories.h"
#include "core/access/incidentpages.h"
#include "core/access/statements.h"
#include "core/access/userpages.h"
#include "core/access/userrows.h"
#include "core/access/usertotalpages.h"
#include "core/report/reports.h"

namespace chainpoints {
namespace {

/// After these the connection may be of no use any more.
bool spoils(ErrorCode code)
{
    return code == ErrorCode::Database || code == ErrorCode::Corrupt || code == ErrorCode::Stopped;
}

} // namespace

OperatorDoor::OperatorDoor(DoorParts parts, std::stop_token stop)
    : m_parts(std::move(parts)), m_stop(std::move(stop))
{
}

OperatorDoor::~OperatorDoor() = default;

template <typename Call>
auto OperatorDoor::reading(Call&& call) -> decltype(call(std::declval<sql::Connection&>()))
{
    if (m_stop.stop_requested())
        return Error{ErrorCode::Stopped, "stopped"};
    if (!m_reader) {
        auto opened = m_parts.openReader();
        if (!opened)
            return opened.error();
        m_reader = std::move(*opened);
        m_book = m_reader->dialect().idsFollowCommits() ? std::make_unique<AddressBook>() : nullptr;
        m_reader->endQueriesOn(m_stop);
    }
    auto result = call(*m_reader);
    if (!result && spoils(result.error().code))
        m_reader.reset();
    return result;
}

template <typename Call>
auto OperatorDoor::writing(Call&& call) -> decltype(call(std::declval<sql::Connection&>()))
{
    if (m_stop.stop_requested())
        return Error{ErrorCode::Stopped, "stopped"};
    if (!m_writer) {
        auto opened = m_parts.openWriter();
        if (!opened)
            return opened.error();
        m_writer = std::move(*opened);
    }
    auto result = call(*m_writer);
    if (!result && spoils(result.error().code))
        m_writer.reset();
    return result;
}

Result<std::vector<ChainView>> OperatorDoor::chains()
{
    return reading([](sql::Connection& connection) { return readChains(connection); });
}

Result<ChainView> OperatorDoor::chain(const std::string& name)
{
    return reading([&](sql::Connection& connection) { return readChain(connection, name); });
}

Result<PendingView> OperatorDoor::pending(const std::string& chain, std::size_t limit)
{
    return reading([&](sql::Connection& connection) { return readPending(connection, chain, limit); });
}

Result<RollbackView> OperatorDoor::rollback(const std::string& chain, BlockHeight height)
{
    return reading([&](sql::Connection& connection) { return readRollback(connection, chain, height); });
}

Result<UserPage> OperatorDoor::users(const UserQuery& query)
{
    return reading(
        [&](sql::Connection& connection) { return readUsers(connection, query, {}, m_book.get()); });
}

Result<std::vector<UserPointsView>> OperatorDoor::topUsers(std::size_t limit)
{
    return reading([&](sql::Connection& connection) { return readTopUsers(connection, limit); });
}

Result<BalanceHistory> OperatorDoor::balanceHistory(const HistoryQuery& query)
{
    return reading([&](sql::Connection& connection) { return readBalanceHistory(connection, query); });
}

Result<PointsHistory> OperatorDoor::pointsHistory(const HistoryQuery& query)
{
    return reading([&](sql::Connection& connection) { return readPointsHistory(connection, query); });
}

Result<ChangePage> OperatorDoor::changes(const UserRowsQuery& query)
{
    return reading([&](sql::Connection& connection) { return readChanges(connection, query); });
}

Result<StatementPage> OperatorDoor::statement(const StatementQuery& query)
{
    return reading([&](sql::Connection& connection) { return readStatement(connection, query); });
}

Result<StatementCheck> OperatorDoor::checkStatement(const std::string& chain, const std::string& address)
{
    return reading(
        [&](sql::Connection& connection) { return chainpoints::checkStatement(connection, chain, address); });
}

Result<UserTotalPage> OperatorDoor::userTotals(const UserTotalQuery& query)
{
    return reading([&](sql::Connection& connection) { return readUserTotals(connection, query); });
}

Result<FailurePage> OperatorDoor::failures(const FailureQuery& query)
{
    return reading([&](sql::Connection& connection) { return readFailures(connection, query); });
}

Result<FailureSet> OperatorDoor::failureSet(const FailureQuery& query)
{
    return reading([&](sql::Connection& connection) { return readFailureSet(connection, query); });
}

Result<std::vector<FailureGroup>> OperatorDoor::failureGroups(const FailureQuery& query)
{
    return reading([&](sql::Connection& connection) { return readFailureGroups(connection, query); });
}

Result<std::vector<FailureActionView>> OperatorDoor::failureActions(FailureId failure, std::size_t limit)
{
    return reading(
        [&](sql::Connection& connection) { return readFailureActions(connection, failure, limit); });
}

Result<IncidentPage> OperatorDoor::incidents(const IncidentQuery& query)
{
    return reading([&](sql::Connection& connection) { return readIncidents(connection, query); });
}

Result<RestatementPage> OperatorDoor::restatements(const RestatementQuery& query)
{
    return reading([&](sql::Connection& connection) { return readRestatements(connection, query); });
}

Result<void> OperatorDoor::exportReport(const ReportRequest& request, const std::filesystem::path& out,
                                        std::ostream& standardOutput)
{
    return reading([&](sql::Connection& connection) {
        return chainpoints::exportReport(connection, request, out, standardOutput);
    });
}

Result<ActionId> OperatorDoor::request(const ActionRequest& request)
{
    return writing([&](sql::Connection& connection) -> Result<ActionId> {
        return recordRequest(connection, request, {m_parts.requestedBy, m_parts.requestedFrom});
    });
}

Result<std::vector<PointsPreview>> OperatorDoor::preview(const ActionRequest& request)
{
    return writing([&](sql::Connection& connection) { return previewRequest(connection, request); });
}

Result<ActionView> OperatorDoor::action(ActionId id)
{
    return reading([&](sql::Connection& connection) { return readAction(connection, id); });
}

Result<ActionPage> OperatorDoor::actions(const ActionQuery& query)
{
    return reading([&](sql::Connection& connection) { return readActions(connection, query); });
}

} // namespace chainpoints
