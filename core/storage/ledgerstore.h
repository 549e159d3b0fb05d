// Writes processed blocks: ledger rows, balances, users, cursor, all or nothing.
#pragma once

#include "core/model/ledger.h"
#include "core/storage/ledgerpage.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace chainpoints {

/// The write side of one chain's ledger. Belongs to the thread of its connection.
class LedgerStore
{
public:
    /// `keepBlocks`: of how many processed blocks the hashes are kept. A stop ends a long write with Stopped,
    /// undone.
    LedgerStore(sql::Connection& connection, ChainId chain, BlockHeight startBlock,
                std::int64_t intervalSeconds, std::int64_t keepBlocks, std::stop_token stop = {});

    /// One transaction. Precondition: page.range.first follows the last processed block; Conflict if the
    /// cursor is elsewhere (another process moved it): then nothing is written.
    [[nodiscard]] Result<void> append(const LedgerPage& page);

    /// Forgets what it remembers: somebody else changed balances.
    void forget() { m_accounts.clear(); }

    /// Header of the last processed block; none before the first.
    [[nodiscard]] Result<std::optional<BlockHeader>> tip();

private:
    struct Account
    {
        UserId user;
        RawAmount balance;
        bool known = false; ///< has a row in user_balance
        bool changed = false;
        BlockHeight lastChange{-1};
        UnixTime firstChange{0};
    };
    using Accounts = std::unordered_map<Address, Account>;

    [[nodiscard]] Result<void> write(const LedgerPage& page);
    [[nodiscard]] Result<void> moveCursor(BlockRange range);
    [[nodiscard]] Result<void> count(const LedgerPage& page, std::int64_t newUsers, std::size_t rows);
    [[nodiscard]] Result<void> loadAccounts(const std::vector<Transfer>& transfers);
    [[nodiscard]] Result<void> loadAccounts(std::vector<Address> missing);
    [[nodiscard]] Result<void> createUsers(const std::vector<LedgerRow>& rows);
    [[nodiscard]] Result<void> writeRows(const std::vector<LedgerRow>& rows);
    [[nodiscard]] Result<std::int64_t> writeAccounts(const std::vector<LedgerRow>& rows);
    [[nodiscard]] Result<void> writeBlocks(const LedgerPage& page);

    sql::Connection& m_connection;
    const ChainId m_chain;
    const BlockHeight m_startBlock;
    const std::int64_t m_interval;
    const std::int64_t m_keepBlocks;
    const std::stop_token m_stop;
    Accounts m_accounts; ///< a cache of what the database has; emptied after a failed write
};

} // namespace chainpoints
