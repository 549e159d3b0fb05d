#include "core/storage/openingstore.h"

#include "core/storage/ledgerrows.h"
#include "core/storage/recalculation.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {
namespace {

using sql::forEachRow;
using sql::Statement;

class Openings
{
public:
    Openings(sql::Connection& connection, const ChainRecord& chain, const BlockHeader& block)
        : m_connection(connection), m_chain(chain), m_block(block)
    {
    }

    /// The block of the opening balances becomes one that is known, and lies behind the boundaries up to its
    /// time.
    [[nodiscard]] Result<void> begin()
    {
        auto known =
            m_connection.run("UPDATE chain SET opening_time = ? WHERE id = ? AND opening_time IS NULL",
                             {m_block.time.value(), chainId()});
        if (!known)
            return known.error();
        if (*known == 0)
            return {};
        struct Place
        {
            const char* table;
            const char* block;
            const char* time;
        };
        for (const Place& place : {Place{"user_points", "last_updated_block", "last_updated_time"},
                                   Place{"user_points", "span_from_block", "span_from_time"},
                                   Place{"user_points_change", "from_block_height", "from_block_time"},
                                   Place{"user_points_change", "to_block_height", "to_block_time"}}) {
            const std::string block = place.block;
            auto moved = m_connection.run("UPDATE " + std::string(place.table) + " SET " + block +
                                              " = ? WHERE chain_id = ? AND " + block + " = ? AND " +
                                              place.time + " <= ?",
                                          {height() - 1, chainId(), height(), m_block.time.value()});
            if (!moved)
                return moved.error();
        }
        return {};
    }

    /// The user whose opening balance was another one until now; none if it was this already.
    [[nodiscard]] Result<std::optional<UserId>> record(const OpeningBalance& opening)
    {
        auto user = userOf(opening);
        if (!user || !*user)
            return user;
        auto changed = writeRow(**user, opening.balance);
        if (!changed)
            return changed.error();
        if (!*changed)
            return std::optional<UserId>();
        if (auto derived = deriveAfter(**user, opening.balance); !derived)
            return derived.error();
        return user;
    }

    [[nodiscard]] Result<void> count()
    {
        auto counted =
            m_connection.run("UPDATE chain SET changes = changes + ?, users = (SELECT COUNT(*) FROM "
                             "user_balance b WHERE b.chain_id = chain.id) WHERE id = ?",
                             {m_newRows, chainId()});
        return counted ? Result<void>() : counted.error();
    }

private:
    [[nodiscard]] std::int64_t chainId() const { return m_chain.id.value(); }
    [[nodiscard]] std::int64_t height() const { return m_block.height.value(); }

    [[nodiscard]] Result<std::optional<UserId>> userOf(const OpeningBalance& opening)
    {
        if (!opening.balance.isZero())
            if (auto made = m_connection.run(
                    m_connection.dialect().insertOrKeep("user", std::vector<std::string_view>{"user_address"},
                                                        std::vector<std::string_view>{"user_address"}),
                    {opening.address});
                !made)
                return made.error();
        std::optional<UserId> user;
        auto read = forEachRow(m_connection, "SELECT id FROM user WHERE user_address = ?", {opening.address},
                               [&](const Statement& row) -> Result<void> {
                                   user = UserId(row.integer(0));
                                   return {};
                               });
        if (!read)
            return read.error();
        return user;
    }

    /// False: it is there already.
    [[nodiscard]] Result<bool> writeRow(UserId user, const RawAmount& balance)
    {
        std::optional<std::int64_t> log;
        std::string before = "0";
        auto read = forEachRow(
            m_connection,
            // Nothing is below the opening balances. Written so that it goes by the user: by the block it
            // would read all of them, for each of them.
            "SELECT log_index, amount FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND "
            "block_height <= ? AND change_type = 'opening' ORDER BY block_height, log_index",
            {chainId(), user.value(), height()}, [&](const Statement& row) -> Result<void> {
                log = row.integer(0);
                before = row.text(1);
                return {};
            });
        if (!read)
            return read.error();
        if (before == balance.decimal())
            return false;
        if (log)
            if (auto removed = m_connection.run(
                    "DELETE FROM user_balance_change WHERE chain_id = ? AND block_height = ? AND "
                    "log_index = ? AND change_type = 'opening'",
                    {chainId(), height(), *log});
                !removed)
                return removed.error();
        m_newRows += (balance.isZero() ? 0 : 1) - (log ? 1 : 0);
        if (balance.isZero())
            return true;
        if (!log) {
            auto next = nextLog();
            if (!next)
                return next.error();
            log = *next;
        }
        auto added = m_connection.run(
            "INSERT INTO user_balance_change (user_id, chain_id, change_type, amount, balance_after, "
            "tx_hash, log_index, block_hash, block_time, block_height) VALUES (?, ?, 'opening', ?, ?, "
            "?, ?, ?, ?, ?)",
            {user.value(), chainId(), balance.decimal(), balance.decimal(), Hash().hex(), *log,
             m_block.hash.hex(), m_block.time.value(), height()});
        if (!added)
            return added.error();
        return true;
    }

