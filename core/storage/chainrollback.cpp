#include "core/storage/chainrollback.h"

#include "core/model/boundaries.h"
#include "core/storage/doubtstore.h"
#include "core/storage/issuedstore.h"
#include "core/storage/pointsrewind.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {
namespace {

using sql::forEachRow;
using sql::Statement;

/// A user whose ledger rows or points change.
struct AffectedUser
{
    UserId id;
    std::string address;
    std::int64_t rowsRemoved = 0;
};

class Rollback
{
public:
    Rollback(sql::Connection& connection, const ChainRecord& chain, const RollbackTarget& target,
             std::stop_token stop)
        : m_connection(connection), m_chain(chain), m_target(target), m_stop(std::move(stop))
    {
    }

    /// Every step, in this order; afterwards the sums and the restatements are there.
    [[nodiscard]] Result<void> run()
    {
        for (const auto step :
             {&Rollback::moveCursor, &Rollback::findTime, &Rollback::findUsers, &Rollback::removeBlocks,
              &Rollback::restoreCalculated, &Rollback::restoreUsers, &Rollback::restoreCounters})
            if (auto done = (this->*step)(); !done)
                return done;
        return {};
    }

    [[nodiscard]] std::int64_t rowsRemoved() const { return m_rowsRemoved; }
    [[nodiscard]] const std::vector<Restatement>& restatements() const { return m_restatements; }

private:
    [[nodiscard]] std::int64_t chainId() const { return m_chain.id.value(); }
    [[nodiscard]] std::int64_t height() const { return m_target.height.value(); }

    [[nodiscard]] Result<void> run(const std::string& text, std::initializer_list<sql::Value> parameters)
    {
        auto done = m_connection.run(text, parameters);
        return done ? Result<void>() : done.error();
    }

    [[nodiscard]] Result<void> moveCursor()
    {
        auto moved =
            m_connection.run("UPDATE chain SET last_processed_block = ?, last_confirmed_block = ? "
                             "WHERE id = ? AND last_processed_block = ? AND last_processed_block > ?",
                             {height(), height(), chainId(), m_chain.processed.value(), height()});
        if (!moved)
            return moved.error();
        if (*moved != 1)
            return Error{ErrorCode::Conflict,
                         "the chain does not stand at block " + std::to_string(m_chain.processed.value()) +
                             " any more, or not above block " + std::to_string(height())};
        return {};
    }

    /// Those who lose rows, and those who are settled further than the time of the target allows.
    [[nodiscard]] Result<void> findUsers()
    {
        return forEachRow(
            m_connection,
            "SELECT p.user_id, u.user_address, (SELECT COUNT(*) FROM user_balance_change c WHERE "
            "c.chain_id = p.chain_id AND c.user_id = p.user_id AND c.block_height > ?), "
            "p.last_updated_time FROM user_points p JOIN user u ON u.id = p.user_id "
            "WHERE p.chain_id = ? ORDER BY p.user_id",
            {height(), chainId()}, [&](const Statement& row) -> Result<void> {
                if (row.integer(2) > 0 || UnixTime(row.integer(3)) > m_boundary)
                    m_users.push_back({UserId(row.integer(0)), row.text(1), row.integer(2)});
                m_rowsRemoved += row.integer(2);
                return {};
            });
    }

    [[nodiscard]] Result<void> removeBlocks()
    {
        for (const char* text :
             {"DELETE FROM user_balance_change WHERE chain_id = ? AND block_height > ?",
              "DELETE FROM chain_block WHERE chain_id = ? AND block_height > ?",
              // Closable was what a block above the target, or the target itself, lay behind.
              "DELETE FROM chain_boundary WHERE chain_id = ? AND last_block >= ?"})
            if (auto removed = run(text, {chainId(), height()}); !removed)
                return removed;
        if (auto removed = DoubtStore(m_connection, m_chain.id).rollBackTo(BlockHeight(height())); !removed)
            return removed;
        // Who failed behind that time has nothing to be credited there any more, and fails again where the
        // cause is still there.
        if (auto removed =
                run("DELETE FROM user_points_change WHERE chain_id = ? AND status = 0 AND to_block_time > ?",
                    {chainId(), m_boundary.value()});
            !removed)
            return removed;
        if (auto reset = tryAgain(); !reset)
            return reset;
        if (!m_target.header)
            return {};
        return run(m_connection.dialect().insertOrKeep(
                       "chain_block",
                       std::vector<std::string_view>{"chain_id", "block_height", "block_hash", "parent_hash",
                                                     "block_time"},
                       std::vector<std::string_view>{"chain_id", "block_height"}),
                   {chainId(), height(), m_target.header->hash.hex(), m_target.header->parentHash.hex(),
                    m_target.header->time.value()});
    }

