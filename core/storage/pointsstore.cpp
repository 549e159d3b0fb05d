#include "core/storage/pointsstore.h"

#include "core/base/time.h"
#include "core/points/retrypause.h"
#include "core/storage/chainstore.h"
#include "core/storage/issuedstore.h"
#include "core/storage/settlementledger.h"
#include "core/storage/settlementwriter.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {
namespace {

/// Failed before, and nothing says that another attempt would end otherwise.
bool mustWait(const SettlementUser& user, UnixTime now)
{
    if (!user.failedSpanEnd)
        return false;
    const auto pause = pauseBeforeRetry(user.failure, user.attempts);
    return !pause || now < user.lastAttempt + pause->count();
}

} // namespace

/// What came of some users.
struct PointsStore::Settled
{
    std::vector<LedgerProblem> problems; ///< one for each who failed
    PointsRaw issued;
};

PointsStore::PointsStore(sql::Connection& connection, ChainId chain, int decimals, BlockHeight startBlock,
                         std::int64_t intervalSeconds, std::stop_token stop)
    : m_connection(connection), m_chain(chain), m_decimals(decimals), m_startBlock(startBlock),
      m_interval(intervalSeconds), m_stop(std::move(stop)), m_boundaries(connection, chain, startBlock)
{
}

Result<std::optional<SettledPoint>> PointsStore::newestBoundary()
{
    auto query = m_connection.query("SELECT boundary_time, last_block FROM chain_boundary WHERE chain_id = ? "
                                    "ORDER BY boundary_time DESC LIMIT 1",
                                    {m_chain.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<SettledPoint>();
    const SettledPoint boundary{UnixTime((*query)->integer(0)), BlockHeight((*query)->integer(1))};
    (*query)->close();
    return std::optional(boundary);
}

Result<std::optional<SettlementPass>> PointsStore::due()
{
    auto query = m_connection.query(
        "SELECT b.boundary_time, b.last_block, c.last_calculated_time FROM chain_boundary b "
        "JOIN chain c ON c.id = b.chain_id WHERE b.chain_id = ? "
        "ORDER BY b.boundary_time DESC LIMIT 1",
        {m_chain.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<SettlementPass>();
    SettlementPass pass;
    pass.target = {UnixTime((*query)->integer(0)), BlockHeight((*query)->integer(1))};
    const bool settled = !(*query)->isNull(2) && (*query)->integer(2) >= pass.target.time.value();
    (*query)->close();
    return settled ? std::optional<SettlementPass>() : std::optional(pass);
}

Result<void> PointsStore::settleBatch(SettlementPass& pass, int batchSize)
{
    return sql::repeated([&] { return tryBatch(pass, batchSize); });
}

Result<void> PointsStore::tryBatch(SettlementPass& pass, int batchSize)
{
    auto transaction = sql::Transaction::begin(m_connection);
    if (!transaction)
        return transaction.error();
    auto users = unsettledUsers(m_connection, m_chain, pass.lastUser, pass.target.time, batchSize);
    if (!users)
        return users.error();
    const bool isLast = users->size() < static_cast<std::size_t>(batchSize);
    SettlementPass after = pass;
    if (!users->empty())
        after.lastUser = users->back().id;
    std::erase_if(*users, [now = wallClock()](const SettlementUser& user) { return mustWait(user, now); });
    auto settled = settle(*users, pass.target.time);
    if (!settled)
        return settled.error();
    if (auto added = IssuedStore(m_connection, m_chain).add(pass.target.time, settled->issued); !added)
        return added;
    after.failures += static_cast<std::int64_t>(settled->problems.size());
    after.usersDone += static_cast<std::int64_t>(users->size());
    if (isLast)
        if (auto done = finish(after); !done)
            return done;
    auto committed = transaction->commit();
    if (committed)
        pass = after;
    return committed;
}

Result<std::optional<UserId>> userOfOpenFailure(sql::Connection& connection, ChainId chain, FailureId failure)
{
    std::optional<UserId> user;
    auto read = sql::forEachRow(
        connection, "SELECT user_id FROM user_points_change WHERE id = ? AND chain_id = ? AND status = 0",
        {failure.value(), chain.value()}, [&](const sql::Statement& row) -> Result<void> {
            user = UserId(row.integer(0));
            return {};
        });
    if (!read)
        return read.error();
    return user;
}

Result<std::optional<LedgerProblem>> PointsStore::settleUser(UserId id)
{
    auto target = newestBoundary();
    if (!target)
        return target.error();
    return *target ? settleUser(id, (*target)->time) : std::optional<LedgerProblem>();
}

Result<std::optional<LedgerProblem>> PointsStore::settleUser(UserId id, UnixTime target)
{
    auto user = settlementUser(m_connection, m_chain, id);
    if (!user)
        return user.error();
    if (!*user || (*user)->state.settled.time >= target)
        return std::optional<LedgerProblem>();
    auto settled = settle(std::span(&**user, 1), target);
    if (!settled)
        return settled.error();
    return settled->problems.empty() ? std::optional<LedgerProblem>() : std::move(settled->problems.front());
}

Result<RateTimeline> PointsStore::loadRates()
{
    auto rates = ChainStore(m_connection).rates();
    if (!rates)
        return rates.error();
    return RateTimeline(std::move(*rates));
}

Result<PointsStore::Settled> PointsStore::settle(std::span<SettlementUser> users, UnixTime target)
{
    auto rates = loadRates();
    if (!rates)
        return rates.error();
    SettlementLedger ledger(m_connection, m_chain, m_stop);
    SettlementWriter writer(m_connection, m_chain, m_decimals);
    Settled settled;
    for (std::size_t begin = 0; begin < users.size(); begin += ledger.usersAtOnce()) {
        const auto group = users.subspan(begin, std::min(ledger.usersAtOnce(), users.size() - begin));
        std::vector<SettlementLedger::Cursor> cursors;
        for (const SettlementUser& user : group)
            cursors.push_back({user.id, user.state.settled.block});
        if (auto opened = ledger.open(cursors); !opened)
            return opened.error();
        for (SettlementUser& user : group)
            if (auto done = settle(user, target, *rates, ledger, writer, settled); !done)
                return done.error();
    }
    if (auto written = writer.finish(); !written)
        return written.error();
    return settled;
}

Result<void> PointsStore::settle(SettlementUser& user, UnixTime target, const RateTimeline& rates,
                                 SettlementLedger& ledger, SettlementWriter& writer, Settled& settled)
{
    std::optional<RateTimeline> own;
    if (user.excluded)
        own = RateTimeline({});
    else if (!user.statusHistory.empty())
        own = rates.during(user.statusHistory);

    std::optional<LedgerProblem> unreadable;
    auto points = PointsRaw::fromDecimal(user.pointsRaw);
    if (points)
        user.state.points = std::move(*points);
    else
        unreadable = LedgerProblem{"unreadable", "user_points.points_raw " + points.error().message};
    auto balance = RawAmount::fromDecimal(user.balance);
    if (!balance)
        unreadable = LedgerProblem{"unreadable", "user_balance.balance " + balance.error().message};

    std::optional<LedgerRow> anchor;
    if (const auto stored = ledger.anchorOf(user.id)) {
        if (const auto* row = std::get_if<LedgerRow>(&*stored))
            anchor = *row;
        else
            unreadable = std::get<UnreadableRow>(*stored).problem;
    }

    // The settlement is pure and cannot pass on a failed look-up; it is looked at once the user is done.
    Result<void> lookUp;
    const UserSettlement::BlockBefore find = [&](UnixTime boundary) {
        auto block = m_boundaries.lastBefore(boundary);
        if (block)
            return *block;
        lookUp = block.error();
        return m_startBlock - 1;
    };
    UserSettlement settlement(user.state, anchor, target, user.failedSpanEnd, m_interval, own ? *own : rates,
                              find);
    if (unreadable)
        settlement.unreadable(*unreadable);

    const SettlementLedger::Cursor cursor{user.id, user.state.settled.block};
    for (;;) {
        auto stored = ledger.next(cursor);
        if (!stored)
            return stored.error();
        if (!*stored)
            break;
        if (const auto* row = std::get_if<LedgerRow>(&**stored))
            settlement.row(*row);
        else
            settlement.unreadable(std::get<UnreadableRow>(**stored).problem);
        if (auto written = writer.spans(user, settlement.takeSpans()); !written)
            return written.error();
    }
    settlement.finish({balance ? *balance : RawAmount(), user.lastChange});
    if (auto written = writer.spans(user, settlement.takeSpans()); !written)
        return written.error();
    if (!lookUp)
        return lookUp.error();
    if (settlement.problem())
        if (auto written = writer.failure(user, settlement); !written)
            return written.error();
    if (points && settlement.state().settled != user.state.settled) {
        if (auto written = writer.state(user, settlement.state()); !written)
            return written.error();
        settled.issued += settlement.state().points - user.state.points;
    }
    if (settlement.problem())
        settled.problems.push_back(*settlement.problem());
    return {};
}

Result<void> PointsStore::finish(SettlementPass& pass)
{
    std::optional<UnixTime> before;
    auto read = sql::forEachRow(m_connection, "SELECT last_calculated_time FROM chain WHERE id = ?",
                                {m_chain.value()}, [&](const sql::Statement& row) -> Result<void> {
                                    if (!row.isNull(0))
                                        before = UnixTime(row.integer(0));
                                    return {};
                                });
    if (!read)
        return read;
    if (!before || *before < pass.target.time)
        if (auto closed = IssuedStore(m_connection, m_chain).close(before, pass.target.time); !closed)
            return closed;
    auto moved = m_connection.run(
        "UPDATE chain SET last_calculated_block = ?, last_calculated_time = ? "
        "WHERE id = ? AND (last_calculated_time IS NULL OR last_calculated_time < ?)",
        {pass.target.block.value(), pass.target.time.value(), m_chain.value(), pass.target.time.value()});
    if (!moved)
        return moved.error();
    pass.finished = true;
    return {};
}

} // namespace chainpoints
