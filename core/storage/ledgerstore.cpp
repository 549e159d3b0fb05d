#include "core/storage/ledgerstore.h"

#include "core/ledger/ledgerbuilder.h"
#include "core/ledger/ledgercheck.h"
#include "core/model/boundaries.h"
#include "core/points/integral.h"
#include "core/storage/boundaryblocks.h"
#include "core/storage/doubtstore.h"
#include "core/storage/sql/bulkinsert.h"
#include "core/storage/sql/repeated.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace chainpoints {
namespace {

using sql::BulkInsert;

// About 40 MB; a token's active holders fit, a million idle ones need not.
constexpr std::size_t kAccountsCached = 200'000;
constexpr std::size_t kAddressesPerQuery = 100;

} // namespace

LedgerStore::LedgerStore(sql::Connection& connection, ChainId chain, BlockHeight startBlock,
                         std::int64_t intervalSeconds, std::int64_t keepBlocks, std::stop_token stop)
    : m_connection(connection), m_chain(chain), m_startBlock(startBlock), m_interval(intervalSeconds),
      m_keepBlocks(keepBlocks), m_stop(std::move(stop))
{
}

Result<void> LedgerStore::append(const LedgerPage& page)
{
    return sql::repeated([&] {
        auto outcome = write(page);
        // After a failure the cache may hold balances that were rolled back.
        if (!outcome || m_accounts.size() > kAccountsCached)
            m_accounts.clear();
        return outcome;
    });
}

Result<void> LedgerStore::write(const LedgerPage& page)
{
    auto transaction = sql::Transaction::begin(m_connection);
    if (!transaction)
        return transaction.error();
    // The cursor first: where another process was faster, nothing else is touched.
    if (auto moved = moveCursor(page.range); !moved)
        return moved;
    if (auto loaded = loadAccounts(page.transfers); !loaded)
        return loaded;

    Balances balances;
    for (const Transfer& transfer : page.transfers)
        for (const Address* address : {&transfer.from, &transfer.to})
            if (const auto account = m_accounts.find(*address); account != m_accounts.end())
                balances[*address] = account->second.balance;
    const std::vector<LedgerRow> rows = deriveLedgerRows(page.transfers, balances);
    if (!addsUp(rows, page.transfers))
        return Error{ErrorCode::Corrupt, "the ledger rows of the blocks " +
                                             std::to_string(page.range.first.value()) + " to " +
                                             std::to_string(page.range.last.value()) +
                                             " do not add up to what was minted and burnt; none was stored"};

    if (auto done = writeBlocks(page); !done)
        return done;
    if (auto done = DoubtStore(m_connection, m_chain).add(page.doubts); !done)
        return done;
    if (auto done = createUsers(rows); !done)
        return done;
    if (auto done = writeRows(rows); !done)
        return done;
    auto newUsers = writeAccounts(rows);
    if (!newUsers)
        return newUsers.error();
    if (auto done = count(page, *newUsers, rows.size()); !done)
        return done;
    return transaction->commit();
}

Result<void> LedgerStore::moveCursor(BlockRange range)
{
    auto moved = m_connection.run(
        "UPDATE chain SET last_processed_block = ?, "
        "last_confirmed_block = CASE WHEN last_confirmed_block < ? THEN ? ELSE last_confirmed_block END "
        "WHERE id = ? AND last_processed_block = ?",
        {range.last.value(), range.last.value(), range.last.value(), m_chain.value(),
         range.first.value() - 1});
    if (!moved)
        return moved.error();
    if (*moved != 1)
        return Error{ErrorCode::Conflict, "another process moved the chain's cursor away from block " +
                                              std::to_string(range.first.value() - 1)};
    return {};
}

