// The doubts about a chain's logs that are stored with the ledger.
#pragma once

#include "core/model/doubt.h"
#include "core/storage/sql/connection.h"

#include <span>
#include <vector>

namespace chainpoints {

struct StoredDoubt
{
    Doubt doubt;
    UnixTime since;
};

/// Reads and writes through a connection that it does not own. Errors are those of the connection.
class DoubtStore
{
public:
    DoubtStore(sql::Connection& connection, ChainId chain) : m_connection(connection), m_chain(chain) {}

    /// By kind.
    [[nodiscard]] Result<std::vector<StoredDoubt>> all();
    /// Joins them to those of the same kind, whose evidence stays. Part of the caller's transaction.
    [[nodiscard]] Result<void> add(std::span<const Doubt> doubts);
    [[nodiscard]] Result<void> remove(DoubtKind kind);
    /// Rows above the height are gone, and the doubts about them. Part of the caller's transaction.
    [[nodiscard]] Result<void> rollBackTo(BlockHeight height);

private:
    sql::Connection& m_connection;
    const ChainId m_chain;
};

} // namespace chainpoints