    /// Opening balances come from no log; they are numbered in the order of their coming.
    [[nodiscard]] Result<std::int64_t> nextLog()
    {
        std::int64_t next = 0;
        auto read =
            forEachRow(m_connection,
                       "SELECT log_index FROM user_balance_change WHERE chain_id = ? AND block_height = ? "
                       "ORDER BY log_index DESC LIMIT 1",
                       {chainId(), height()}, [&](const Statement& row) -> Result<void> {
                           next = row.integer(0) + 1;
                           return {};
                       });
        if (!read)
            return read.error();
        return next;
    }

    /// Walks along the rows behind the opening balance. One that cannot be read ends it: the settlement will
    /// name that row.
    [[nodiscard]] Result<void> deriveAfter(UserId user, RawAmount balance)
    {
        struct Derived
        {
            LedgerRow row;
            std::string balanceAfter;
        };
        std::vector<Derived> rows;
        bool readable = true;
        BlockHeight last = m_block.height;
        auto read = forEachRow(m_connection, userLedgerQuery(), {chainId(), user.value(), height()},
                               [&](const Statement& statement) -> Result<void> {
                                   const StoredLedgerRow stored = readLedgerRow(statement);
                                   const auto* row = std::get_if<LedgerRow>(&stored);
                                   readable = readable && row;
                                   if (!readable)
                                       return {};
                                   balance += row->amount;
                                   last = row->height;
                                   rows.push_back({*row, balance.decimal()});
                                   return {};
                               });
        if (!read)
            return read;
        for (const Derived& derived : rows)
            if (auto written = m_connection.run(
                    "UPDATE user_balance_change SET balance_after = ? WHERE chain_id = ? AND "
                    "block_height = ? AND log_index = ? AND change_type = ?",
                    {derived.balanceAfter, chainId(), derived.row.height.value(), derived.row.logIndex,
                     std::string(toText(derived.row.type))});
                !written)
                return written.error();
        if (!readable)
            return {};
        if (last == m_block.height && balance.isZero())
            return removeUser(m_connection, m_chain.id, user);
        auto stored = m_connection.run(
            m_connection.dialect().insertOrReplace(
                "user_balance",
                std::vector<std::string_view>{"chain_id", "user_id", "balance", "last_updated_block"},
                std::vector<std::string_view>{"chain_id", "user_id"}),
            {chainId(), user.value(), balance.decimal(), last.value()});
        return stored ? Result<void>() : stored.error();
    }

    sql::Connection& m_connection;
    const ChainRecord& m_chain;
    const BlockHeader& m_block;
    std::int64_t m_newRows = 0;
};

} // namespace

Result<MissingHolders> holdersWithoutOpening(sql::Connection& connection, const ChainRecord& chain,
                                             FailureId after, int most)
{
    MissingHolders holders{{}, FailureId(0)};
    auto read =
        forEachRow(connection,
                   "SELECT f.id, u.user_address FROM user_points_change f JOIN user u ON u.id = f.user_id "
                   "WHERE f.chain_id = ? AND f.status = 0 AND f.id > ? AND f.reason LIKE ? AND NOT EXISTS "
                   "(SELECT 1 FROM user_balance_change o WHERE o.chain_id = f.chain_id AND o.user_id = "
                   "f.user_id AND o.block_height < ?) ORDER BY f.id LIMIT ?",
                   {chain.id.value(), after.value(), std::string(LedgerProblem::kNegativeBalance) + ":%",
                    chain.startBlock.value(), std::int64_t(most)},
                   [&](const Statement& row) -> Result<void> {
                       holders.last = FailureId(row.integer(0));
                       // Who has no address cannot be asked for; the audit names him.
                       if (const auto address = Address::parse(row.text(1)))
                           holders.addresses.push_back(*address);
                       return {};
                   });
    if (!read)
        return read.error();
    return holders;
}

Result<std::vector<Restatement>> recordOpenings(sql::Connection& connection, const ChainRecord& chain,
                                                const BlockHeader& block,
                                                std::span<const OpeningBalance> openings,
                                                const RestatementCause& cause, std::stop_token stop)
{
    Openings work(connection, chain, block);
    if (auto begun = work.begin(); !begun)
        return begun.error();
    // In the order of their addresses, so that the same list leaves the same rows.
    std::vector<OpeningBalance> sorted(openings.begin(), openings.end());
    std::ranges::sort(sorted, {}, &OpeningBalance::address);
    auto recalculation = Recalculation::on(connection, chain, stop);
    if (!recalculation)
        return recalculation.error();
    std::vector<Restatement> restated;
    for (const OpeningBalance& opening : sorted) {
        if (stop.stop_requested())
            return Error{ErrorCode::Stopped, "stopped"};
        auto before = recalculation->standing(opening.address);
        if (!before)
            return before.error();
        auto user = work.record(opening);
        if (!user)
            return user.error();
        if (!*user)
            continue;
        auto one = recalculation->wholeUser(**user, opening.address);
        if (!one)
            return one.error();
        if (*one)
            restated.push_back(std::move(**one));
        else if (*before) // nothing is left of the user, nor of what was settled
            restated.push_back({opening.address, 0, **before, {PointsRaw(), (*before)->settled}});
    }
    if (auto counted = work.count(); !counted)
        return counted.error();
    if (auto added = IncidentStore(connection, chain.id).add(cause, restated); !added)
        return added.error();
    return restated;
}

} // namespace chainpoints
