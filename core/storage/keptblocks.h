// The blocks whose hashes the database knows: kept headers, and below those the ledger's rows.
#pragma once

#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <optional>

namespace chainpoints {

struct KnownBlock
{
    BlockHeight height;
    Hash hash;
    std::optional<BlockHeader> header; ///< where it is kept whole
};

/// The newest known block at or below `height`; none if there is none. Corrupt where the hash is none.
[[nodiscard]] Result<std::optional<KnownBlock>> knownBlock(sql::Connection& connection, ChainId chain,
                                                           BlockHeight height);

} // namespace chainpoints
