// The hash of Ethereum: Keccak-256 as submitted to the SHA-3 contest, with its padding, not SHA3-256.
#pragma once

#include "core/model/types.h"

#include <span>

namespace chainpoints {

[[nodiscard]] Hash keccak256(std::span<const std::uint8_t> bytes);

} // namespace chainpoints