    /// Who failed before that time and lost rows: the cause may be gone with them.
    [[nodiscard]] Result<void> tryAgain()
    {
        for (const AffectedUser& user : m_users)
            if (user.rowsRemoved > 0)
                if (auto reset = run("UPDATE user_points_change SET attempts = 0 WHERE chain_id = ? AND "
                                     "user_id = ? AND status = 0",
                                     {chainId(), user.id.value()});
                    !reset)
                    return reset;
        return {};
    }

    /// Up to which boundary the target lets points be settled.
    [[nodiscard]] Result<void> findTime()
    {
        auto facts = ChainFacts::load(m_connection, m_chain);
        if (!facts)
            return facts.error();
        UnixTime time = m_target.header ? m_target.header->time : UnixTime(0);
        if (!m_target.header) {
            auto read = forEachRow(m_connection, "SELECT COALESCE(opening_time, 0) FROM chain WHERE id = ?",
                                   {chainId()}, [&](const Statement& row) -> Result<void> {
                                       time = UnixTime(row.integer(0));
                                       return {};
                                   });
            if (!read)
                return read;
        }
        m_boundary = boundaryAtOrBefore(time, facts->intervalSeconds());
        return {};
    }

    [[nodiscard]] Result<void> restoreCalculated()
    {
        std::optional<SettledPoint> newest;
        auto read =
            forEachRow(m_connection,
                       "SELECT boundary_time, last_block FROM chain_boundary WHERE chain_id = ? "
                       "ORDER BY boundary_time DESC LIMIT 1",
                       {chainId()}, [&](const Statement& row) -> Result<void> {
                           newest = SettledPoint{UnixTime(row.integer(0)), BlockHeight(row.integer(1))};
                           return {};
                       });
        if (!read)
            return read;
        if (auto issued = IssuedStore(m_connection, m_chain.id)
                              .rollBackTo(newest ? std::optional(newest->time) : std::nullopt);
            !issued)
            return issued;
        if (!newest)
            return run("UPDATE chain SET last_calculated_block = ?, last_calculated_time = NULL WHERE id = ?",
                       {m_chain.startBlock.value() - 1, chainId()});
        return run("UPDATE chain SET last_calculated_block = ?, last_calculated_time = ? WHERE id = ? AND "
                   "last_calculated_time > ?",
                   {newest->block.value(), newest->time.value(), chainId(), newest->time.value()});
    }

    [[nodiscard]] Result<void> restoreUsers()
    {
        auto rewind = PointsRewind::on(m_connection, m_chain);
        if (!rewind)
            return rewind.error();
        for (const AffectedUser& user : m_users) {
            if (m_stop.stop_requested())
                return Error{ErrorCode::Stopped, "stopped"};
            if (auto restored = restore(user, *rewind); !restored)
                return restored;
        }
        return {};
    }

    [[nodiscard]] Result<void> restore(const AffectedUser& user, PointsRewind& rewind)
    {
        auto before = rewind.standing(user.id);
        if (!before)
            return before.error();
        bool remains = true;
        if (user.rowsRemoved > 0) {
            auto restored = restoreBalance(user);
            if (!restored)
                return restored.error();
            remains = *restored;
        }
        if (auto done = remains ? rewind.rewind(user.id, user.address, m_boundary)
                                : removeUser(m_connection, m_chain.id, user.id);
            !done)
            return done;
        auto after = rewind.standing(user.id);
        if (!after)
            return after.error();
        if (user.rowsRemoved > 0 || *after != *before)
            m_restatements.push_back({user.address, user.rowsRemoved, before->value_or(PointsStanding()),
                                      after->value_or(PointsStanding{PointsRaw(), m_boundary})});
        return {};
    }