Result<void> LedgerStore::count(const LedgerPage& page, std::int64_t newUsers, std::size_t rows)
{
    std::int64_t skipped = 0;
    BulkInsert perBlock(m_connection, "chain_skipped", {"chain_id", "block_height", "logs"});
    for (const auto& [height, logs] : page.skippedLogs) {
        if (auto added = perBlock.add({m_chain.value(), height.value(), logs}); !added)
            return added;
        skipped += logs;
    }
    if (auto finished = perBlock.finish(); !finished)
        return finished.error();
    auto counted =
        m_connection.run("UPDATE chain SET users = users + ?, changes = changes + ?, skipped_logs = "
                         "skipped_logs + ? WHERE id = ?",
                         {newUsers, static_cast<std::int64_t>(rows), skipped, m_chain.value()});
    return counted ? Result<void>() : counted.error();
}

Result<void> LedgerStore::loadAccounts(const std::vector<Transfer>& transfers)
{
    std::unordered_set<Address> missing;
    for (const Transfer& transfer : transfers)
        for (const Address* address : {&transfer.from, &transfer.to})
            if (!address->isZero() && !m_accounts.contains(*address))
                missing.insert(*address);
    return loadAccounts(std::vector<Address>(missing.begin(), missing.end()));
}

Result<void> LedgerStore::loadAccounts(std::vector<Address> missing)
{
    if (missing.empty())
        return {};
    // One statement for every number of addresses: the list is filled up by repeating the last one.
    missing.resize((missing.size() + kAddressesPerQuery - 1) / kAddressesPerQuery * kAddressesPerQuery,
                   missing.back());
    std::string marks = "?";
    for (std::size_t i = 1; i < kAddressesPerQuery; ++i)
        marks += ", ?";
    auto query =
        m_connection.prepare("SELECT u.user_address, u.id, b.balance FROM user u LEFT JOIN user_balance b "
                             "ON b.chain_id = ? AND b.user_id = u.id WHERE u.user_address IN (" +
                             marks + ")");
    if (!query)
        return query.error();
    for (std::size_t start = 0; start < missing.size(); start += kAddressesPerQuery) {
        std::vector<sql::Value> parameters{m_chain.value()};
        for (std::size_t i = 0; i < kAddressesPerQuery; ++i)
            parameters.emplace_back(missing[start + i].hex());
        if (auto started = (*query)->query(parameters); !started)
            return started;
        for (;;) {
            auto row = (*query)->next();
            if (!row)
                return row.error();
            if (!*row)
                break;
            auto address = Address::parse((*query)->text(0));
            Account account{UserId((*query)->integer(1)), {}, !(*query)->isNull(2)};
            if (account.known) {
                auto balance = RawAmount::fromDecimal((*query)->text(2));
                if (!balance)
                    return Error{ErrorCode::Corrupt, "user_balance of " + (*query)->text(0) + ": " +
                                                         balance.error().message +
                                                         "; rebuild it from the ledger"};
                account.balance = std::move(*balance);
            }
            if (address)
                m_accounts.insert_or_assign(*address, std::move(account));
        }
    }
    return {};
}

Result<void> LedgerStore::createUsers(const std::vector<LedgerRow>& rows)
{
    std::vector<Address> created;
    std::unordered_set<Address> seen;
    for (const LedgerRow& row : rows)
        if (!m_accounts.contains(row.user) && seen.insert(row.user).second)
            created.push_back(row.user);
    if (created.empty())
        return {};
    // In one order everywhere: two chains that make the same users then wait for each other, but never both.
    std::sort(created.begin(), created.end());
    BulkInsert users(m_connection, "user", {"user_address"}, BulkInsert::OnConflict::Keep, {"user_address"});
    for (const Address& address : created)
        if (auto added = users.add({address.hex()}); !added)
            return added;
    if (auto finished = users.finish(); !finished)
        return finished;
    return loadAccounts(std::move(created));
}

Result<void> LedgerStore::writeRows(const std::vector<LedgerRow>& rows)
{
    BulkInsert changes(m_connection, "user_balance_change",
                       {"user_id", "chain_id", "change_type", "amount", "balance_after", "tx_hash",
                        "log_index", "block_hash", "block_time", "block_height"});
    for (const LedgerRow& row : rows) {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Stopped, "stopped"};
        Account& account = m_accounts.at(row.user);
        if (!account.changed)
            account.firstChange = row.blockTime;
        account.changed = true;
        account.balance = row.balanceAfter;
        account.lastChange = row.height;
        auto added =
            changes.add({account.user.value(), m_chain.value(), std::string(toText(row.type)),
                         row.amount.decimal(), row.balanceAfter.decimal(), row.txHash.hex(), row.logIndex,
                         row.blockHash.hex(), row.blockTime.value(), row.height.value()});
        if (!added)
            return added;
    }
    return changes.finish();
}

