// Leases as the database has them: tables chain_lease and chain_term.
#pragma once

#include "core/model/lease.h"
#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <chrono>
#include <optional>

namespace chainpoints {

/// A row of table chain_lease.
struct Lease
{
    FencingNumber fencing;
    std::optional<LeaseHolder> holder; ///< none: given back, or never taken
    std::int64_t writes = 0;           ///< another one after each write and renewal of the holder
    bool expired = true;               ///< by the database's clock
};

/// Reads and writes through a connection that it does not own. Errors are those of the connection. Each write
/// is a transaction of its own unless it says otherwise.
class LeaseStore
{
public:
    /// How long a lease lasts without a sign of its holder.
    static constexpr std::chrono::seconds kDuration{15};

    explicit LeaseStore(sql::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] Result<Lease> read(ChainId chain);
    /// Whose lease has not expired.
    [[nodiscard]] Result<std::optional<LeaseHolder>> owner(ChainId chain);

    /// Takes the lease, whosever it is, and begins a term. None: it is not as it was `seen` any more.
    [[nodiscard]] Result<std::optional<FencingNumber>> take(ChainId chain, const Lease& seen,
                                                            const LeaseHolder& by);
    /// False: another has it by now.
    [[nodiscard]] Result<bool> renew(ChainId chain, FencingNumber fencing);
    /// Nothing happens where another has it by now.
    [[nodiscard]] Result<void> giveBack(ChainId chain, FencingNumber fencing);

    // Within the caller's transaction.

    /// As renew().
    [[nodiscard]] Result<bool> assertHeld(ChainId chain, FencingNumber fencing);
    /// Records where the term's writes have come to.
    [[nodiscard]] Result<void> recordWrite(ChainId chain, FencingNumber fencing);

private:
    /// take(), within a transaction.
    [[nodiscard]] Result<std::optional<FencingNumber>> tryTake(ChainId chain, const Lease& seen,
                                                               const LeaseHolder& by);
    [[nodiscard]] std::string expiry() const;

    sql::Connection& m_connection;
};

} // namespace chainpoints
