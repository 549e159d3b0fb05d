#include "core/storage/leasestore.h"

#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"

namespace chainpoints {

Result<Lease> LeaseStore::read(ChainId chain)
{
    Lease lease;
    auto found = sql::forEachRow(
        m_connection,
        "SELECT fencing, owner_host, owner_pid, instance, writes, CASE WHEN expires_at <= " +
            m_connection.dialect().now() + " THEN 1 ELSE 0 END FROM chain_lease WHERE chain_id = ?",
        {chain.value()}, [&](const sql::Statement& row) -> Result<void> {
            lease.fencing = FencingNumber(row.integer(0));
            if (!row.text(3).empty())
                lease.holder = LeaseHolder{row.text(1), row.integer(2), row.text(3)};
            lease.writes = row.integer(4);
            lease.expired = row.integer(5) != 0;
            return {};
        });
    if (!found)
        return found.error();
    return lease;
}

Result<std::optional<LeaseHolder>> LeaseStore::owner(ChainId chain)
{
    auto lease = read(chain);
    if (!lease)
        return lease.error();
    return lease->expired ? std::optional<LeaseHolder>() : lease->holder;
}

Result<std::optional<FencingNumber>> LeaseStore::take(ChainId chain, const Lease& seen, const LeaseHolder& by)
{
    return sql::inTransaction(m_connection, [&] { return tryTake(chain, seen, by); });
}

Result<std::optional<FencingNumber>> LeaseStore::tryTake(ChainId chain, const Lease& seen,
                                                         const LeaseHolder& by)
{
    const std::vector<std::string_view> columns{"chain_id", "fencing",    "owner_host", "owner_pid",
                                                "instance", "expires_at", "writes"};
    const std::vector<std::string_view> key{"chain_id"};
    const std::int64_t none = 0;
    auto made = m_connection.run(m_connection.dialect().insertOrKeep("chain_lease", columns, key),
                                 {chain.value(), none, std::string(), none, std::string(), none, none});
    if (!made)
        return made.error();
    const FencingNumber fencing(seen.fencing.value() + 1);
    auto taken = m_connection.run(
        "UPDATE chain_lease SET fencing = ?, owner_host = ?, owner_pid = ?, instance = ?, expires_at = " +
            expiry() + ", writes = writes + 1 WHERE chain_id = ? AND fencing = ? AND writes = ?",
        {fencing.value(), by.host, by.pid, by.instance, chain.value(), seen.fencing.value(), seen.writes});
    if (!taken)
        return taken.error();
    if (*taken != 1)
        return std::optional<FencingNumber>();
    auto begun = m_connection.run(
        "INSERT INTO chain_term (chain_id, fencing, owner_host, owner_pid, instance, began_at, from_block, "
        "to_block, from_time, to_time, writes) SELECT id, ?, ?, ?, ?, " +
            m_connection.dialect().now() +
            ", last_processed_block, last_processed_block, last_calculated_time, last_calculated_time, 0 "
            "FROM chain WHERE id = ?",
        {fencing.value(), by.host, by.pid, by.instance, chain.value()});
    if (!begun)
        return begun.error();
    return std::optional(fencing);
}

Result<bool> LeaseStore::renew(ChainId chain, FencingNumber fencing)
{
    return sql::inTransaction(m_connection, [&] { return assertHeld(chain, fencing); });
}

Result<void> LeaseStore::giveBack(ChainId chain, FencingNumber fencing)
{
    auto given = m_connection.write("UPDATE chain_lease SET owner_host = '', owner_pid = 0, instance = '', "
                                    "expires_at = 0, writes = writes + 1 WHERE chain_id = ? AND fencing = ?",
                                    {chain.value(), fencing.value()});
    return given ? Result<void>() : given.error();
}

Result<bool> LeaseStore::assertHeld(ChainId chain, FencingNumber fencing)
{
    auto held = m_connection.run("UPDATE chain_lease SET expires_at = " + expiry() +
                                     ", writes = writes + 1 WHERE chain_id = ? AND fencing = ?",
                                 {chain.value(), fencing.value()});
    if (!held)
        return held.error();
    return *held == 1;
}

Result<void> LeaseStore::recordWrite(ChainId chain, FencingNumber fencing)
{
    auto recorded = m_connection.run(
        "UPDATE chain_term SET writes = writes + 1, "
        "to_block = (SELECT last_processed_block FROM chain WHERE id = chain_term.chain_id), "
        "to_time = (SELECT last_calculated_time FROM chain WHERE id = chain_term.chain_id) "
        "WHERE chain_id = ? AND fencing = ?",
        {chain.value(), fencing.value()});
    return recorded ? Result<void>() : recorded.error();
}

std::string LeaseStore::expiry() const
{
    return m_connection.dialect().now() + " + " + std::to_string(kDuration.count());
}

} // namespace chainpoints
