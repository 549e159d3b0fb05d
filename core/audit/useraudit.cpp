#include "core/audit/useraudit.h"

#include "core/model/boundaries.h"
#include "core/storage/sql/rows.h"

namespace chainpoints::audit_parts {

using sql::forEachRow;
using sql::Statement;

void UserAudit::add(const char* kind, std::string sentence)
{
    m_findings.add(m_facts.chain().name, m_address, kind, std::move(sentence));
}

Result<bool> UserAudit::run(ChainSums& sums)
{
    auto balance = loadBalance(sums);
    if (!balance)
        return balance.error();
    auto points = loadPoints();
    if (!points)
        return points.error();
    auto rates = m_facts.ratesOf(m_user, m_address);
    if (!rates)
        return rates.error();

    auto rows =
        m_connection.query(userLedgerQuery(), {m_facts.chain().id.value(), m_user.value(), kBelowAllBlocks});
    if (!rows)
        return rows.error();
    struct Closer
    {
        Statement& statement;
        ~Closer() { statement.close(); }
    } closer{**rows};
    BalanceWalk walk(**rows, *rates);
    if (auto started = walk.start(); !started)
        return started.error();
    const std::optional<UnixTime> firstChange = walk.nextTime();
    if (!firstChange && !*balance && !*points)
        return false;

    if (!*points) {
        add("points_missing", "there is no row in user_points");
    } else {
        if (auto checked = checkCursor(**points, firstChange); !checked)
            return checked.error();
        if (auto checked = checkSettled(**points, walk); !checked)
            return checked.error();
    }
    if (auto drained = walk.drain(); !drained)
        return drained.error();
    if (walk.problem())
        add("ledger", walk.problem()->sentence);
    if (walk.rows() == 0)
        add("ledger_missing", "there are balances or points, but no ledger row");
    checkBalance(*balance, walk);
    sums.rows += walk.rows();
    m_findings.report().changes += walk.rows();
    ++m_findings.report().users;
    return true;
}

Result<std::optional<StoredBalance>> UserAudit::loadBalance(ChainSums& sums)
{
    std::optional<StoredBalance> stored;
    auto read =
        forEachRow(m_connection,
                   "SELECT balance, last_updated_block FROM user_balance WHERE chain_id = ? AND user_id = ?",
                   {m_facts.chain().id.value(), m_user.value()}, [&](const Statement& row) -> Result<void> {
                       ++sums.users;
                       auto balance = RawAmount::fromDecimal(row.text(0));
                       if (!balance)
                           add("balance", "user_balance.balance " + balance.error().message);
                       stored = {balance ? *balance : RawAmount(), BlockHeight(row.integer(1))};
                       sums.balances += stored->balance.value();
                       return {};
                   });
    if (!read)
        return read.error();
    return stored;
}

Result<std::optional<UserAudit::StoredPoints>> UserAudit::loadPoints()
{
    std::optional<StoredPoints> stored;
    auto read =
        forEachRow(m_connection,
                   "SELECT points, points_raw, last_updated_time, last_updated_block, span_from_time, "
                   "span_from_block FROM user_points WHERE chain_id = ? AND user_id = ?",
                   {m_facts.chain().id.value(), m_user.value()}, [&](const Statement& row) -> Result<void> {
                       stored = {row.text(0),
                                 row.text(1),
                                 {UnixTime(row.integer(2)), BlockHeight(row.integer(3))},
                                 {UnixTime(row.integer(4)), BlockHeight(row.integer(5))}};
                       return {};
                   });
    if (!read)
        return read.error();
    return stored;
}

void UserAudit::checkBalance(const std::optional<StoredBalance>& stored, const BalanceWalk& walk)
{
    if (!stored) {
        add("balance", "there is no row in user_balance");
        return;
    }
    if (walk.rows() == 0)
        return;
    if (stored->balance != walk.balance())
        add("balance", "user_balance has " + stored->balance.decimal() + ", but the ledger's last row " +
                           walk.balance().decimal());
    if (stored->lastChange != walk.lastHeight())
        add("balance", "user_balance has block " + std::to_string(stored->lastChange.value()) +
                           " as the last change, but the ledger's last row is of block " +
                           std::to_string(walk.lastHeight().value()));
}

Result<void> UserAudit::checkPoint(const SettledPoint& point, const std::string& name)
{
    if (boundaryAtOrBefore(point.time, m_facts.intervalSeconds()) != point.time) {
        add("cursor", name + " " + formatTime(point.time) + " is no boundary");
        return {};
    }
    auto right = m_facts.settledPoint(point.time);
    if (!right)
        return right.error();
    if (right->block != point.block)
        add("cursor", name + " " + formatTime(point.time) + " has block " +
                          std::to_string(point.block.value()) + ", but the last block before it is " +
                          std::to_string(right->block.value()));
    return {};
}

Result<void> UserAudit::checkCursor(const StoredPoints& points, std::optional<UnixTime> firstChange)
{
    if (auto checked = checkPoint(points.cursor, "user_points is settled up to"); !checked)
        return checked;
    if (auto checked = checkPoint(points.spanStart, "user_points.span_from"); !checked)
        return checked;
    if (points.spanStart.time > points.cursor.time)
        add("cursor", "user_points.span_from " + formatTime(points.spanStart.time) +
                          " is after the settled time " + formatTime(points.cursor.time));
    auto tip = m_facts.tipTime();
    if (!tip)
        return tip.error();
    if (*tip && points.cursor.time > **tip)
        add("cursor", "user_points is settled up to " + formatTime(points.cursor.time) +
                          ", but blocks are processed up to " + formatTime(**tip));
    // The user starts settled up to the interval of the first change, and never goes back.
    if (firstChange && points.cursor.time < boundaryAtOrBefore(*firstChange, m_facts.intervalSeconds()))
        add("cursor", "user_points is settled up to " + formatTime(points.cursor.time) +
                          ", which is before the interval of the first change, " + formatTime(*firstChange));
    return {};
}

} // namespace chainpoints::audit_parts
