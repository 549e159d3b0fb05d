// Ethereum's JSON values to the model's types. Every function checks shape and range and returns
// ErrorCode::Protocol with a sentence for what cannot be right.
#pragma once

#include "core/model/types.h"
#include "core/proof/bloom.h"
#include "core/proof/receipt.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace simdjson::dom {
class element;
} // namespace simdjson::dom

namespace chainpoints {

/// Topic 0 of Transfer(address,address,uint256).
[[nodiscard]] const Hash& transferTopic();

struct DecodedLogs
{
    std::vector<RawLog> logs; ///< ordered by (height, log index), no duplicates
    std::size_t removed = 0;  ///< logs marked `removed: true`, left out; an honest answer has none
};

/// What a header says of the logs in its block.
struct HeaderSeals
{
    LogsBloom logsBloom;
    Hash receiptsRoot;
};

/// All receipts of one block.
struct BlockReceipts
{
    std::vector<Receipt> receipts; ///< in order
    std::vector<RawLog> transfers; ///< the Transfer logs of the contract among their logs, by log index
    std::optional<Hash> blockHash; ///< none for a block without transactions
};

[[nodiscard]] bool isNull(const simdjson::dom::element& value);
[[nodiscard]] Result<std::int64_t> decodeQuantity(const simdjson::dom::element& value);
/// "0x" and an even number of digits; any length.
[[nodiscard]] Result<std::vector<std::uint8_t>> decodeBytes(const simdjson::dom::element& value);
/// A block object; only the header's fields are read. Heights above 2^53-1 and times after the year 9999 are
/// errors.
[[nodiscard]] Result<BlockHeader> decodeHeader(const simdjson::dom::element& value);
/// A block object; only what it says of its logs is read.
[[nodiscard]] Result<HeaderSeals> decodeSeals(const simdjson::dom::element& value);
/// The answer to eth_getBlockReceipts for the block at `height`. Receipts out of order or of another block
/// are errors.
[[nodiscard]] Result<BlockReceipts> decodeReceipts(const simdjson::dom::element& value,
                                                   const Address& contract, BlockHeight height);
/// The answer to eth_getLogs for the Transfer logs of `contract` in `range`. A log of another address,
/// another topic or another height, two different logs with one (height, log index), or two block hashes at
/// one height are errors.
[[nodiscard]] Result<DecodedLogs> decodeLogs(const simdjson::dom::element& value, const Address& contract,
                                             BlockRange range);

} // namespace chainpoints