Result<std::int64_t> LedgerStore::writeAccounts(const std::vector<LedgerRow>& rows)
{
    BulkInsert balances(m_connection, "user_balance",
                        {"chain_id", "user_id", "balance", "last_updated_block"},
                        BulkInsert::OnConflict::Replace, {"chain_id", "user_id"});
    BulkInsert points(m_connection, "user_points",
                      {"chain_id", "user_id", "points", "points_raw", "last_updated_block",
                       "last_updated_time", "span_from_block", "span_from_time"});
    const std::string noPoints = PointsSum().text();
    BoundaryBlocks boundaries(m_connection, m_chain, m_startBlock);
    std::int64_t newUsers = 0;
    for (const LedgerRow& row : rows) {
        Account& account = m_accounts.at(row.user);
        if (!account.changed)
            continue;
        account.changed = false;
        auto added = balances.add(
            {m_chain.value(), account.user.value(), account.balance.decimal(), account.lastChange.value()});
        if (!added)
            return added.error();
        if (account.known)
            continue;
        // Nothing to gain before the interval of the first change: the user starts settled up to there.
        account.known = true;
        ++newUsers;
        const UnixTime from = boundaryAtOrBefore(account.firstChange, m_interval);
        auto block = boundaries.lastBefore(from);
        if (!block)
            return block.error();
        added = points.add({m_chain.value(), account.user.value(), noPoints, std::string("0"), block->value(),
                            from.value(), block->value(), from.value()});
        if (!added)
            return added.error();
    }
    if (auto finished = balances.finish(); !finished)
        return finished.error();
    if (auto finished = points.finish(); !finished)
        return finished.error();
    return newUsers;
}

Result<void> LedgerStore::writeBlocks(const LedgerPage& page)
{
    BulkInsert boundaries(m_connection, "chain_boundary", {"chain_id", "boundary_time", "last_block"});
    for (const BoundaryBlock& boundary : page.boundaries)
        if (auto added =
                boundaries.add({m_chain.value(), boundary.boundary.value(), boundary.lastBefore.value()});
            !added)
            return added;
    if (auto finished = boundaries.finish(); !finished)
        return finished;
    BulkInsert blocks(m_connection, "chain_block",
                      {"chain_id", "block_height", "block_hash", "parent_hash", "block_time"});
    const BlockHeight keepFrom = page.range.last - m_keepBlocks;
    for (const BlockHeader& header : page.headers)
        if (header.height >= keepFrom)
            if (auto added = blocks.add({m_chain.value(), header.height.value(), header.hash.hex(),
                                         header.parentHash.hex(), header.time.value()});
                !added)
                return added;
    if (auto finished = blocks.finish(); !finished)
        return finished;
    auto pruned = m_connection.run("DELETE FROM chain_block WHERE chain_id = ? AND block_height < ?",
                                   {m_chain.value(), keepFrom.value()});
    return pruned ? Result<void>() : pruned.error();
}

Result<std::optional<BlockHeader>> LedgerStore::tip()
{
    auto query = m_connection.query(
        "SELECT b.block_height, b.block_hash, b.parent_hash, b.block_time FROM chain_block b "
        "JOIN chain c ON c.id = b.chain_id AND c.last_processed_block = b.block_height "
        "WHERE c.id = ?",
        {m_chain.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<BlockHeader>();
    auto hash = Hash::parse((*query)->text(1));
    auto parent = Hash::parse((*query)->text(2));
    if (!hash || !parent)
        return Error{ErrorCode::Corrupt, "table chain_block holds something else than hashes"};
    const BlockHeader header{BlockHeight((*query)->integer(0)), *hash, *parent,
                             UnixTime((*query)->integer(3))};
    (*query)->close();
    return std::optional(header);
}

} // namespace chainpoints
