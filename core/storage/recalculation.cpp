#include "core/storage/recalculation.h"

#include "core/model/boundaries.h"
#include "core/storage/doubtstore.h"
#include "core/storage/issuedstore.h"
#include "core/storage/sql/rows.h"

namespace chainpoints {

Result<Recalculation> Recalculation::on(sql::Connection& connection, const ChainRecord& chain,
                                        std::stop_token stop)
{
    if (!chain.decimals)
        return Error{ErrorCode::Refused, "the token's decimals are not known yet; no node has told them"};
    auto interval = ChainStore(connection).intervalSeconds();
    if (!interval)
        return interval.error();
    auto rewind = PointsRewind::on(connection, chain);
    if (!rewind)
        return rewind.error();
    auto halt = IncidentStore(connection, chain.id).halt();
    auto doubts = DoubtStore(connection, chain.id).all();
    if (!halt || !doubts)
        return !halt ? halt.error() : doubts.error();
    return Recalculation(
        connection, chain, *interval, !*halt && doubts->empty(), std::move(*rewind),
        PointsStore(connection, chain.id, *chain.decimals, chain.startBlock, *interval, std::move(stop)));
}

Result<std::optional<Restatement>> Recalculation::user(UserId user, const std::string& address, UnixTime from)
{
    auto before = m_rewind.standing(user);
    if (!before)
        return before.error();
    if (!*before || (*before)->settled <= from)
        return std::optional<Restatement>();
    auto failed = hasFailed(user);
    if (!failed)
        return failed.error();
    if (auto rewound = m_rewind.rewind(user, address, boundaryAtOrBefore(from, m_interval)); !rewound)
        return rewound.error();
    auto restated = settleAgain(user, address, **before, *failed);
    if (!restated)
        return restated.error();
    return std::optional(std::move(*restated));
}

Result<std::optional<Restatement>> Recalculation::wholeUser(UserId user, const std::string& address)
{
    auto before = m_rewind.standing(user);
    if (!before)
        return before.error();
    auto restarted = m_rewind.restart(user);
    if (!restarted)
        return restarted.error();
    if (!*restarted)
        return std::optional<Restatement>();
    auto start = m_rewind.standing(user);
    if (!start)
        return start.error();
    // Whoever had no points before is settled like everybody.
    auto restated = settleAgain(user, address, before->value_or(**start), true);
    if (!restated)
        return restated.error();
    return std::optional(std::move(*restated));
}

Result<std::vector<Restatement>> Recalculation::allUsers(UnixTime from)
{
    std::vector<std::pair<UserId, std::string>> users;
    auto read =
        sql::forEachRow(*m_connection,
                        "SELECT p.user_id, u.user_address FROM user_points p JOIN user u ON u.id = p.user_id "
                        "WHERE p.chain_id = ? AND p.last_updated_time > ? ORDER BY p.user_id",
                        {m_chain.value(), from.value()}, [&](const sql::Statement& row) -> Result<void> {
                            users.emplace_back(UserId(row.integer(0)), row.text(1));
                            return {};
                        });
    if (!read)
        return read.error();
    std::vector<Restatement> changed;
    for (const auto& [id, address] : users) {
        auto restated = user(id, address, from);
        if (!restated)
            return restated.error();
        if (*restated && (*restated)->before != (*restated)->after)
            changed.push_back(std::move(**restated));
    }
    return changed;
}

Result<std::optional<PointsStanding>> Recalculation::standing(const std::string& address)
{
    std::optional<UserId> user;
    auto read = sql::forEachRow(*m_connection, "SELECT id FROM user WHERE user_address = ?", {address},
                                [&](const sql::Statement& row) -> Result<void> {
                                    user = UserId(row.integer(0));
                                    return {};
                                });
    if (!read)
        return read.error();
    return user ? m_rewind.standing(*user) : std::optional<PointsStanding>();
}

Result<Restatement> Recalculation::settleAgain(UserId user, const std::string& address,
                                               const PointsStanding& before, bool failed)
{
    if (auto forgotten = forgetIssued(); !forgotten)
        return forgotten.error();
    auto problem =
        failed && m_mayGoOn ? m_points.settleUser(user) : m_points.settleUser(user, before.settled);
    if (!problem)
        return problem.error();
    auto after = m_rewind.standing(user);
    if (!after)
        return after.error();
    return Restatement{address, 0, before, **after};
}

/// What settlements credited before is not what users have of it now.
Result<void> Recalculation::forgetIssued()
{
    if (std::exchange(m_hasForgotten, true))
        return {};
    return IssuedStore(*m_connection, m_chain).forget();
}

Result<bool> Recalculation::hasFailed(UserId user)
{
    bool failed = false;
    auto read = sql::forEachRow(
        *m_connection, "SELECT 1 FROM user_points_change WHERE chain_id = ? AND user_id = ? AND status = 0",
        {m_chain.value(), user.value()}, [&](const sql::Statement&) -> Result<void> {
            failed = true;
            return {};
        });
    if (!read)
        return read.error();
    return failed;
}

} // namespace chainpoints
