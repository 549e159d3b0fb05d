// The last block before each boundary of a chain.
#pragma once

#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <unordered_map>

namespace chainpoints {

/// Looks up table chain_boundary and remembers: a boundary that is closable does not change within a
/// transaction, nor between transactions of the chain's owner. Reads through a connection that it does not
/// own.
class BoundaryBlocks
{
public:
    BoundaryBlocks(sql::Connection& connection, ChainId chain, BlockHeight startBlock)
        : m_connection(&connection), m_chain(chain), m_startBlock(startBlock)
    {
    }

    /// For a boundary before the first followed block: the block before that. For one that is not after the
    /// time of opening balances: the block before theirs.
    [[nodiscard]] Result<BlockHeight> lastBefore(UnixTime boundary);

private:
    [[nodiscard]] Result<std::optional<UnixTime>> openingTime();

    sql::Connection* m_connection;
    ChainId m_chain;
    BlockHeight m_startBlock;
    std::unordered_map<UnixTime, BlockHeight> m_known;
};

} // namespace chainpoints
