// RLP, the serialisation of everything that Ethereum hashes. Writing only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace chainpoints::rlp {

using Bytes = std::vector<std::uint8_t>;

/// A text of bytes as an item.
[[nodiscard]] Bytes text(std::span<const std::uint8_t> bytes);
/// A number as an item: big-endian, without leading zeros.
[[nodiscard]] Bytes number(std::uint64_t value);
/// A list of items; `items` is their concatenation.
[[nodiscard]] Bytes list(std::span<const std::uint8_t> items);

/// Appends `more` to `bytes`.
void append(Bytes& bytes, std::span<const std::uint8_t> more);

} // namespace chainpoints::rlp