    /// False: the user has no row left.
    [[nodiscard]] Result<bool> restoreBalance(const AffectedUser& user)
    {
        bool remains = false;
        std::string balance;
        std::int64_t block = 0;
        auto read =
            forEachRow(m_connection,
                       "SELECT balance_after, block_height FROM user_balance_change WHERE chain_id = ? AND "
                       "user_id = ? ORDER BY block_height DESC, log_index DESC, change_type ASC LIMIT 1",
                       {chainId(), user.id.value()}, [&](const Statement& row) -> Result<void> {
                           remains = true;
                           balance = row.text(0);
                           block = row.integer(1);
                           return {};
                       });
        if (!read)
            return read.error();
        if (!remains)
            return false;
        auto written =
            run("UPDATE user_balance SET balance = ?, last_updated_block = ? WHERE chain_id = ? AND "
                "user_id = ?",
                {balance, block, chainId(), user.id.value()});
        if (!written)
            return written.error();
        return true;
    }

    [[nodiscard]] Result<void> restoreCounters()
    {
        std::int64_t skipped = 0;
        auto read = forEachRow(
            m_connection,
            "SELECT COALESCE(SUM(logs), 0) FROM chain_skipped WHERE chain_id = ? AND block_height > ?",
            {chainId(), height()}, [&](const Statement& row) -> Result<void> {
                skipped = row.integer(0);
                return {};
            });
        if (!read)
            return read;
        if (auto removed = run("DELETE FROM chain_skipped WHERE chain_id = ? AND block_height > ?",
                               {chainId(), height()});
            !removed)
            return removed;
        return run("UPDATE chain SET changes = changes - ?, skipped_logs = skipped_logs - ?, users = (SELECT "
                   "COUNT(*) "
                   "FROM user_balance b WHERE b.chain_id = chain.id) WHERE id = ?",
                   {m_rowsRemoved, skipped, chainId()});
    }

    sql::Connection& m_connection;
    const ChainRecord& m_chain;
    const RollbackTarget& m_target;
    const std::stop_token m_stop;

    std::vector<AffectedUser> m_users;
    std::int64_t m_rowsRemoved = 0;
    UnixTime m_boundary;
    std::vector<Restatement> m_restatements;
};

} // namespace

Result<IncidentId> rollBack(sql::Connection& connection, const ChainRecord& chain,
                            const RollbackTarget& target, Incident incident, RestatementCause cause,
                            std::stop_token stop)
{
    Rollback rollback(connection, chain, target, std::move(stop));
    if (auto done = rollback.run(); !done)
        return done.error();
    incident.ancestor = target.height;
    incident.rowsRemoved = rollback.rowsRemoved();
    incident.usersChanged = static_cast<std::int64_t>(rollback.restatements().size());
    IncidentStore incidents(connection, chain.id);
    auto id = incidents.add(incident, true);
    if (!id)
        return id;
    cause.incident = *id;
    if (auto restated = incidents.add(cause, rollback.restatements()); !restated)
        return restated.error();
    return id;
}

Result<void> requireRollbackTarget(const ChainRecord& chain, BlockHeight height)
{
    const BlockHeight before = chain.startBlock - 1;
    if (before <= height && height < chain.processed)
        return {};
    const auto text = [](BlockHeight block) { return std::to_string(block.value()); };
    if (chain.processed <= before)
        return Error{ErrorCode::Refused, "the chain has no processed block yet that could be taken back"};
    return Error{ErrorCode::Refused, "block " + text(height) + " is not among the blocks " + text(before) +
                                         " (before the first) to " + text(chain.processed - 1) +
                                         " that the chain can go back to"};
}

Result<RollbackLoss> lossByRollback(sql::Connection& connection, const ChainRecord& chain, BlockHeight height)
{
    RollbackLoss loss;
    auto counted = forEachRow(
        connection, "SELECT COUNT(*) FROM user_balance_change WHERE chain_id = ? AND block_height > ?",
        {chain.id.value(), height.value()}, [&](const Statement& row) -> Result<void> {
            loss.changes = row.integer(0);
            return {};
        });
    if (!counted)
        return counted.error();
    auto read = forEachRow(connection,
                           "SELECT boundary_time FROM chain_boundary WHERE chain_id = ? AND last_block < ? "
                           "ORDER BY boundary_time DESC LIMIT 1",
                           {chain.id.value(), height.value()}, [&](const Statement& row) -> Result<void> {
                               loss.remains = UnixTime(row.integer(0));
                               return {};
                           });
    if (!read)
        return read.error();
    // A boundary may be closable and not settled yet.
    loss.remains = chain.calculatedTime && loss.remains ? std::min(chain.calculatedTime, loss.remains)
                                                        : std::optional<UnixTime>();
    return loss;
}

} // namespace chainpoints
