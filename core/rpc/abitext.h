// What a token says of itself, from the bytes that its functions return.
#pragma once

#include "core/base/quantity.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace chainpoints {

/// The text of name() or symbol(): an ABI string, or the bytes32 of older tokens. Invalid UTF-8 is replaced,
/// control and formatting characters are removed, at most 64 characters are kept. Empty for bytes that are
/// neither.
[[nodiscard]] std::string abiText(std::span<const std::uint8_t> bytes);

/// The number of totalSupply() or balanceOf(); nothing where the bytes are no such number.
[[nodiscard]] std::optional<RawAmount> abiUint256(std::span<const std::uint8_t> bytes);

/// The number of decimals(), 0 to 255; nothing where the bytes are no such number.
[[nodiscard]] std::optional<int> abiUint8(std::span<const std::uint8_t> bytes);

} // namespace chainpoints
