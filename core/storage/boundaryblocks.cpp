#include "core/storage/boundaryblocks.h"

namespace chainpoints {

Result<BlockHeight> BoundaryBlocks::lastBefore(UnixTime boundary)
{
    if (const auto known = m_known.find(boundary); known != m_known.end())
        return known->second;
    auto query =
        m_connection->query("SELECT last_block FROM chain_boundary WHERE chain_id = ? AND boundary_time = ?",
                            {m_chain.value(), boundary.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    std::optional<BlockHeight> block;
    if (*row)
        block = BlockHeight((*query)->integer(0));
    (*query)->close();
    if (!block) {
        auto opening = openingTime();
        if (!opening)
            return opening.error();
        // The opening balances' block is a block like others: it lies behind the boundaries up to its time.
        block = *opening && boundary <= **opening ? m_startBlock - 2 : m_startBlock - 1;
    }
    m_known.emplace(boundary, *block);
    return *block;
}

Result<std::optional<UnixTime>> BoundaryBlocks::openingTime()
{
    auto query = m_connection->query(
        "SELECT opening_time FROM chain WHERE id = ? AND opening_time IS NOT NULL", {m_chain.value()});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    const auto time = *row ? std::optional(UnixTime((*query)->integer(0))) : std::nullopt;
    (*query)->close();
    return time;
}

} // namespace chainpoints
