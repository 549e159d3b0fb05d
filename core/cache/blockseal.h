// Pending blocks as text for a store that others can write: what they put there is told from our own.
#pragma once

#include "core/chain/pendingwindow.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <string>
#include <string_view>

namespace chainpoints {

/// Random, made once for each database and kept in its table `setting`.
[[nodiscard]] Result<std::string> sealKeyOf(sql::Connection& connection);

/// Seals and opens the blocks of one chain. Only what was sealed with the same key for the same chain,
/// contract and height can be opened: other databases, other contracts, cut or changed texts cannot.
class BlockSeal
{
public:
    BlockSeal(std::string key, EvmChainId chain, const Address& contract);

    /// Differs between databases and contracts; tells nothing of the key. 16 hexadecimal digits.
    [[nodiscard]] std::string id() const;
    [[nodiscard]] std::string sealed(const PendingBlock& block) const;
    [[nodiscard]] std::optional<PendingBlock> opened(BlockHeight height, std::string_view text) const;

private:
    [[nodiscard]] std::string sealOf(std::string_view purpose, std::string_view text) const;

    const std::string m_key;
    const std::string m_chain;
};

} // namespace chainpoints
