// Reads the ledger for a settlement, several users with one statement where that saves time.
#pragma once

#include "core/storage/ledgerrows.h"

#include <map>
#include <optional>
#include <span>
#include <stop_token>

namespace chainpoints {

/// Reads through a connection that it does not own. Ends with Stopped once stop is requested.
class SettlementLedger
{
public:
    /// Up to where a user is settled.
    struct Cursor
    {
        UserId user;
        BlockHeight settled;
    };

    SettlementLedger(sql::Connection& connection, ChainId chain, std::stop_token stop)
        : m_connection(connection), m_chain(chain), m_stop(std::move(stop))
    {
    }
    ~SettlementLedger();
    SettlementLedger(const SettlementLedger&) = delete;
    SettlementLedger& operator=(const SettlementLedger&) = delete;

    /// How many users open() takes at most.
    [[nodiscard]] std::size_t usersAtOnce() const { return m_connection.dialect().rowsAtOnce(); }
    /// For these users, in the order of their ids. Always asks the ledger: whether there are rows is not for
    /// the balance table to say.
    [[nodiscard]] Result<void> open(std::span<const Cursor> users);

    /// The user's last row at or before the settled block.
    [[nodiscard]] std::optional<StoredLedgerRow> anchorOf(UserId user) const;
    /// The user's next row behind the settled block, oldest first; none: there is no more. Users in order.
    [[nodiscard]] Result<std::optional<StoredLedgerRow>> next(const Cursor& user);

private:
    /// A query over rows of users in order. The statement is closed with its last row, or by the end of this.
    struct Rows
    {
        sql::Statement* statement = nullptr; ///< none: all were read
        std::optional<UserId> waiting;       ///< whose row is the current one and was not handed out yet

        [[nodiscard]] Result<bool> at(UserId user);
        void close();
    };

    [[nodiscard]] Result<void> loadAnchors(std::span<const Cursor> users);
    [[nodiscard]] Result<void> openLongHistory(const Cursor& user);

    sql::Connection& m_connection;
    const ChainId m_chain;
    const std::stop_token m_stop;
    std::map<UserId, StoredLedgerRow> m_anchors;
    bool m_several = false; ///< users have their first rows in m_rows, the rest of a long history is apart
    Rows m_rows;
    Rows m_rest;
    std::optional<UserId> m_current;
    std::int64_t m_handedOut = 0; ///< of the current user
};

} // namespace chainpoints
