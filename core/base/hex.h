// Hexadecimal text, as Ethereum's JSON-RPC writes it ("0x" + digits).
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace chainpoints {

/// "0x" + two lower-case digits a byte.
[[nodiscard]] std::string toHex(std::span<const std::uint8_t> bytes);

/// Exactly out.size() bytes after "0x", either case. On false, `out` is undefined.
[[nodiscard]] bool fromHex(std::string_view text, std::span<std::uint8_t> out);

/// A JSON-RPC quantity ("0x0" to "0x7fffffffffffffff"), as used for heights, times and indices.
[[nodiscard]] Result<std::int64_t> parseHexQuantity(std::string_view text);

/// A non-negative number as a JSON-RPC quantity.
[[nodiscard]] std::string toHexQuantity(std::int64_t value);

} // namespace chainpoints
