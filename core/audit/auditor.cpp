#include "core/audit/auditor.h"

#include "core/audit/chainaudit.h"
#include "core/audit/useraudit.h"
#include "core/storage/chainstore.h"
#include "core/storage/sql/rows.h"

#include <nlohmann/json.hpp>

namespace chainpoints {
namespace {

using namespace audit_parts;
using sql::forEachRow;
using sql::Statement;

constexpr std::int64_t kUsersPerProgress = 1000;

struct ChainAudit
{
    ChainFacts facts;
    ChainSums sums;
};

Result<std::vector<ChainAudit>> chainsToAudit(sql::Connection& connection,
                                              const std::optional<std::string>& name)
{
    ChainStore store(connection);
    auto records = store.all();
    if (!records)
        return records.error();
    std::vector<ChainAudit> chains;
    for (const ChainRecord& record : *records) {
        if (name && record.name != *name)
            continue;
        auto facts = ChainFacts::load(connection, record);
        if (!facts)
            return facts.error();
        chains.push_back({std::move(*facts), {}});
    }
    if (name && chains.empty())
        return Error{ErrorCode::NotFound, "there is no chain named \"" + *name + "\""};
    return chains;
}

Result<std::int64_t> countUsers(sql::Connection& connection)
{
    std::int64_t count = 0;
    auto read =
        forEachRow(connection, "SELECT COUNT(*) FROM user", {}, [&](const Statement& row) -> Result<void> {
            count = row.integer(0);
            return {};
        });
    if (!read)
        return read.error();
    return count;
}

Result<void> auditUsers(sql::Connection& connection, std::vector<ChainAudit>& chains,
                        const AuditRequest& request, Findings& findings)
{
    auto total = countUsers(connection);
    if (!total)
        return total.error();
    std::int64_t done = 0;
    return forEachRow(
        connection,
        "SELECT u.id, u.user_address, EXISTS (SELECT 1 FROM user_status s WHERE s.user_id = u.id) FROM user "
        "u "
        "ORDER BY u.id",
        {}, [&](const Statement& row) -> Result<void> {
            const UserId user(row.integer(0));
            const std::string address = row.text(1);
            // Of whom something was decided stays also where a fork took his last row.
            bool known = row.integer(2) != 0;
            for (ChainAudit& chain : chains) {
                auto found = UserAudit(connection, chain.facts, findings, user, address).run(chain.sums);
                if (!found)
                    return found.error();
                known = known || *found;
            }
            if (!known && !request.chain)
                findings.add("", address, "user_without_rows", "the user has no ledger row on any chain");
            const bool tell = ++done % kUsersPerProgress == 0 || done == *total;
            if (tell && request.progress && !request.progress(done, *total))
                return Error{ErrorCode::Stopped, "the audit was stopped"};
            return {};
        });
}

Result<void> auditAll(sql::Connection& connection, const AuditRequest& request, Findings& findings)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto chains = chainsToAudit(connection, request.chain);
    if (!chains)
        return chains.error();
    for (ChainAudit& chain : *chains) {
        if (auto done = auditHeights(connection, chain.facts, findings); !done)
            return done;
        if (auto done = auditTerms(connection, chain.facts.chain(), findings); !done)
            return done;
    }
    if (auto done = auditUsers(connection, *chains, request, findings); !done)
        return done;
    for (ChainAudit& chain : *chains)
        if (auto done = auditLogs(connection, chain.facts, chain.sums, findings); !done)
            return done;
    return {};
}

} // namespace

Result<AuditReport> audit(sql::Connection& connection, const AuditRequest& request)
{
    AuditReport report;
    Findings findings(report);
    if (auto done = auditAll(connection, request, findings); !done)
        return done.error();
    return report;
}

std::string toJson(const AuditReport& report)
{
    using Json = nlohmann::ordered_json;
    Json differences = Json::array();
    for (const Difference& difference : report.differences)
        differences.push_back({{"chain", difference.chain},
                               {"user_address", difference.address},
                               {"kind", difference.kind},
                               {"message", difference.sentence}});
    const Json answer{
        {"ok", report.ok()},
        {"checked", {{"users", report.users}, {"changes", report.changes}, {"points_changes", report.spans}}},
        {"differences", std::move(differences)},
        {"difference_count", report.differenceCount}};
    // Stored texts may be damaged too; the report must come out all the same.
    return answer.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace chainpoints
