// The door: the one way by which window, command line and HTTP API see and ask the engine. Values in, values
// out.
#pragma once

#include "core/access/accountviews.h"
#include "core/access/blockviews.h"
#include "core/access/incidentviews.h"
#include "core/access/views.h"
#include "core/base/result.h"
#include "core/report/reportrequest.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <stop_token>
#include <utility>

namespace chainpoints {

class AddressBook;
namespace sql {
class Connection;
}

/// How a door comes to its connections, and who stands before it.
struct DoorParts
{
    using Open = std::function<Result<std::unique_ptr<sql::Connection>>()>;

    Open openReader;           ///< read-only
    Open openWriter;           ///< asked for at the first request
    std::string requestedBy;   ///< "name@host"
    std::string requestedFrom; ///< "window", "command line", "api"
};

/// Belongs to the thread that makes the first call, where its connections live; they are opened when needed,
/// and again after a failure. Each call is one snapshot or one transaction. Errors of every call: Database
/// (cannot be reached now; call again later), Corrupt, and Stopped once `stop` is requested, which also ends
/// a running query.
class OperatorDoor
{
public:
    explicit OperatorDoor(DoorParts parts, std::stop_token stop = {});
    ~OperatorDoor();

    /// By name.
    [[nodiscard]] Result<std::vector<ChainView>> chains();
    /// Also NotFound.
    [[nodiscard]] Result<ChainView> chain(const std::string& name);
    /// The `limit` next ones to be confirmed, 1 to kMostPendingBlocks. Also NotFound, BadInput.
    [[nodiscard]] Result<PendingView> pending(const std::string& chain, std::size_t limit);
    /// What a Rollback to `height` would take back now. Scans the rows above. Also NotFound, and Refused
    /// where the chain cannot go back to that block.
    [[nodiscard]] Result<RollbackView> rollback(const std::string& chain, BlockHeight height);

    /// Also NotFound (no such chain), BadInput (a cursor of another order). A search that no address can meet
    /// finds nobody.
    [[nodiscard]] Result<UserPage> users(const UserQuery& query);
    /// Those with the most points over all chains, most first, equals by address. Scans all users.
    [[nodiscard]] Result<std::vector<UserPointsView>> topUsers(std::size_t limit);
    /// Also NotFound (no such chain or user on it), BadInput.
    [[nodiscard]] Result<BalanceHistory> balanceHistory(const HistoryQuery& query);
    [[nodiscard]] Result<PointsHistory> pointsHistory(const HistoryQuery& query);

    // Of one user. Also NotFound (no such chain or user), BadInput.
    [[nodiscard]] Result<ChangePage> changes(const UserRowsQuery& query);
    [[nodiscard]] Result<StatementPage> statement(const StatementQuery& query);
    [[nodiscard]] Result<StatementCheck> checkStatement(const std::string& chain, const std::string& address);

    /// Also BadInput. By points it scans all users.
    [[nodiscard]] Result<UserTotalPage> userTotals(const UserTotalQuery& query);

    [[nodiscard]] Result<FailurePage> failures(const FailureQuery& query);
    /// All that match, whatever limit and cursor say. Also NotFound (no such chain).
    [[nodiscard]] Result<FailureSet> failureSet(const FailureQuery& query);
    /// Of all that match, likewise, by chain, then by code.
    [[nodiscard]] Result<std::vector<FailureGroup>> failureGroups(const FailureQuery& query);
    /// What operators asked of a failure, newest first; attempts that the engine makes by itself are only
    /// counted. Nothing for a failure that is none.
    [[nodiscard]] Result<std::vector<FailureActionView>> failureActions(FailureId failure, std::size_t limit);

    /// What happened to one chain or all, newest first. Also NotFound, BadInput.
    [[nodiscard]] Result<IncidentPage> incidents(const IncidentQuery& query);
    /// Which settled points became others, newest first. Also NotFound (no such chain), BadInput.
    [[nodiscard]] Result<RestatementPage> restatements(const RestatementQuery& query);

    /// Whole or not at all; or to `standardOutput` where `out` is "-". Errors: core/report/reports.h.
    [[nodiscard]] Result<void> exportReport(const ReportRequest& request, const std::filesystem::path& out,
                                            std::ostream& standardOutput);

    /// Records the request; the process that owns the chain executes it. Also NotFound (no such chain or
    /// failure). A Retry with nothing to retry is an action without parts.
    [[nodiscard]] Result<ActionId> request(const ActionRequest& request);
    /// What a Disable, Enable or Recalculate would change in settled points if it were executed now. Other
    /// writers wait meanwhile.
    [[nodiscard]] Result<std::vector<PointsPreview>> preview(const ActionRequest& request);
    /// Also NotFound.
    [[nodiscard]] Result<ActionView> action(ActionId id);
    /// Also BadInput.
    [[nodiscard]] Result<ActionPage> actions(const ActionQuery& query);

private:
    template <typename Call>
    auto reading(Call&& call) -> decltype(call(std::declval<sql::Connection&>()));
    template <typename Call>
    auto writing(Call&& call) -> decltype(call(std::declval<sql::Connection&>()));

    const DoorParts m_parts;
    const std::stop_token m_stop;
    std::unique_ptr<sql::Connection> m_reader;
    std::unique_ptr<AddressBook> m_book; ///< of m_reader's database; none where it would miss users
    std::unique_ptr<sql::Connection> m_writer;
};

} // namespace chainpoints
