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
    const BlockHeight block = *row ? BlockHeight((*query)->integer(0)) : m_startBlock - 1;
    (*query)->close();
    m_known.emplace(boundary, block);
    return block;
}

} // namespace chainpoints
