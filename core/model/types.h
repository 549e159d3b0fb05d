// The nouns of the chain: addresses, hashes, heights, blocks, transfers.
#pragma once

#include "core/base/quantity.h"
#include "core/base/strongtype.h"
#include "core/base/time.h"

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints {

/// Number of a block on its chain. Differences are counts of blocks. -1 is "before the first block".
using BlockHeight = Ordinal<struct BlockHeightTag>;
/// chain.id in the database (not the EVM chain id).
using ChainId = Id<struct ChainIdTag>;
/// user.id in the database.
using UserId = Id<struct UserIdTag>;
/// user_points_change.id of a row that failed.
using FailureId = Id<struct FailureIdTag>;
/// The network's own id (EIP-155), e.g. 11155111.
using EvmChainId = Id<struct EvmChainIdTag>;

/// A fixed number of bytes with a tag, written as lower-case hex.
template <typename Tag, std::size_t Size>
struct FixedBytes
{
    std::array<std::uint8_t, Size> bytes{};

    auto operator<=>(const FixedBytes&) const = default;
    [[nodiscard]] bool isZero() const { return *this == FixedBytes{}; }
    /// "0x..." in lower case.
    [[nodiscard]] std::string hex() const;
    /// "0x" + 2 x Size hex digits in either case.
    [[nodiscard]] static Result<FixedBytes> parse(std::string_view text);
};

using Address = FixedBytes<struct AddressTag, 20>;
/// Of a block or a transaction; also a log topic.
using Hash = FixedBytes<struct HashTag, 32>;

/// Both ends included.
struct BlockRange
{
    BlockHeight first;
    BlockHeight last;

    [[nodiscard]] std::int64_t count() const { return last - first + 1; }
    auto operator<=>(const BlockRange&) const = default;
};

struct BlockHeader
{
    BlockHeight height;
    Hash hash;
    Hash parentHash;
    UnixTime time;

    bool operator==(const BlockHeader&) const = default;
};

/// A log as a node returned it, its shape checked, its meaning not.
struct RawLog
{
    Address address;
    std::vector<Hash> topics; ///< at most 4
    std::vector<std::uint8_t> data;
    BlockHeight height;
    Hash blockHash;
    Hash txHash;
    std::int64_t logIndex = 0;
};

/// One decoded `Transfer(from, to, value)` with the time of its block.
struct Transfer
{
    Address from;
    Address to;
    RawAmount value; ///< 0 to 2^256-1
    BlockHeight height;
    Hash blockHash;
    UnixTime blockTime;
    Hash txHash;
    std::int64_t logIndex = 0;

    bool operator==(const Transfer&) const = default;
};

/// The last block before a boundary (a UTC instant that is a multiple of the interval). Its existence in the
/// database means that the boundary is closable: a processed block has a timestamp >= boundary.
struct BoundaryBlock
{
    UnixTime boundary;
    BlockHeight lastBefore; ///< highest block with timestamp < boundary

    bool operator==(const BoundaryBlock&) const = default;
};

/// What the token says of itself.
struct TokenInfo
{
    std::string title;
    std::string symbol;
    int decimals = 18; ///< 0 to 255
};

} // namespace chainpoints

template <typename Tag, std::size_t Size>
struct std::hash<chainpoints::FixedBytes<Tag, Size>>
{
    // Hashes are uniform and addresses are hashes' tails, so any eight bytes serve.
    std::size_t operator()(const chainpoints::FixedBytes<Tag, Size>& value) const noexcept
    {
        std::size_t result;
        std::memcpy(&result, value.bytes.data() + Size - sizeof result, sizeof result);
        return result;
    }
};
