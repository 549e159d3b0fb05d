// What a transaction left behind, and the root over all of a block's that its header holds.
#pragma once

#include "core/model/types.h"
#include "core/proof/bloom.h"
#include "core/proof/rlp.h"

#include <optional>
#include <span>
#include <vector>

namespace chainpoints {

struct ReceiptLog
{
    Address address;
    std::vector<Hash> topics;
    std::vector<std::uint8_t> data;
};

/// The parts of a receipt that its block vouches for. The bloom is left out: it follows from the logs.
struct Receipt
{
    std::uint8_t type = 0; ///< 0: legacy, without a type in its serialisation; at most 0x7f
    bool succeeded = true;
    std::optional<Hash> stateRoot; ///< instead of `succeeded` before the Byzantium fork
    std::uint64_t cumulativeGas = 0;
    std::vector<ReceiptLog> logs;
    /// Deposits of OP-stack chains (type 0x7e): since Regolith, and since Canyon.
    std::optional<std::uint64_t> depositNonce;
    std::optional<std::uint64_t> depositVersion;
};

inline constexpr std::uint8_t kDepositReceipt = 0x7e;

/// What the trie holds of it.
[[nodiscard]] rlp::Bytes serialised(const Receipt& receipt);
/// `receipts`: all of the block, in order.
[[nodiscard]] Hash receiptsRoot(std::span<const Receipt> receipts);

} // namespace chainpoints
